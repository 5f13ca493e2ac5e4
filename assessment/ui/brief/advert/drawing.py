"""What was read in an advert, as lists with the words behind each, and as marks in the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from assessment.scoping.adverts.asking import questions
from assessment.scoping.adverts.proposing import cell_quotes, target_quotes
from assessment.scoping.adverts.reading import AdvertReading, MarkKind
from assessment.scoping.adverts.report import CONFUSION_SAID, NO_CELLS, target_line
from assessment.scoping.adverts.rewriting import rewrites
from assessment.scoping.adverts.segments import cell_numbers, segments
from assessment.scoping.adverts.terms import Span
from assessment.ui.shared.drawing import html
from assessment.ui.shared.drawing.templating import Macros, style
from assessment.ui.shared.wording import cell_name
from question_bank import Platform
from question_bank.taxonomy import TargetLevel

_draw = Macros("brief/templates/advert.html.j2")
_CSS = (Path(__file__).parent / "advert.css").read_text("utf-8")

LEGEND: Mapping[MarkKind, str] = {
    MarkKind.CELL: "asks for a cell; its number is in the list",
    MarkKind.PLANT: "speaks for one plant",
    MarkKind.ENTERPRISE: "speaks for an enterprise role",
    MarkKind.NAME: "a name, which carries no scope",
    MarkKind.CONFUSION: "hides the role",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCell:
    """A cell in the list of what an advert asks for."""

    number: int
    name: str
    percent: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWords:
    """Words of the advert and what is to be said of them; blank words where some are missing."""

    quote: str
    said: str


def put_answer(reading: AdvertReading) -> None:
    """Places the target and the cells, in one look."""
    st.html(style(_CSS))
    html.put(_draw("answer", target_line(reading), found_cells(reading), NO_CELLS))


def put_findings(reading: AdvertReading, platforms: Mapping[str, Platform]) -> None:
    """Places what to ask, then what the reading rests on, then better words."""
    asked = [(q.question, q.why) for q in questions(reading, platforms)]
    html.put(_draw("asked", asked))
    scope = {t.value: target_quotes(reading, t) for t in TargetLevel}
    names = list(dict.fromkeys(n.name for n in reading.names))
    html.put(_draw("evidence", scope, names, found_confusions(reading)))
    html.put(_draw("rewrites", found_rewrites(reading)))


def put_text(reading: AdvertReading) -> None:
    """Places the text with its marks, and what they mean."""
    used = {kind for segment in segments(reading) for kind in segment.kinds}
    legend = [(kind.value, said) for kind, said in LEGEND.items() if kind in used]
    html.put(_draw("text", legend, segments(reading)))


def found_cells(reading: AdvertReading) -> list[FoundCell]:
    """The cells, the likeliest first, each with the sentence that asks for it."""
    return [
        FoundCell(
            number=number,
            name=cell_name(cell),
            percent=round(reading.cells[cell] * 100),
            quote=cell_quotes(reading, cell)[0],
        )
        for cell, number in cell_numbers(reading).items()
    ]


def found_confusions(reading: AdvertReading) -> list[FoundWords]:
    """The confusions, each once for the same words."""
    found = [
        FoundWords(quote=_words(reading, c.span), said=CONFUSION_SAID[c.kind])
        for c in reading.confusions
    ]
    return list(dict.fromkeys(found))


def found_rewrites(reading: AdvertReading) -> list[FoundWords]:
    """What could be written instead."""
    return [FoundWords(quote=_words(reading, r.span), said=r.instead) for r in rewrites(reading)]


def _words(reading: AdvertReading, span: Span | None) -> str:
    return reading.text[span[0] : span[1]] if span else ""
