"""Lets each test process look for the shipped bank once: it does not change while tests run."""

from collections.abc import Callable
from pathlib import Path

from question_bank import loader
from question_bank.loader import QuestionBank

_kept = loader.kept
_banks: dict[Path, QuestionBank] = {}


def _kept_once(root: Path, read: Callable[[], QuestionBank]) -> QuestionBank:
    if root not in _banks:
        _banks[root] = _kept(root, read)
    return _banks[root]


loader.kept = _kept_once
