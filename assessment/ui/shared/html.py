"""Tables and lists that the deciding pages draw themselves, for both themes and any printer."""

from html import escape
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from assessment.domain.rating import LEVELS, NotRated
from assessment.ui.shared.bidi import isolated
from assessment.ui.shared.chart_theme import mode
from assessment.ui.shared.grid import GRID_CSS
from assessment.ui.shared.templating import Macros

STYLE = "".join(
    (Path(__file__).parent / name).read_text("utf-8") for name in ("html.css", "placement.css")
)


_page = Macros("shared/templates/page.html.j2")
_parts = Macros("shared/templates/parts.html.j2")


def put(drawing: str) -> None:
    """Places a drawing on the page; every text in it was escaped where it was made."""
    dark = mode() == "dark"
    st.html(_page("drawing", css=GRID_CSS + STYLE, content=drawing, dark=dark))


def put_nothing(said: str) -> None:
    """Places one sentence where a drawing has nothing to show."""
    put(_page("nothing", said))


def put_prompt(said: str) -> None:
    """Places a question as it is asked."""
    put(_page("prompt", said))


def text(said: object) -> str:
    """`said` as it may stand inside a drawing; a right-to-left name reorders nothing beside it."""
    return escape(isolated(str(said)), quote=True)


def shade(value: float) -> int:
    """The shade of a value from 0 to 1: that of the nearest level."""
    return min(LEVELS, key=lambda level: (abs(level - (1 + 4 * value)), -level))


def level_chip(verdict: int | NotRated | None) -> Markup:
    """A level as a filled square with its number; anything else in words."""
    return _parts("level_chip", verdict)


def long_text(said: str, *, shown: int = 420) -> Markup:
    """What was written, with its line breaks; a long one opens at a click."""
    return _parts("long_text", said, shown)


def link(address: str, label: str) -> Markup:
    return _parts("link", address, label)
