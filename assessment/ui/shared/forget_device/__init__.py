"""*Forget this device*: removes what a shared browser keeps, after saying what would be lost."""

import streamlit as st

from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.browser.scripts import script_of

_component = st.components.v2.component(
    "levelset_forget_device",
    html=text_of("shared/forget_device/forget.html"),
    css=text_of("shared/forget_device/forget.css"),
    js=script_of("shared/forget_device/index.js"),
)


def forget_device() -> None:
    """The button, and behind it what this browser holds that no server has yet."""
    _component(key="forget-device", data={}, width="content")
