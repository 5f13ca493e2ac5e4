"""The 32 cells of one sheet: what was heard where, over the cells that the role asks for."""

from typing import Literal

import streamlit as st

from assessment.comparison.wording import level_of
from assessment.domain.rounding import one_decimal
from assessment.services.reading.scorecards import ScorecardView
from assessment.ui.shared.drawing.grid import Shade, Square, draw
from assessment.ui.shared.drawing.html import shade
from assessment.ui.shared.wording import cell_name, counted
from question_bank import CELLS, Cell

Wanted = Literal[0, 1, 2]
SHADES: tuple[Shade, ...] = (0, 1, 2, 3, 4, 5)
LEGEND = (
    (Square(shade=1), "level 1"),
    (Square(shade=3), "level 3"),
    (Square(shade=5), "level 5"),
    (Square(wanted=2), "essential to the role"),
    (Square(wanted=1, hole=True), "in the role, not assessed"),
)


def sheet_grid(view: ScorecardView) -> None:
    """The grid with a sentence; what was not assessed is hatched, never a low level."""
    wanted = view.file.brief.cells if view.file.brief else {}
    touched = len(set(wanted) & set(view.cells))
    st.header("Evidence by ISA-95 cell", anchor=False)
    if wanted:
        were = "was" if touched == 1 else "were"
        st.markdown(f"{touched} of {counted(len(wanted), 'cell')} in the brief {were} assessed.")
    squares = {c: _square(view, c) for c in CELLS if c in wanted or c in view.cells}
    draw(squares, caption="Mean level by operations category and activity", legend=LEGEND)


def _square(view: ScorecardView, cell: Cell) -> Square:
    brief, found = view.file.brief, view.cells.get(cell)
    wanted: Wanted = brief.cells[cell] if brief and cell in brief.cells else 0
    if found is None:
        said = f"{cell_name(cell)}: not assessed"
        return Square(text="not assessed", spoken=said, wanted=wanted, hole=True)
    level = one_decimal(level_of(found.value))
    said = f"{cell_name(cell)}: {level} from {counted(found.items, 'question')}"
    return Square(text=level, spoken=said, shade=SHADES[shade(found.value)], wanted=wanted)
