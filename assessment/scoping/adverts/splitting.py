"""An advert in parts: title, duties, requirements, about the company, noise; then sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assessment.scoping.adverts.headings import (
    ABOUT_CUE,
    ACTS,
    BENEFIT_CUE,
    NOISE_CUE,
    REQUIREMENT_CUE,
    ROLE_CUE,
    heading_kind,
    is_title,
)


class AdvertPart(StrEnum):
    """What a sentence of an advert is there for."""

    TITLE = "title"
    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    ABOUT = "about"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class AdvertSentence:
    """One sentence or bullet of the mended text, from `start` to `end`."""

    text: str
    start: int
    end: int
    part: AdvertPart


@dataclass(frozen=True, slots=True)
class SplitAdvert:
    """The sentences of an advert in order, and what it calls the job."""

    title: str
    sentences: tuple[AdvertSentence, ...]

    def of(self, *parts: AdvertPart) -> tuple[AdvertSentence, ...]:
        """The sentences that are there for one of `parts`."""
        return tuple(s for s in self.sentences if s.part in parts)


_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\"'•])|;\s+|\s+[-–] (?=[A-Z])")
_NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|etc|incl|approx|min|max|no|vs|Mr|Ms|Dr|St|Ltd|Inc|Co)\.$")
_LONGEST_TITLE = 14
_MANY_TITLES = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    heading: AdvertPart | None


def split(text: str) -> SplitAdvert:
    """The parts of a mended text. What a heading promises counts less than what a sentence does."""
    pieces = list(_pieces(text))
    title_at, ended = _title(pieces)
    first = AdvertPart.ABOUT if any(p.heading is AdvertPart.DUTIES for p in pieces) else None
    sentences, part = [], first
    for i, piece in enumerate(pieces):
        if i == title_at:
            found = AdvertPart.TITLE
        elif i < title_at and ended:
            found = AdvertPart.NOISE
        elif piece.heading:
            part, found = piece.heading, AdvertPart.NOISE
        else:
            found = _part_of(piece.text, part)
        end = piece.start + len(piece.text)
        sentences.append(AdvertSentence(piece.text, piece.start, end, found))
    title = pieces[title_at].text if title_at >= 0 else ""
    return SplitAdvert(title, tuple(sentences))


def _pieces(text: str) -> Iterator[_Piece]:
    for line in _LINE.finditer(text):
        words, start = line.group(), line.start()
        skipped = len(words) - len(words.lstrip("•# *>|"))
        words, start = words[skipped:].rstrip("*#| "), start + skipped
        head, colon, rest = words.partition(":")
        kind = heading_kind(head if colon else words)
        if kind and (not colon or not rest.strip()):
            yield _Piece(words, start, AdvertPart(kind))
            continue
        if kind and colon:
            yield _Piece(head, start, AdvertPart(kind))
            blank = len(rest) - len(rest.lstrip())
            words, start = rest.strip(), start + len(head) + 1 + blank
        yield from _sentences(words, start)


def _sentences(line: str, offset: int) -> Iterator[_Piece]:
    begin = 0
    for gap in [*_SENTENCE_END.finditer(line), None]:
        stop = gap.start() if gap else len(line)
        if gap and _NOT_AN_END.search(line[begin:stop]):
            continue
        if line[begin:stop].strip():
            yield _Piece(line[begin:stop], offset + begin, None)
        begin = gap.end() if gap else stop


def _title(pieces: list[_Piece]) -> tuple[int, bool]:
    """Where the job's title stands, or -1; and whether what is before it is a portal's list.

    A portal puts other jobs' titles in front: then the last one before the text is meant.
    """
    body = next((i for i, p in enumerate(pieces) if p.heading or len(p.text.split()) > 16), None)
    before = pieces[: len(pieces) if body is None else body]
    named = [i for i, p in enumerate(before) if is_title(p.text)]
    if not named:
        return -1, False
    return (named[-1], True) if len(named) > _MANY_TITLES else (named[0], False)


def _part_of(sentence: str, part: AdvertPart | None) -> AdvertPart:
    """Where a sentence belongs: its own words, and only then the heading above it."""
    if NOISE_CUE.search(sentence) or BENEFIT_CUE.search(sentence):
        return AdvertPart.NOISE
    if ABOUT_CUE.search(sentence):
        return AdvertPart.ABOUT
    required = REQUIREMENT_CUE.search(sentence)
    if part is None:
        return AdvertPart.REQUIREMENTS if required else AdvertPart.DUTIES
    tells = ACTS.match(sentence) or (part is AdvertPart.ABOUT and ROLE_CUE.search(sentence))
    if part is not AdvertPart.DUTIES and tells and not required:
        return AdvertPart.DUTIES
    return AdvertPart.REQUIREMENTS if part is AdvertPart.DUTIES and required else part
