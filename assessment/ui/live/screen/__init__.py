"""The live interview: one component that fills the window and writes through the outbox."""

from collections.abc import Sequence

import streamlit as st

from assessment.domain.kit import TALK_ITEM, KitItem
from assessment.services.recording.sheets import SheetView
from assessment.ui.shared.address.navigation import PageName, address
from assessment.ui.shared.browser.component_files import (
    BANK,
    BOARD_STATE,
    CONTROLS,
    EVENTS,
    text_of,
)
from assessment.ui.shared.browser.scripts import script_of
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.web.board_link import BoardLink
from question_bank.model import ScaleStep

STYLES = ("layout", "look", "pace", "offkit", "board")

_component = st.components.v2.component(
    "levelset_live_screen",
    html=text_of("live/screen/screen.html"),
    css=text_of(*CONTROLS, *(f"live/screen/{name}.css" for name in STYLES)),
    js=script_of("live/screen/index.js"),
)


def live_screen(
    view: SheetView,
    *,
    token: str,
    scale: Sequence[ScaleStep],
    question: str | None,
    board: BoardLink | None = None,
) -> None:
    """The screen of one sheet; `question` is the item it opens with.

    `board` is the candidate's link where the kit has a placement exercise.
    """
    sheet = view.card.sheet
    _component(
        key=f"live:{sheet.box}",
        data={
            "box": sheet.box,
            "token": token,
            "url": EVENTS,
            "epoch": view.generation,
            "kit": view.kit.id,
            "state": view.state,
            "q": question,
            "candidate": view.candidate.code,
            "role": view.title,
            "rater": isolated(view.rater),
            "minutes": view.kit.minutes,
            "weights": {str(c): w for c, w in view.kit.weights.items()},
            "scale": [step.name for step in scale],
            "meanings": [step.meaning for step in scale],
            "questions": [_question(item) for item in view.kit.items],
            "asked": list(view.asked),
            "bank": BANK,
            "board": _board(board) if board else None,
            "leave": address(PageName.TODAY),
            "finish": address(PageName.SCORECARD, interview=sheet.interview, rater=sheet.rater),
        },
        on_refresh_change=lambda: None,
    )


def _board(link: BoardLink) -> dict[str, object]:
    """Beside which item the board is shown, where its state is fetched, and where it opens."""
    return {
        "item": TALK_ITEM,
        "url": BOARD_STATE,
        "address": link.address,
        "beside": link.opens_beside,
    }


def _question(item: KitItem) -> dict[str, object]:
    """In the wording as frozen; the page makes what it shows of it, as of an added one."""
    return {
        "id": item.id,
        "minutes": item.minutes,
        "weight": item.weight,
        "asked": item.asked.document(),
    }
