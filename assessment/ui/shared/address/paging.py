"""Which page of a long list is looked at, in the address, and the way to the others."""

import streamlit as st

from assessment.ui.shared.address import url_state


def page_in_address() -> int:
    """From 1; what is no number of a page counts as the first."""
    held = url_state.narrowed().get("page", "")
    return max(1, int(held)) if held.isascii() and held.isdecimal() and len(held) < 6 else 1


def way_to_others(here: int, pages: int, *, key: str) -> None:
    """Previous and Next, with the page between them; nothing where there is one page."""
    if pages < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        step_to("page", str(here - 1) if here > 1 else None, "Previous", ":material/arrow_back:")
        st.markdown(f"Page {here} of {pages}", width="content")
        step_to("page", str(here + 1) if here < pages else None, "Next", ":material/arrow_forward:")


def step_to(param: str, value: str | None, label: str, icon: str) -> None:
    """A button to the one before or after; at the end it is there and does nothing."""
    if st.button(label, icon=icon, disabled=value is None):
        url_state.remember(**{param: value})
        st.rerun()
