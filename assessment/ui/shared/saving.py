"""What a button does: the use case, then one sentence; a refusal leaves what was typed."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from assessment.domain.errors import AssessmentError
from assessment.ui.shared import attention
from assessment.ui.shared.address import url_state
from assessment.ui.shared.wording import plain, sentence

T = TypeVar("T")


def save(
    act: Callable[[], T],
    said: str = "",
    *,
    form: str = "",
    then: Callable[[T], object] | None = None,
    next_field: str = "",
) -> None:
    """Does it and draws anew; `form` names the widgets that begin again once it is done.

    `then` gets what was made: for what only shows it, such as the address. `next_field` is the
    label of the field that gets the focus, where the next entry of its kind follows.
    """
    begin_again = url_state.beginner(form)
    try:
        made = act()
    except AssessmentError as fault:
        st.error(plain(sentence(fault)))
        attention.want()
        return
    begin_again()
    if then:
        then(made)
    if said:
        url_state.notice(said)
    if next_field:
        attention.want(next_field)
    st.rerun()
