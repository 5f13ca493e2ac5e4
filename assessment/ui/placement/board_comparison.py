"""Compare, closer: the placement boards of a shortlist side by side, and where they part."""

import streamlit as st

from assessment.domain.listing import listed
from assessment.services.reading.board_results import SharedDeck, boards_by_deck
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.placement.board_tables import in_words, points_by_card, where_cards_lie
from assessment.ui.placement.placed_cards import put_legend
from assessment.ui.placement.small_boards import small_boards
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.empty_states import no_board
from assessment.ui.shared.wording import plain

SIDE_BY_SIDE = 6
"""Boards in one row; with more of them a second row begins."""
NAMED = 3
"""Cards that the sentence above the boards names."""


def boards_apart(file: RequisitionFile) -> None:
    """For every deck that was dealt: a sentence, the boards, then words, then numbers."""
    dealt = boards_by_deck(file)
    if not dealt:
        no_board(file)
    for n, shared in enumerate(dealt, 1):
        if len(dealt) > 1:
            st.subheader(f"Deck {n} of {len(dealt)}", anchor=False)
        st.markdown(plain(parting_of(shared)))
        for start in range(0, len(shared.boards), SIDE_BY_SIDE):
            put(small_boards(shared.deck, shared.boards[start : start + SIDE_BY_SIDE]))
        if shared.readable:
            put_legend()
            put(in_words(shared))
            put(where_cards_lie(shared))
            with st.expander("Points, card by card"):
                put(points_by_card(shared))


def parting_of(shared: SharedDeck) -> str:
    """On how many of the cards the boards part, and on which of them most."""
    boards, cards = len(shared.readable), len(shared.deck.cards)
    if not boards:
        return f"No board with these {cards} cards can be shown yet."
    if boards == 1:
        return f"1 board with these {cards} cards. A second one will show where they differ."
    told = f"{boards} boards with the same {cards} cards"
    if not (found := shared.differences):
        return f"{told}. Every card is in the same place on all of them."
    most = [str(shared.deck.ids.index(d.card.id) + 1) for d in found[:NAMED]]
    if len(found) == 1:
        return f"{told}. Only card {most[0]} is in different places."
    return f"{told}. {len(found)} cards are in different places, most of all cards {listed(most)}."
