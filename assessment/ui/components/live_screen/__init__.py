"""The live interview: one component that fills the window and writes through the outbox."""

from collections.abc import Sequence

import streamlit as st

from assessment.domain.kit import KitItem
from assessment.services.interviews import SheetView
from assessment.ui.components import CONTROLS, EVENTS, OUTBOX, text_of
from assessment.ui.navigation import PageName, address

SCRIPTS = tuple(
    f"live_screen/{name}.js"
    for name in (
        "sheet",
        "clock",
        "pace",
        "question",
        "side",
        "strip",
        "dialogs",
        "keys",
        "screen",
    )
)

STYLES = ("layout", "look", "pace")

_component = st.components.v2.component(
    "levelset_live_screen",
    html=text_of("live_screen/screen.html"),
    css=text_of(*CONTROLS, *(f"live_screen/{name}.css" for name in STYLES)),
    js=text_of(*OUTBOX, *SCRIPTS),
)


def live_screen(view: SheetView, *, token: str, scale: Sequence[str], question: str | None) -> None:
    """The screen of one sheet; `question` is the item it opens with, `scale` the levels' names."""
    sheet = view.card.sheet
    _component(
        key=f"live:{sheet.box}",
        data={
            "box": sheet.box,
            "token": token,
            "url": EVENTS,
            "epoch": view.epoch,
            "state": view.state,
            "q": question,
            "candidate": view.candidate.code,
            "role": view.title,
            "minutes": view.kit.minutes,
            "weights": {str(c): w for c, w in view.kit.weights.items()},
            "scale": list(scale),
            "questions": [_question(item) for item in view.kit.items],
            "leave": address(PageName.TODAY),
            "finish": address(PageName.SCORECARD, interview=sheet.interview, rater=sheet.rater),
        },
        on_refresh_change=lambda: None,
    )


def _question(item: KitItem) -> dict[str, object]:
    asked = item.asked
    return {
        "id": item.id,
        "title": asked.title,
        "competency": asked.competency.value,
        "place": _place(item),
        "target": "" if asked.target_level == "both" else asked.target_level,
        "minutes": item.minutes,
        "weight": item.weight,
        "cells": [cell.key for cell in asked.cells],
        "prompt": asked.prompt,
        "probes": list(asked.probes),
        "listen": list(asked.listen_for),
        "anchors": {str(level): text for level, text in asked.anchors.items()},
        "beliefs": list(asked.wrong_beliefs),
        "positions": list(asked.accepted_positions),
    }


def _place(item: KitItem) -> str:
    """`production · dispatching · Level 3`: as much of it as the question has."""
    asked = item.asked
    cell = [asked.operations_category, asked.activity.label if asked.activity else None]
    named = asked.functional_level != "none"
    level = f"Level {asked.functional_level}" if named else "no level"
    return " · ".join([str(part) for part in cell if part] + [level])
