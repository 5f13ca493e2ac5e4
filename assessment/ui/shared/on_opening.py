"""Popovers and expanders whose content is drawn once they are opened, and not along with the page.

Whoever calls them stands in a part of its own (`own_part`), so that opening draws that part alone.
"""

from collections.abc import Callable

import streamlit as st

from assessment.ui.shared.address import url_state


def popover(label: str, draw: Callable[[], None], *, key: str, icon: str | None = None) -> None:
    """A link with this label, and behind it what `draw` draws."""
    opened = st.popover(label, type="tertiary", icon=icon, key=key, on_change="rerun")
    if url_state.opened_before(key, now=bool(opened.open)):
        with opened:
            draw()


def expander(label: str, draw: Callable[[], None], *, key: str, icon: str | None = None) -> None:
    """A folded part of the page with this label, and in it what `draw` draws."""
    opened = st.expander(label, icon=icon, key=key, on_change="rerun")
    if url_state.opened_before(key, now=bool(opened.open)):
        with opened:
            draw()
