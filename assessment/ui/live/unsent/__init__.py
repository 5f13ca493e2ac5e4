"""What this device still holds for a sheet that takes nothing more: named, to be copied."""

import streamlit as st

from assessment.domain.ids import SheetKey
from assessment.services.recording.sheets import SheetView
from assessment.ui.shared.browser.component_files import CONTROLS, EVENTS, text_of
from assessment.ui.shared.browser.scripts import script_of

_component = st.components.v2.component(
    "levelset_unsent",
    html=text_of("live/unsent/unsent.html"),
    css=text_of(*CONTROLS),
    js=script_of("live/unsent/index.js"),
)


def leftover(sheet: SheetKey, *, token: str, generation: str) -> None:
    """The same for a scorecard that this device may not read any more."""
    _component(
        key=f"unsent:{sheet.box}",
        data={
            "box": sheet.box,
            "token": token,
            "url": EVENTS,
            "epoch": generation,
            "state": {},
            "items": [],
        },
    )


def unsent(view: SheetView, *, token: str) -> None:
    """Draws nothing where nothing was left; else each text, with why it was not taken."""
    _component(
        key=f"unsent:{view.card.sheet.box}",
        data={
            "box": view.card.sheet.box,
            "token": token,
            "url": EVENTS,
            "epoch": view.generation,
            "kit": view.kit.id,
            "state": dict(view.state),
            "items": [item.id for item in view.kit.items],
        },
    )
