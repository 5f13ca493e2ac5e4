"""The placement cards of the bank, by place: each with its key, other views, and what it rests on.

For interviewers and authors; a candidate's board is told the statements and no more.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import streamlit as st

from assessment.comparison.wording import percent
from assessment.domain.deck import DealtCard
from assessment.ui.bank.filters import FORM, STATUSES, forget_filters
from assessment.ui.placement.placed_cards import place
from assessment.ui.shared.address import address_widgets
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import counted, sentence
from question_bank import Card, OperationsCategory, QuestionBank
from question_bank.card_finding import HOMES, SUPPORTING, find_cards, home
from question_bank.model import OWN, Basis

PLACES = {
    **{level: f"Level {level}" for level in HOMES if level.isdecimal()},
    **{c.value: f"Level 3 · {c.value}" for c in OperationsCategory},
    SUPPORTING: "Level 3 · supporting",
    "none": "No level",
}
FEW = 15
"""As many cards stand open at once; more are folded under their places."""


_draw = Macros("bank/templates/cards.html.j2")


class CardRow(NamedTuple):
    """One card with its key, other views, and what it rests on."""

    statement: str
    about: str
    place: str
    near: str
    dispute: str
    views: Sequence[str]
    practice: str
    sources: Sequence[tuple[str, str]]


def bank_cards(bank: QuestionBank) -> None:
    """The cards that fit the words and the place in the address."""
    if not bank.cards:
        st.markdown("Placement cards will appear here once the bank has some.")
        return
    searched, chosen, _ = st.columns([5, 3, 4])
    with searched:
        words = address_widgets.words_in_address(
            "find", "Search", form=FORM, placeholder="Search cards, alternatives and sources"
        )
    with chosen:
        places = {key: PLACES[key] for key in HOMES}
        where = address_widgets.filter_in_address("place", "Expected place", places, form=FORM)
    found = find_cards(bank, words=words, place=where)
    _found(found, bank, narrowed=bool(words.strip() or where))
    by_place = [_place(key, list(c), bank) for key, c in groupby(found, key=home)]
    put(_draw("places", by_place, unfolded=bool(len(found) <= FEW or where)))


def rests_on(card: Card, bank: QuestionBank) -> str:
    """`professional practice`, or its published sources in words."""
    named = [bank.sources.get(key, key) for key in card.sources]
    practice = ["professional practice"] if card.basis is Basis.PRACTICE else []
    return "; ".join([*practice, *named])


def _found(found: Sequence[Card], bank: QuestionBank, *, narrowed: bool) -> None:
    practice = sum(card.basis is Basis.PRACTICE for card in found)
    with st.container(horizontal=True, vertical_alignment="center", key="cards-found"):
        said = f"**{len(found)} of {len(bank.cards)}**"
        if found:
            said += f" · {len(found) - practice} based on published sources, {practice} on practice"
        else:
            said += " Clear the filters or search for fewer words."
        st.markdown(said, width="content")
        st.space("stretch")
        if narrowed and st.button("Clear filters", type="tertiary"):
            forget_filters()
            st.rerun()


def _place(key: str, cards: Sequence[Card], bank: QuestionBank) -> tuple[str, str, list[CardRow]]:
    """One place with its cards."""
    return PLACES[key], counted(len(cards), "card"), [_row(card, bank) for card in cards]


def _row(card: Card, bank: QuestionBank) -> CardRow:
    key = DealtCard.of(card)
    return CardRow(
        statement=card.statement,
        about=_about(card),
        place=place(key.place),
        near=", ".join(a.label for a in key.near),
        dispute=sentence(key.dispute) if key.other_views else "",
        views=[f"{percent(v.points)} credit for {v.label}: {v.reason}" for v in key.other_views],
        practice="Professional practice" if card.basis is Basis.PRACTICE else "",
        sources=[(source, bank.sources.get(source, "")) for source in card.sources],
    )


def _about(card: Card) -> str:
    """`crd-014 · revision 1 · general · in use`."""
    own = "own" if card.id.startswith(OWN) else ""
    status = STATUSES[card.status].lower()
    parts = [card.id, own, f"revision {card.revision}", card.industry, status]
    return " · ".join(filter(None, parts))
