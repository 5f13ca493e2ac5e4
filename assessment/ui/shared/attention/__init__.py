"""Where the person is to look after a press: the field for the next entry, or what went wrong."""

from typing import cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.browser.scripts import script_of

_WANTED, _TURNS = "attention wanted", "attention turns"

_component = st.components.v2.component(
    "levelset_attention",
    html=text_of("shared/browser/hidden.html"),
    js=script_of("shared/attention/index.js"),
)


def want(field: str = "") -> None:
    """Asks for the empty field with this label to get the focus; without one, for the fault."""
    st.session_state[_TURNS] = st.session_state.get(_TURNS, 0) + 1
    st.session_state[_WANTED] = (st.session_state[_TURNS], field)


def attention() -> None:
    """Shows nothing; it stands at the end of every page, so that a press of any form reaches it."""
    turn, field = cast("tuple[int, str]", st.session_state.pop(_WANTED, (0, "")))
    _component(key="attention", data={"turn": turn, "field": field, "whole": True})


def attention_in_part() -> None:
    """As `attention`, where a part of the page is drawn alone, which does not reach the page's end.

    It draws something only after a press that asked for it, under a key that is used once.
    """
    run = get_script_run_ctx(suppress_warning=True)
    if run and run.fragment_ids_this_run and _WANTED in st.session_state:
        turn, field = cast("tuple[int, str]", st.session_state.pop(_WANTED))
        _component(key=f"attention {turn}", data={"turn": turn, "field": field, "whole": False})
