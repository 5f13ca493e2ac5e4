"""One advert read: the marks in its text, the cells and the target that they speak for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.scoping.adverts.coefficients import (
    LabelReading,
    SentenceModel,
    cell_probabilities,
    cell_words,
    shipped_model,
)
from assessment.scoping.adverts.confusions import ConfusionMark, confusions_in
from assessment.scoping.adverts.kinds import check_language, check_text
from assessment.scoping.adverts.mending import mended
from assessment.scoping.adverts.names import NAMES, NamedSystem
from assessment.scoping.adverts.patterns import (
    may_speak_for,
    names_customers,
    scope_patterns,
)
from assessment.scoping.adverts.splitting import AdvertPart, AdvertSentence, SplitAdvert, split
from assessment.scoping.adverts.targets import (
    ENOUGH,
    MOST_STATED,
    ScopeMark,
    TargetReading,
    target_of,
)
from assessment.scoping.adverts.terms import Span
from assessment.scoping.adverts.whole_confusions import whole_confusions
from question_bank.taxonomy import Cell, TargetLevel


class MarkKind(StrEnum):
    """What a marked stretch of an advert was read as."""

    CELL = "cell"
    PLANT = "plant"
    ENTERPRISE = "enterprise"
    NAME = "name"
    CONFUSION = "confusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMark:
    """One sentence that asks for one cell, how sure that is, and the words that carried it."""

    cell: Cell
    probability: float
    sentence: Span
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvertReading:
    """What an advert says; every place is one in `text`."""

    text: str
    split: SplitAdvert
    cells: Mapping[Cell, float]
    """The cells that are asked for, each with its probability; none where none is."""
    cell_marks: tuple[CellMark, ...]
    scope_marks: tuple[ScopeMark, ...]
    names: tuple[NamedSystem, ...]
    confusions: tuple[ConfusionMark, ...]
    target: TargetReading

    @property
    def title(self) -> str:
        return self.split.title


SENTENCE_FLOOR = 0.4
"""A sentence below it asks for no cell."""
CELL_FLOOR = 0.6
"""An advert's cell below it is not proposed."""
REQUIREMENT_SHARE = 0.6
"""What a requirement counts beside a duty: knowing is not doing."""


def read_advert(text: str, model: SentenceModel | None = None) -> AdvertReading:
    """Read one advert. Raises NotAnAdvert for what is none, with what it seems to be.

    `text` is as it was pasted; the reading holds the mended text that its marks are about.
    """
    clean = mended(text)
    check_text(clean)
    parts = split(clean)
    check_language(parts)
    asked = parts.of(AdvertPart.DUTIES, AdvertPart.REQUIREMENTS)
    with_model = model or shipped_model()
    readings = [(s, with_model.read(s.text)) for s in asked]
    marks = tuple(mark for s, found in readings for mark in _cell_marks(s, found))
    cells = _cells(marks)
    scope = (*_scope_marks(readings), *scope_patterns(parts))
    shown = tuple(m for m in marks if m.cell in cells)
    doing = 0 if names_customers(parts) else len({m.sentence for m in shown})
    target = _target(parts, scope, doing)
    confused = [c for s in parts.sentences for c in confusions_in(s.text, s.start)]
    names = NAMES.found(clean)
    confused += whole_confusions(parts, names, target, asks=bool(cells))
    return AdvertReading(
        text=clean,
        split=parts,
        cells=cells,
        cell_marks=shown,
        scope_marks=scope,
        names=names,
        confusions=tuple(confused),
        target=target,
    )


def _target(parts: SplitAdvert, scope: Sequence[ScopeMark], doing: int) -> TargetReading:
    """The target of the whole; where the duties speak for many sites, without a plant's title."""
    titles = {(s.start, s.end) for s in parts.of(AdvertPart.TITLE)}
    duties = [m for m in scope if m.sentence not in titles]
    below = target_of(duties, doing=doing)
    return below if below.enterprise >= ENOUGH else target_of(scope, doing=doing)


def _cell_marks(sentence: AdvertSentence, found: Mapping[str, LabelReading]) -> Iterator[CellMark]:
    factor = REQUIREMENT_SHARE if sentence.part is AdvertPart.REQUIREMENTS else 1.0
    for cell, probability in cell_probabilities(found).items():
        if probability * factor >= SENTENCE_FLOOR:
            yield CellMark(
                cell=cell,
                probability=probability * factor,
                sentence=(sentence.start, sentence.end),
                words=_moved(cell_words(found, cell), sentence.start),
            )


def _cells(marks: tuple[CellMark, ...]) -> dict[Cell, float]:
    """The best sentence of each cell; a second one that says the same adds a little."""
    best: dict[Cell, float] = {}
    for mark in sorted(marks, key=lambda m: -m.probability):
        before = best.get(mark.cell)
        best[mark.cell] = (
            mark.probability if before is None else before + (1 - before) * mark.probability * 0.5
        )
    return {cell: min(p, MOST_STATED) for cell, p in best.items() if p >= CELL_FLOOR}


def _scope_marks(
    readings: list[tuple[AdvertSentence, Mapping[str, LabelReading]]],
) -> Iterator[ScopeMark]:
    for sentence, found in readings:
        factor = REQUIREMENT_SHARE if sentence.part is AdvertPart.REQUIREMENTS else 1.0
        for target in TargetLevel:
            said = found[target.value]
            other = found[_other(target).value]
            sure = said.probability >= 0.4 and said.probability > other.probability
            if sure and may_speak_for(sentence.text, target):
                yield ScopeMark(
                    target=target,
                    weight=factor * said.probability,
                    sentence=(sentence.start, sentence.end),
                    words=_moved(said.words, sentence.start),
                )


def _other(target: TargetLevel) -> TargetLevel:
    return TargetLevel.ENTERPRISE if target is TargetLevel.PLANT else TargetLevel.PLANT


def _moved(words: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in words)
