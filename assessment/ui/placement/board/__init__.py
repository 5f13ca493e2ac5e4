"""The placement exercise as a candidate does it: one component that writes through the outbox."""

import streamlit as st

from assessment.domain.board import Stance
from assessment.services.placement.boards import BoardView
from assessment.ui.shared.browser.component_files import CONTROLS, MOVES, text_of
from assessment.ui.shared.browser.scripts import script_of
from question_bank import EIGHT_ACTIVITIES, OperationsCategory

BANDS = (
    {"place": "4", "title": "Level 4", "says": "Business planning"},
    {"place": "3", "title": "Level 3", "says": "Operations", "opened": True},
    {"place": "2", "title": "Level 2", "says": "Monitoring and control"},
    {"place": "1", "title": "Level 1", "says": "Sensing, manipulating"},
    {"place": "0", "title": "Level 0", "says": "The process"},
    {"place": "none", "title": "No level", "says": ""},
)
"""From top to bottom, named by the keys that `Placement` knows."""

_component = st.components.v2.component(
    "levelset_placement_board",
    html=text_of("placement/board/screen.html"),
    css=text_of(*CONTROLS, "placement/board/layout.css", "placement/board/look.css"),
    js=script_of("placement/board/index.js"),
)


def placement_board(view: BoardView, *, token: str) -> None:
    """The three steps of `view`; of its cards the page is told the statements and no more."""
    _component(
        key=f"board:{view.box}",
        data={
            "box": view.box,
            "token": token,
            "url": MOVES,
            "epoch": view.generation,
            "state": view.state,
            "stances": [[s.value, _begun_large(s.label)] for s in Stance],
            "cards": [{"id": c.id, "statement": c.statement} for c in view.deck.cards],
            "bands": list(BANDS),
            "categories": [[c.value, _begun_large(c)] for c in OperationsCategory],
            "activities": [[a.value, _begun_large(a.label)] for a in EIGHT_ACTIVITIES],
        },
        on_refresh_change=lambda: None,
    )


def _begun_large(text: str) -> str:
    return text[:1].upper() + text[1:]
