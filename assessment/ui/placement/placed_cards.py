"""How a placed card is marked wherever it stands: quiet, dashed or filled, and always in words."""

from assessment.comparison.placement import Fit, fit
from assessment.domain.board import Placement
from assessment.scoring.placement import CardPoints
from assessment.ui.shared.html import shade, text

SAID = {
    Fit.AS_KEYED: "where it belongs",
    Fit.OTHER_VIEW: "another view, no error",
    Fit.ERROR: "an error",
}
LEGEND = (
    '<p><span><b class="lv-card as_keyed">1</b>where it belongs</span>'
    '<span><b class="lv-card other_view">1</b>where another view would put it: no error</span>'
    '<span><b class="lv-card s2">1</b><b class="lv-card s5">1</b>'
    "an error: the stronger, the more points it lost</span></p>"
)


def look(c: CardPoints) -> str:
    """The class that marks it."""
    where = fit(c)
    return f"lv-card s{shade(c.lost)}" if where is Fit.ERROR else f"lv-card {where}"


def chip(number: int, c: CardPoints) -> str:
    """The card's number in its deck, marked; the pointer resting on it reads the card."""
    where = fit(c)
    title = f"{number}. {c.card.statement}: {c.placement.label}, {SAID[where]}"
    if where is not Fit.AS_KEYED:
        title += f"; it belongs to {c.card.place.label}"
    return f'<b class="{look(c)}" title="{text(title)}">{number}</b>'


def place(found: Placement) -> str:
    """`Level 4`, `Production · dispatching`: as it stands alone in a table."""
    return text(found.label[:1].upper() + found.label[1:])


def lying(c: CardPoints) -> str:
    """Where it was put, with a word where that is not its key."""
    where, put = fit(c), place(c.placement)
    return put if where is Fit.AS_KEYED else f"{put}<small>{SAID[where]}</small>"
