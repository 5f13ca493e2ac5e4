"""The way to a candidate's board: a second window here, a link for another device."""

import streamlit as st

from assessment.domain.ids import InterviewId
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.web.board_link import CARRY, board_link


def board_way(context: AppContext, interview: InterviewId) -> None:
    """A second window on this computer; elsewhere the link for the candidate's own device."""
    label, link = "Candidate's board", board_link(context, interview, viewer.who(context))
    if link.opens_beside:
        st.link_button(label, link.address, type="tertiary")
    else:
        with st.popover(label, type="tertiary"):
            st.markdown(CARRY)
            st.code(link.address, language=None, wrap_lines=True)
