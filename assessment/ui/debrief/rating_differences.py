"""Where raters differ as a table, in the order of the discussion, and what only one rated."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import streamlit as st

from assessment.comparison.certainty_wording import FITS
from assessment.comparison.difference_wording import agreement
from assessment.comparison.differences import Difference, ItemVerdicts
from assessment.domain.ids import RaterId
from assessment.domain.rating import NotRated
from assessment.domain.rounding import one_decimal
from assessment.domain.scorecard import ItemRecord
from assessment.services.reading.debrief_view import DebriefView
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import when

_draw = Macros("debrief/templates/debrief.html.j2")

ABSENT = ""
"""In place of a level: this rater has no scorecard in that interview."""


class AgreedLevel(NamedTuple):
    """The level that was agreed on, by whom and why."""

    level: int | None
    by: str
    at: str
    text: str


class DifferenceRow(NamedTuple):
    """One question on which raters differ, as it is drawn."""

    number: int
    title: str
    verdicts: Sequence[int | NotRated | str | None]
    """One for each column of raters."""
    points: str
    heard: Sequence[tuple[str, str]]
    settled: AgreedLevel | None


class OnceRow(NamedTuple):
    """One question that only one person gave a level."""

    number: int
    title: str
    rater: str
    level: int
    heard: Sequence[tuple[str, str]]


def answer(view: DebriefView) -> None:
    """On how many questions raters agree, in one sentence."""
    so_far = bool(view.candidate.so_far)
    said = agreement(view.agreed, view.differences, FITS[view.weighted], so_far=so_far)
    put(_draw("answer", said))


def differing(view: DebriefView) -> None:
    """Items two or more levels apart first, then by how much of the score they carry."""
    if view.differences:
        st.header("Where raters differ", anchor=False)
        raters = sorted({r for d in view.differences for r in d.rated.verdicts})
        groups = [
            ("Two levels or more apart" if far else "One level apart", _rows(view, found, raters))
            for far, found in groupby(view.differences, key=lambda d: d.first)
        ]
        put(_draw("differences", [_name(view, r) for r in raters], groups))
    if view.rated_once:
        st.header("Rated by one person only", anchor=False)
        put(_draw("rated_once", _rated_once(view)))


def numbered(view: DebriefView, rated: ItemVerdicts) -> str:
    """`9. The site that says no`: a question with its place in the interview."""
    return f"{_number(view, rated)}. {rated.item.asked.title}"


def _rows(
    view: DebriefView, found: Iterable[Difference], raters: Sequence[RaterId]
) -> list[DifferenceRow]:
    return [
        DifferenceRow(
            number=_number(view, d.rated),
            title=d.rated.item.asked.title,
            verdicts=[d.rated.verdicts.get(r, ABSENT) for r in raters],
            points=one_decimal(d.points),
            heard=_heard(view, d.rated),
            settled=_settled(view, d),
        )
        for d in found
    ]


def _rated_once(view: DebriefView) -> list[OnceRow]:
    """On these nobody could agree or differ."""
    return [
        OnceRow(
            number=_number(view, rated),
            title=rated.item.asked.title,
            rater=_name(view, rated.only_rater),
            level=rated.levels[0],
            heard=_heard(view, rated),
        )
        for rated in view.rated_once
        if rated.only_rater
    ]


def _heard(view: DebriefView, rated: ItemVerdicts) -> list[tuple[str, str]]:
    """What each rater wrote, by name."""
    return [(_name(view, r), _record(view, rated, r).evidence) for r in sorted(rated.verdicts)]


def _settled(view: DebriefView, found: Difference) -> AgreedLevel | None:
    settled = view.final_ratings.get(found.key)
    if settled is None:
        return None
    who = _name(view, settled.by) if settled.by else "Owner"
    return AgreedLevel(settled.level, who, when(settled.at), settled.text)


def _name(view: DebriefView, rater: RaterId) -> str:
    return view.names.get(rater, str(rater))


def _record(view: DebriefView, rated: ItemVerdicts, rater: RaterId) -> ItemRecord:
    return next(
        card.record(rated.item.id)
        for card in view.candidate.submitted
        if card.sheet.rater == rater and card.sheet.interview == rated.interview
    )


def _number(view: DebriefView, rated: ItemVerdicts) -> int:
    interview = next(i for i in view.candidate.interviews if i.id == rated.interview)
    asked = view.file.items_of(interview, *view.candidate.submitted)
    return [i.id for i in asked].index(rated.item.id) + 1
