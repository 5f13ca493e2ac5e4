"""An advert cut into stretches that carry the same marks, for a screen that draws them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assessment.scoping.adverts.reading import AdvertReading, MarkKind
from assessment.scoping.adverts.report import CONFUSION_SAID
from assessment.scoping.adverts.terms import Span
from question_bank.taxonomy import Cell, TargetLevel

ABOUT_NAMES = "a name carries no scope"


class TextMark(NamedTuple):
    """One mark over a stretch of the text."""

    kind: MarkKind
    span: Span
    said: str
    """What it was read as, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the advert with the same marks all over."""

    text: str
    kinds: tuple[MarkKind, ...] = ()
    said: str = ""
    """All marks in words, for the pointer resting on it."""
    carried: bool = False
    """Whether these are words that carried a cell or a scope."""
    ends: tuple[str, ...] = ()
    """Tags of the marks that end here: the numbers of cells, a question mark for a confusion."""


def segments(reading: AdvertReading) -> tuple[Segment, ...]:
    """The whole text, in order; joined again it is the text."""
    marks, words = list(_marks(reading)), _carrying(reading)
    cuts = {0, len(reading.text)}
    for start, end in [*(m.span for m in marks), *words]:
        cuts |= {start, end}
    places = sorted(cuts)
    numbers = cell_numbers(reading)
    return tuple(
        _segment(reading.text[a:b], (a, b), marks, words, numbers) for a, b in pairwise(places)
    )


def cell_numbers(reading: AdvertReading) -> Mapping[Cell, int]:
    """The number of each cell in the list of what is asked for, the likeliest first."""
    ranked = sorted(reading.cells, key=lambda cell: -reading.cells[cell])
    return {cell: number for number, cell in enumerate(ranked, 1)}


def _segment(
    text: str,
    span: Span,
    marks: list[TextMark],
    words: set[Span],
    numbers: Mapping[Cell, int],
) -> Segment:
    over = [m for m in marks if m.span[0] <= span[0] and span[1] <= m.span[1]]
    labels = {cell.label: str(number) for cell, number in numbers.items()}
    ends = dict.fromkeys(
        "?" if m.kind is MarkKind.CONFUSION else labels.get(m.said, "")
        for m in over
        if m.span[1] == span[1]
    )
    return Segment(
        text=text,
        kinds=tuple(dict.fromkeys(m.kind for m in over)),
        said="; ".join(dict.fromkeys(_told(m) for m in over)),
        carried=any(a <= span[0] and span[1] <= b for a, b in words),
        ends=tuple(tag for tag in ends if tag),
    )


def _told(mark: TextMark) -> str:
    return f"asks for {mark.said}" if mark.kind is MarkKind.CELL else mark.said


def _marks(reading: AdvertReading) -> Iterator[TextMark]:
    for cell in reading.cell_marks:
        yield TextMark(MarkKind.CELL, cell.sentence, cell.cell.label)
    for scope in reading.scope_marks:
        plant = scope.target is TargetLevel.PLANT
        kind = MarkKind.PLANT if plant else MarkKind.ENTERPRISE
        said = "speaks for one plant" if plant else "speaks for an enterprise role"
        for words in scope.words or (scope.sentence,):
            yield TextMark(kind, words, said)
    for name in reading.names:
        yield TextMark(MarkKind.NAME, name.span, ABOUT_NAMES)
    for confusion in reading.confusions:
        yield TextMark(MarkKind.CONFUSION, confusion.span, CONFUSION_SAID[confusion.kind])


def _carrying(reading: AdvertReading) -> set[Span]:
    return {span for mark in reading.cell_marks for span in mark.words}
