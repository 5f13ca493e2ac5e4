"""The 32 cells as buttons: a press goes from out of scope to in scope to essential and back."""

from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

from assessment.domain.role import Emphasis
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.browser.scripts import script_of
from question_bank import CELLS, EIGHT_ACTIVITIES, Cell, OperationsCategory

_picker = st.components.v2.component(
    "cell_picker",
    html=text_of("brief/cell_picker/cell_picker.html"),
    css=text_of("brief/cell_picker/cell_picker.css"),
    js=script_of("brief/cell_picker/index.js"),
)


def cell_picker(start: Mapping[Cell, Emphasis], *, key: str) -> dict[Cell, Emphasis]:
    """The cells as the person has set them; `start` is where a new `key` begins."""
    begun = {cell.key: emphasis for cell, emphasis in start.items()}
    shown = _picker(
        key=key,
        data={
            "key": key,
            "cells": begun,
            "rows": [[a.value, _capital(a.label)] for a in EIGHT_ACTIVITIES],
            "columns": [[c.value, _capital(c.value)] for c in OperationsCategory],
        },
        default={"cells": begun},
        on_cells_change=lambda: None,
    )
    return read_cells(shown.cells)


def read_cells(sent: object) -> dict[Cell, Emphasis]:
    """What the browser sent, as cells in the grid's order; anything else in it is left out."""
    chosen = cast("Mapping[str, Any]", sent) if isinstance(sent, Mapping) else {}
    marks: dict[Any, Emphasis] = {1: 1, 2: 2}
    return {cell: marks[chosen[cell.key]] for cell in CELLS if chosen.get(cell.key) in marks}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
