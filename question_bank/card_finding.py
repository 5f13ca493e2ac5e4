"""Which placement cards of a bank somebody is looking for, by words and by where they belong."""

from collections.abc import Iterator

from question_bank.card import Card
from question_bank.finding import says
from question_bank.loader import QuestionBank
from question_bank.model import OWN
from question_bank.taxonomy import Activity, OperationsCategory

SUPPORTING = Activity.SUPPORTING.value
HOMES = ("4", *(c.value for c in OperationsCategory), SUPPORTING, "2", "1", "0", "none")
"""Where a card may belong, as a board has it from top to bottom; Level 3 by its categories."""


def home(card: Card) -> str:
    """Which of `HOMES` the key of the card names."""
    place = card.place
    if place.functional_level == 3:
        return place.operations_category.value if place.operations_category else SUPPORTING
    return str(place.functional_level)


def find_cards(bank: QuestionBank, *, words: str = "", place: str = "") -> tuple[Card, ...]:
    """The cards that fit, from the top of a board; within a place by activity, one's own last."""
    found = [
        card
        for card in bank.cards.values()
        if place in {"", home(card)} and says(_texts(card, bank), words)
    ]
    return tuple(sorted(found, key=_order))


def _order(card: Card) -> tuple[int, int, bool, str]:
    activities = list(Activity)
    inside = activities.index(card.place.activity) if card.place.activity else 0
    return HOMES.index(home(card)), inside, card.id.startswith(OWN), card.id


def _texts(card: Card, bank: QuestionBank) -> Iterator[str]:
    yield from (card.id, card.statement, card.dispute or "", card.basis, card.industry)
    if cell := card.place.cell:
        yield cell.label
    yield from (view.reason for view in card.alternates)
    for key in card.sources:
        yield from (key, bank.sources.get(key, ""))
