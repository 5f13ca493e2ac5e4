"""Who is viewing: chosen from the panel for this window."""

from collections.abc import Sequence

import streamlit as st

from assessment.ui.shared.address import url_state
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.browser.scripts import script_of
from assessment.ui.shared.viewer import OWNER

NOBODY_CHOSEN = "?"
"""No option has this value, so that none is selected."""

_component = st.components.v2.component(
    "levelset_who_picker",
    html=text_of("shared/who_picker/picker.html"),
    css=text_of("shared/who_picker/picker.css"),
    js=script_of("shared/who_picker/index.js"),
)


def who_picker(
    *,
    people: Sequence[tuple[str, str]],
    chosen: str | None,
    linked: bool = False,
) -> None:
    """A choice among `people` (rater and name) and the owner; choosing loads the page anew.

    `linked` tells that a link decides who is viewing; a choice here overrides it.
    """
    _component(
        key="who-picker",
        data={
            "people": [list(person) for person in people],
            "chosen": chosen or "",
            "linked": linked,
            "parameter": url_state.VIEWER,
            "owner": OWNER,
        },
        width="content",
    )
