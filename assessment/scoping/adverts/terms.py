"""What the model sees of a sentence: stems, pairs and triples of them, each with its place."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from assessment.scoping.adverts.names import NAMES

Span = tuple[int, int]
"""Where something stands in a text: start and end."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'&/+-]*[A-Za-z]|[A-Za-z]|\d[\d.,]*")
_STEM = snowballstemmer.stemmer("english")
_SMALL_WORDS = """
    a an the of and or to in on for with by at as is are be that it its you your so each our we
    their they there them this these those from into per up out no not can may will must should
    what when where who which how if then than also while during such has have had do does
"""
_DROPPED = frozenset(_SMALL_WORDS.split())
SYSTEM, PLATFORM, NUMBER = "SYS", "PLAT", "NUM"


class Token(NamedTuple):
    """A stem, or what stands for a name or a number, and where it was found."""

    stem: str
    span: Span


def terms(sentence: str) -> Mapping[str, Span]:
    """Each term of a sentence with the place of its first use.

    Names of platforms and systems, and numbers, are replaced by one token each: the model must
    learn nothing from a product's name.
    """
    found: dict[str, Span] = {}
    tokens = [t for t in _tokens(sentence) if t.stem not in _DROPPED]
    for length in (1, 2, 3):
        for i in range(len(tokens) - length + 1):
            run = tokens[i : i + length]
            term = " ".join(t.stem for t in run)
            found.setdefault(term, (run[0].span[0], run[-1].span[1]))
    for mark in ("^", "^^"):
        if tokens:
            run = tokens[: len(mark)]
            start = f"{mark} {' '.join(t.stem for t in run)}"
            found.setdefault(start, (run[0].span[0], run[-1].span[1]))
    return found


def _tokens(sentence: str) -> Sequence[Token]:
    named = NAMES.found(sentence)
    tokens = [Token(PLATFORM if n.kind == "platform" else SYSTEM, n.span) for n in named]
    taken = [n.span for n in named]
    for word in _WORD.finditer(sentence):
        if any(start < word.end() and word.start() < end for start, end in taken):
            continue
        text = word.group()
        for part, start in _parts(text, word.start()):
            stem = NUMBER if part[0].isdigit() else _stem(part.casefold())
            tokens.append(Token(stem, (start, start + len(part))))
    return sorted(tokens, key=lambda t: t.span)


def _parts(word: str, start: int) -> Sequence[tuple[str, int]]:
    """The words of a compound: `work-in-process`, `PLC/HMI`."""
    return [(m.group(), start + m.start()) for m in re.finditer(r"[^/+&-]+", word)]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    stem: str = _STEM.stemWord(word.removesuffix("'s"))
    return stem
