"""The 32 cells as a drawing: activities as rows, operations categories as columns.

Brief, kit and scorecard fill the same grid. Colour never stands alone: a cell says in words what it
is, essential cells have a heavier frame, and what is missing is hatched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

import streamlit as st

from question_bank import EIGHT_ACTIVITIES, Cell, OperationsCategory

Shade = Literal[0, 1, 2, 3, 4, 5]


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """What one cell shows."""

    text: str = ""
    spoken: str = ""
    """The same in full: for the pointer resting on it and for those who listen."""
    shade: Shade = 0
    """0 is no fill; 1 to 5 are one hue, light to dark."""
    wanted: int = 0
    """The brief's emphasis, as the frame: 1 in scope, 2 essential."""
    hole: bool = False
    """Wanted and missing: hatched."""


BLANK = Square()

GRID_CSS = (Path(__file__).parent / "grid.css").read_text("utf-8")


def grid_html(
    squares: Mapping[Cell, Square],
    *,
    caption: str,
    legend: Iterable[tuple[Square, str]] = (),
    dark: bool = False,
) -> str:
    """The grid as a table; cells that `squares` leaves out are blank."""
    heads = "".join(f'<th scope="col">{_capital(c.value)}</th>' for c in OperationsCategory)
    rows = "".join(
        f'<tr><th scope="row">{_capital(activity.label)}</th>'
        + "".join(_td(squares.get(Cell(c, activity), BLANK)) for c in OperationsCategory)
        + "</tr>"
        for activity in EIGHT_ACTIVITIES
    )
    keys = "".join(f'<span><i class="{_classes(s)}"></i>{escape(t)}</span>' for s, t in legend)
    return (
        f'<div class="lv-grid{" dark" if dark else ""}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        + (f"<p>{keys}</p>" if keys else "")
        + "</div>"
    )


def draw(
    squares: Mapping[Cell, Square], *, caption: str, legend: Iterable[tuple[Square, str]] = ()
) -> None:
    """Puts the grid on the page, in the theme of whoever is looking."""
    dark = st.context.theme.type == "dark"
    drawing = grid_html(squares, caption=caption, legend=legend, dark=dark)
    st.html(f"<style>{GRID_CSS}</style>{drawing}")


def _td(square: Square) -> str:
    spoken = escape(square.spoken, quote=True)
    title = f' title="{spoken}"' if spoken else ""
    return f'<td class="{_classes(square)}"{title}>{escape(square.text)}</td>'


def _classes(square: Square) -> str:
    named = (
        f"s{square.shade}" if square.shade else "",
        f"w{square.wanted}" if square.wanted else "",
        "hole" if square.hole else "",
    )
    return " ".join(filter(None, named))


def _capital(text: str) -> str:
    return escape(text[:1].upper() + text[1:])
