"""The placement board on a scorecard: what it comes to, which way it errs, what to talk about."""

from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from assessment.comparison.footprint import FootprintReading
from assessment.comparison.placement_wording import (
    activities_in_words,
    categories_in_words,
    headline,
    levels_in_words,
    other_views_in_words,
)
from assessment.comparison.talking_points import TalkingPoint
from assessment.services.reading.board_results import NOT_FINISHED, ReadBoard
from assessment.services.reading.scorecards import ScorecardView
from assessment.ui.app_context import AppContext
from assessment.ui.placement.board_cards import board_cards
from assessment.ui.placement.level_matrix import level_matrix
from assessment.ui.placement.open_board import board_way
from assessment.ui.shared.drawing.grid import Square, draw
from assessment.ui.shared.drawing.html import put, put_nothing
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import cell_name, plain, sentence
from question_bank import CELLS, Cell

COUNTS_LATER = "It counts once the candidate has finished it."

LEGEND = (
    (Square(shade=2), "covered at the last plant"),
    (Square(wanted=2), "essential to the role"),
    (Square(wanted=1, hole=True), "in the role, not covered"),
)


_draw = Macros("placement/templates/results.html.j2")


class PointToTalkAbout(NamedTuple):
    """One card to talk about, and why."""

    statement: str
    why: str
    where: str
    dispute: str


def placement(context: AppContext, view: ScorecardView) -> None:
    """The section of the sheet's interview; without a board to read, why, and the way on."""
    if view.kit.deck is None:
        st.markdown("**Placement** · this interview's kit has no placement exercise.")
        return
    st.header("Placement", anchor=False)
    found = view.placement
    if found is None:
        st.markdown(f"{sentence(NOT_FINISHED)} {COUNTS_LATER}")
        if not view.candidate.candidate.withdrawn_at:
            board_way(context, view.card.sheet.interview)
        return
    st.markdown(f"**{plain(headline(found.reading, found.dealt))}**")
    st.markdown(plain(found.convention.sentence))
    left, right = st.columns([5, 6], gap="large")
    with left:
        level_matrix(found.reading)
        put(_told(found))
    with right:
        _footprint(view, found.footprint)
    _to_talk_about(found)
    with st.expander("All cards and moves"):
        board_cards(found)


def _told(found: ReadBoard) -> Markup:
    """The confusions in words, by kind; what is not there is not mentioned."""
    read = found.reading
    inside = (*categories_in_words(read), *activities_in_words(read))
    views = other_views_in_words(read)
    parts = (
        ("Levels", levels_in_words(read)),
        ("Inside Level 3", inside or ("No errors inside Level 3.",)),
        ("Accepted alternatives", (views,) if views else ()),
    )
    return _draw("told", [(head, told) for head, told in parts if told])


def _footprint(view: ScorecardView, found: FootprintReading | None) -> None:
    if found is None:
        put_nothing("No MES footprint was marked for the last plant.")
        return
    wanted = view.file.brief.cells if view.file.brief else {}
    painted = {*found.shared, *found.beyond}
    squares = {
        c: _square(c, wanted.get(c, 0), painted=c in painted)
        for c in CELLS
        if c in wanted or c in painted
    }
    draw(squares, caption="MES footprint of the last plant, over the role's cells", legend=LEGEND)
    st.markdown(plain(found.sentence))


def _square(cell: Cell, wanted: int, *, painted: bool) -> Square:
    said = "covered" if painted else "not covered"
    spoken = f"{cell_name(cell)}: {said}{', in the role' if wanted else ''}"
    return Square(
        text=said, spoken=spoken, shade=2 if painted else 0, wanted=wanted, hole=not painted
    )


def _to_talk_about(found: ReadBoard) -> None:
    st.subheader("Cards to talk about", anchor=False)
    if not found.to_talk_about:
        put_nothing("No cards were misplaced, and none is disputed.")
        return
    put(_draw("to_talk_about", [_point(point) for point in found.to_talk_about]))


def _point(point: TalkingPoint) -> PointToTalkAbout:
    c = point.card
    where = (
        f"Placed as expected: {c.placement.label}."
        if c.placement == c.card.place
        else f"Placed: {c.placement.label}. Expected: {c.card.place.label}."
    )
    return PointToTalkAbout(c.card.statement, point.why.label.capitalize(), where, c.card.dispute)
