"""Who is looking: chosen from the panel, remembered on this device."""

from collections.abc import Sequence

import streamlit as st

from assessment.ui.shared.component_files import text_of
from assessment.ui.shared.scripts import script_of

_component = st.components.v2.component(
    "levelset_who_picker",
    html=text_of("shared/who_picker/picker.html"),
    css=text_of("shared/who_picker/picker.css"),
    js=script_of("shared/who_picker/index.js"),
)


def who_picker(
    *, people: Sequence[tuple[str, str]], chosen: str | None, label: str = "Looking"
) -> None:
    """A choice among `people` (rater and name), and nobody; choosing reloads the page."""
    _component(
        key="who-picker",
        data={
            "people": [list(person) for person in people],
            "chosen": chosen or "",
            "label": label,
        },
        width="content",
    )
