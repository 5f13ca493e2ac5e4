"""The 32 cells as a drawing: activities as rows, operations categories as columns.

Brief, kit and scorecard fill the same grid. Colour never stands alone: a cell says in words what it
is, essential cells have a heavier frame, and what is missing is hatched.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st
from markupsafe import Markup

from assessment.ui.shared.drawing.templating import Macros
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

    @property
    def look(self) -> str:
        """The classes that draw it."""
        named = (
            f"s{self.shade}" if self.shade else "",
            f"w{self.wanted}" if self.wanted else "",
            "hole" if self.hole else "",
        )
        return " ".join(filter(None, named))


BLANK = Square()

GRID_CSS = (Path(__file__).parent / "grid.css").read_text("utf-8")
_draw = Macros("shared/drawing/templates/grid.html.j2")


def grid_html(
    squares: Mapping[Cell, Square],
    *,
    caption: str,
    legend: Iterable[tuple[Square, str]] = (),
    dark: bool = False,
) -> Markup:
    """The grid as a table; cells that `squares` leaves out are blank."""
    rows = [
        (_capital(a.label), [squares.get(Cell(c, a), BLANK) for c in OperationsCategory])
        for a in EIGHT_ACTIVITIES
    ]
    heads = [_capital(c.value) for c in OperationsCategory]
    return _draw("grid", caption, heads, rows, list(legend), dark)


def draw(
    squares: Mapping[Cell, Square], *, caption: str, legend: Iterable[tuple[Square, str]] = ()
) -> None:
    """Puts the grid on the page, in the theme of whoever is looking."""
    dark = st.context.theme.type == "dark"
    drawing = grid_html(squares, caption=caption, legend=legend, dark=dark)
    st.html(drawing)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
