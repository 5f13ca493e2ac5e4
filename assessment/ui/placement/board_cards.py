"""Every card of one board with its points and what earned them, and the moves in words."""

from typing import NamedTuple

import streamlit as st

from assessment.comparison.move_history import second_thoughts
from assessment.comparison.placement_wording import earned_by
from assessment.scoring.placement import CardPoints
from assessment.services.reading.board_results import ReadBoard
from assessment.ui.placement.placed_cards import CardChip, Lying, chip, lying, place
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import number

_draw = Macros("placement/templates/board_cards.html.j2")


class PlacedRow(NamedTuple):
    """One placed card with its points and what earned them."""

    card: CardChip
    statement: str
    place: str
    put: Lying
    points: str
    earned_by: str


def board_cards(found: ReadBoard) -> None:
    """The numbers behind the section, then the replay."""
    numbers = {card: n for n, card in enumerate(found.deck.ids, 1)}
    placed = [_row(numbers[c.card.id], c) for c in found.points.cards]
    left_out = [
        (numbers[card.id], card.statement, place(card.place))
        for card in found.deck.cards
        if card.id not in found.board.placements
    ]
    put(_draw("board_cards", placed, left_out))
    st.subheader("Moves in order", anchor=False)
    st.markdown(second_thoughts(found.thought))
    put(_draw("moves", found.thought))


def _row(which: int, c: CardPoints) -> PlacedRow:
    return PlacedRow(
        card=chip(which, c),
        statement=c.card.statement,
        place=place(c.card.place),
        put=lying(c),
        points=f"{number(c.points)} of {c.attainable}",
        earned_by=earned_by(c),
    )
