"""What `bank check` looks at: the bank that comes with Levelset, a folder, and one's own."""

from collections.abc import Mapping
from pathlib import Path

from question_bank import own, quality
from question_bank.errors import Problem
from question_bank.loader import (
    QuestionBank,
    Reading,
    assemble,
    load_bank,
    read_folder,
    shipped_content,
)


def check_folder(root: Path) -> tuple[Reading, tuple[Problem, ...]]:
    """What was read of the bank or the own folder in `root`, and every problem of it."""
    reading = own.read_own(root, load_bank()) if own.is_own(root) else read_folder(root)
    return reading, quality.review(root, reading, quality.floors_of(root))


def folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """What there is to check when nobody says which: the shipped bank, and one's own folder."""
    return tuple(filter(None, (shipped_content(), own.named(environ))))


def check_bank(bank: QuestionBank) -> tuple[Problem, ...]:
    """Every problem of the folders that `bank` came from, as they are now."""
    if bank.root is None:
        return ()
    reading = read_folder(bank.root)
    problems = quality.review(bank.root, reading, quality.floors_of(bank.root))
    if bank.own:
        beside = bank if reading.problems else assemble(bank.root, reading)
        mine = own.read_own(bank.own.root, beside)
        problems += quality.review(bank.own.root, mine, None)
    return problems
