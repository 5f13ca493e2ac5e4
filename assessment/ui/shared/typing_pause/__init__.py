"""Hands over what is being typed at each pause, not only when the field is left."""

import streamlit as st

from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.browser.scripts import script_of

_component = st.components.v2.component(
    "levelset_typing_pause",
    html=text_of("shared/browser/hidden.html"),
    js=script_of("shared/typing_pause/index.js"),
)


def typing_pause() -> None:
    """For every line and text of the page it is drawn on; shows nothing."""
    _component(key="typing-pause")
