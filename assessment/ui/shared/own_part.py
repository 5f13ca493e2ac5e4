"""Parts of a page that a click inside them draws again alone, without the rest of the page."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from assessment.domain.errors import AssessmentError
from assessment.ui import app_context
from assessment.ui.shared import viewer
from assessment.ui.shared.attention import attention_in_part
from assessment.ui.shared.wording import plain, sentence

P = ParamSpec("P")


def own_part(draw: Callable[P, None]) -> Callable[P, None]:
    """`draw` as a fragment; a refusal is shown in its place, as the frame shows that of a page.

    Streamlit calls it again with the arguments of the last whole run, so what they hold may be out
    of date: whoever draws numbers reads them anew.
    """

    @wraps(draw)
    def refused_here(*args: P.args, **kwargs: P.kwargs) -> None:
        if app_context.needs_sign_in() and viewer.signed_out(app_context.current()):
            st.rerun()  # the whole page, which says so
        try:
            draw(*args, **kwargs)
        except AssessmentError as fault:
            st.error(plain(sentence(fault)))
        attention_in_part()

    part: Callable[P, None] = st.fragment(refused_here)
    return part
