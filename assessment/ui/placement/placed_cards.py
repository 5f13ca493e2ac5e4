"""How a placed card is marked wherever it stands: quiet, dashed or filled, and always in words."""

from typing import NamedTuple

from assessment.comparison.placement import Fit, fit
from assessment.domain.board import Placement
from assessment.scoring.placement import CardPoints
from assessment.ui.shared.drawing.html import put, shade
from assessment.ui.shared.drawing.templating import Macros

SAID = {
    Fit.AS_KEYED: "as expected",
    Fit.OTHER_VIEW: "accepted alternative",
    Fit.ERROR: "error",
}
_draw = Macros("placement/templates/placed_cards.html.j2")


class CardChip(NamedTuple):
    """A card's number in its deck, marked; the pointer resting on it reads the card."""

    number: int
    look: str
    title: str


class Lying(NamedTuple):
    """Where a card was put, with a word where that is not its key."""

    place: str
    word: str


def put_legend() -> None:
    """Places the key to the marks on the page."""
    put(_draw("legend"))


def look(c: CardPoints) -> str:
    """The class that marks it."""
    where = fit(c)
    return f"lv-card s{shade(c.lost)}" if where is Fit.ERROR else f"lv-card {where}"


def chip(number: int, c: CardPoints) -> CardChip:
    """The card as number `number` of its deck."""
    where = fit(c)
    title = f"{number}. {c.card.statement}: {c.placement.label}, {SAID[where]}"
    if where is not Fit.AS_KEYED:
        title += f"; expected: {c.card.place.label}"
    return CardChip(number, look(c), title)


def place(found: Placement) -> str:
    """`Level 4`, `Production · dispatching`: as it stands alone in a table."""
    return found.label[:1].upper() + found.label[1:]


def lying(c: CardPoints) -> Lying:
    """Where it was put."""
    where = fit(c)
    return Lying(place(c.placement), "" if where is Fit.AS_KEYED else SAID[where])
