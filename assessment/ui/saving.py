"""What a button does: the use case, then one sentence; a refusal leaves what was typed."""

from collections.abc import Callable

import streamlit as st

from assessment.domain.errors import AssessmentError
from assessment.ui import state
from assessment.ui.wording import sentence


def save(act: Callable[[], object], said: str = "", *, form: str = "") -> None:
    """Does it and draws anew; `form` names the widgets that begin again once it is done."""
    try:
        act()
    except AssessmentError as fault:
        st.error(sentence(fault))
        return
    if said:
        state.notice(said)
    if form:
        state.begin_again(form)
    st.rerun()
