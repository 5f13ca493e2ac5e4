"""The words of a text that carry its subject, each reduced to its stem."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from snowballstemmer import stemmer

_WORD = re.compile(r"[^\W\d_]{2,}")
"""Numbers do not count: the same situation with other numbers is the same one."""

_stemmer = stemmer("english")


def subject_words(text: str) -> list[str]:
    """The words of `text` in order, in small letters, without words such as *the* and *what*."""
    function = _common("function")
    return [word for word in _words(text) if word not in function]


@lru_cache(maxsize=64)  # the probes of a question are all held against the same few texts
def rare_stems(text: str) -> frozenset[str]:
    """The stems of `text` that set its situation apart: no *line*, *record* or *supervisor*."""
    return frozenset(map(stem, subject_words(text))) - _everyday()


@cache
def stem(word: str) -> str:
    """`sampl` for *sample*, *samples* and *sampled*: English Snowball, also called Porter 2."""
    return str(_stemmer.stemWord(word))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@cache
def _everyday() -> frozenset[str]:
    return frozenset(map(stem, _common("everyday")))


@cache
def _common(group: str) -> frozenset[str]:
    """The words of one group in `common_words.txt`."""
    groups: dict[str, list[str]] = {}
    current: list[str] = []
    text = (files("question_bank") / "common_words.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            current = groups.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current += line.split()
    return frozenset(groups[group])
