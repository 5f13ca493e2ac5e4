"""Keeps who is viewing in the window's address and in links, with the view of some of them."""

import streamlit as st

from assessment.ui.shared.address import url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.browser.scripts import script_of

_component = st.components.v2.component(
    "levelset_viewer_address",
    html=text_of("shared/browser/hidden.html"),
    js=script_of("shared/viewer_address/index.js"),
)


def viewer_address(page: str) -> None:
    """Draws nothing. `page` is drawn now: the browser is told at each change of page.

    The address is corrected in the browser, because Streamlit would add a step for Back, which
    would lead to the address without the viewer and from there forward again.
    """
    _component(
        key="viewer-address",
        data={
            "parameter": url_state.VIEWER,
            "viewer": url_state.viewer_kept() or "",
            "page": page,
            "pages": ["", *(name.value for name in PageName)],
        },
    )
