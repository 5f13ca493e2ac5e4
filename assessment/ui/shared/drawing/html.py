"""Tables and lists that the deciding pages draw themselves, for both themes and any printer."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from assessment.domain.rating import LEVELS
from assessment.ui.shared.drawing.chart_theme import mode
from assessment.ui.shared.drawing.grid import GRID_CSS
from assessment.ui.shared.drawing.templating import Macros

DRAWINGS = GRID_CSS + "".join(
    (Path(__file__).parent / name).read_text("utf-8")
    for name in ("html.css", "placement.css", "score_lines.css", "pictures.css")
)
"""The look of every drawing. A page gets it once, from its frame, whatever is drawn on it."""

_page = Macros("shared/drawing/templates/page.html.j2")
_parts = Macros("shared/drawing/templates/parts.html.j2")


def put(drawing: Markup) -> None:
    """Places a drawing on the page."""
    st.html(_page("drawing", content=drawing, dark=mode() == "dark"))


def put_together(*drawings: Markup) -> None:
    """Places drawings one below the other as one part of the page, which is sent and drawn faster.

    Blank ones are left out.
    """
    shown = [drawing for drawing in drawings if drawing]
    st.html(_page("drawings", several=shown, dark=mode() == "dark"))


def put_beside(left: Markup, right: Markup, *below: Markup) -> None:
    """Places two drawings beside each other, the left one wider, and others below them."""
    st.html(_page("beside", left, right, below, mode() == "dark"))


def section(heading: str, said: str = "", *, on_paper: bool = True) -> Markup:
    """A heading of the second level as part of a drawing, with one sentence below it.

    It links to itself: `How sure` is the part `#how-sure` of the page.
    """
    part = "-".join(heading.lower().split())
    return _page("section", heading, part, said, on_paper)


def small(said: str) -> Markup:
    """A remark in small print as part of a drawing."""
    return _page("small", said)


def put_nothing(said: str) -> None:
    """Places one sentence where a drawing has nothing to show."""
    put(_page("nothing", said))


def put_long_text(said: str) -> None:
    """Places what somebody wrote."""
    put(_parts("long_text", said))


def put_small(said: str) -> None:
    """Places a remark in small print."""
    put(small(said))


def put_prompt(said: str) -> None:
    """Places a question as it is asked."""
    put(_page("prompt", said))


def shade(value: float) -> int:
    """The shade of a value from 0 to 1: that of the nearest level."""
    return min(LEVELS, key=lambda level: (abs(level - (1 + 4 * value)), -level))
