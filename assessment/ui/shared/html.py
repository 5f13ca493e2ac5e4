"""Tables and lists that the deciding pages draw themselves, for both themes and any printer."""

from html import escape
from pathlib import Path

import streamlit as st

from assessment.domain.rating import LEVELS, NotRated
from assessment.ui.shared.bidi import isolated
from assessment.ui.shared.chart_theme import mode
from assessment.ui.shared.grid import GRID_CSS

STYLE = "".join(
    (Path(__file__).parent / name).read_text("utf-8") for name in ("html.css", "placement.css")
)


def put(drawing: str) -> None:
    """Places a drawing on the page; every text in it was escaped where it was made."""
    dark = " dark" if mode() == "dark" else ""
    st.html(f'<style>{GRID_CSS}{STYLE}</style><div class="lv-grid lv-draw{dark}">{drawing}</div>')


def text(said: object) -> str:
    """`said` as it may stand inside a drawing; a right-to-left name reorders nothing beside it."""
    return escape(isolated(str(said)), quote=True)


def shade(value: float) -> int:
    """The shade of a value from 0 to 1: that of the nearest level."""
    return min(LEVELS, key=lambda level: (abs(level - (1 + 4 * value)), -level))


def level_chip(verdict: int | NotRated | None) -> str:
    """A level as a filled square with its number; anything else in words."""
    if isinstance(verdict, int):
        return f'<b class="lv-chip s{verdict}">{verdict}</b>'
    said = verdict.label if verdict else "no level yet"
    return f'<span class="lv-none">{text(said)}</span>'


def long_text(said: str, *, shown: int = 420) -> str:
    """What was written, with its line breaks; a long one opens at a click."""
    if len(said) <= shown:
        return f'<div class="lv-said">{text(said)}</div>'
    begin = said[:shown].rsplit(" ", 1)[0]
    return (
        f'<details class="lv-said"><summary>{text(begin)} … <u>all of it</u></summary>'
        f"{text(said)}</details>"
    )


def link(address: str, label: str) -> str:
    return f'<a href="{text(address)}" target="_self">{text(label)}</a>'
