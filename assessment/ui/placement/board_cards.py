"""Every card of one board with its points and what earned them, and the moves in words."""

import streamlit as st

from assessment.comparison.move_history import second_thoughts
from assessment.comparison.placement_wording import earned_by
from assessment.scoring.placement import CardPoints
from assessment.services.reading.board_results import ReadBoard
from assessment.ui.placement.placed_cards import chip, lying, place
from assessment.ui.shared.html import put, text
from assessment.ui.shared.wording import number


def board_cards(found: ReadBoard) -> None:
    """The numbers behind the section, then the replay."""
    numbers = {card: n for n, card in enumerate(found.deck.ids, 1)}
    placed = "".join(_row(numbers[c.card.id], c) for c in found.points.cards)
    left_out = "".join(
        f'<tr><td class="n">{numbers[card.id]}</td><td>{text(card.statement)}</td>'
        f'<td>{place(card.place)}</td><td class="lv-none">not placed</td>'
        '<td class="n">–</td><td>changes nothing</td></tr>'
        for card in found.deck.cards
        if card.id not in found.board.placements
    )
    put(
        '<table class="lv-list"><caption>Every card, in the order of the deck</caption><thead><tr>'
        '<th scope="col" class="n">#</th><th scope="col">Card</th><th scope="col">Belongs</th>'
        '<th scope="col">Put</th><th scope="col" class="n">Points</th>'
        f'<th scope="col">Earned by</th></tr></thead><tbody>{placed}{left_out}</tbody></table>'
    )
    st.subheader("The order of thought", anchor=False)
    st.markdown(second_thoughts(found.thought))
    moves = "".join(
        f"<li>{text(step.card.statement)}<small>{text(step.words)}</small></li>"
        for step in found.thought
    )
    put(f'<ol class="lv-thought">{moves}</ol>')


def _row(which: int, c: CardPoints) -> str:
    return (
        f'<tr><td class="n">{chip(which, c)}</td><td>{text(c.card.statement)}</td>'
        f"<td>{place(c.card.place)}</td><td>{lying(c)}</td>"
        f'<td class="n">{number(c.points)} of {c.attainable}</td>'
        f"<td>{text(earned_by(c))}</td></tr>"
    )
