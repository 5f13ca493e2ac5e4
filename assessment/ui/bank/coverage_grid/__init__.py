"""How many questions speak of each cell, as buttons: a press shows those of one cell alone."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.browser.scripts import script_of
from assessment.ui.shared.wording import cell_name, counted
from question_bank import CELLS, EIGHT_ACTIVITIES, Cell, OperationsCategory, Question
from question_bank.model import UsableFor

_grid = st.components.v2.component(
    "levelset_bank_grid",
    html=text_of("bank/coverage_grid/grid.html"),
    css=text_of("bank/coverage_grid/grid.css"),
    js=script_of("bank/coverage_grid/index.js"),
)


READING = (
    "Each cell has the number of active questions, then how many suit a plant / an enterprise. "
    "**9** 7 / 4 means nine questions: seven for a plant, four for an enterprise, some for both. "
    "Click a cell to filter."
)
"""How a cell of the grid is read."""


def bank_grid(asked: Mapping[Cell, Sequence[Question]], chosen: Cell | None) -> Cell | None:
    """Draw the grid and how it is read; the cell that was pressed just now."""
    st.markdown(READING)
    shown = _grid(
        key="bank-grid",
        data={
            "cells": {cell.key: square(cell, asked[cell]) for cell in CELLS},
            "rows": [[a.value, _capital(a.label)] for a in EIGHT_ACTIVITIES],
            "columns": [[c.value, _capital(c.value)] for c in OperationsCategory],
            "chosen": chosen.key if chosen else "",
        },
        on_pressed_change=lambda: None,
    )
    return next((cell for cell in CELLS if cell.key == shown.pressed), None)


def square(cell: Cell, questions: Sequence[Question]) -> dict[str, object]:
    """What one cell shows, and the same in words."""
    plant = sum(q.target_level is not UsableFor.ENTERPRISE for q in questions)
    enterprise = sum(q.target_level is not UsableFor.PLANT for q in questions)
    return {
        "total": len(questions),
        "split": f"{plant} / {enterprise}",
        "spoken": f"{cell_name(cell)}: {counted(len(questions), 'question')}, "
        f"{plant} for a plant, {enterprise} for an enterprise",
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
