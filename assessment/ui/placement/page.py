"""The placement exercise: the only page of a candidate's browser."""

import streamlit as st

from assessment.domain.errors import NotFound
from assessment.services.access import tokens
from assessment.services.placement import boards
from assessment.ui.app_context import AppContext
from assessment.ui.placement.board import placement_board
from assessment.ui.web import candidate_link

CLOSED = "This board is closed. Ask your interviewer for help."


def render(context: AppContext) -> None:
    """The board that the browser's code opens, or one sentence where it opens none any more."""
    interview = candidate_link.interview_at_the_board(context)
    if interview is None:
        st.markdown(candidate_link.NO_BOARD)
        return
    try:
        view = boards.open_board(context.open_uow, interview)
    except NotFound:
        st.markdown(candidate_link.NO_BOARD)
        return
    if view.candidate.withdrawn_at:
        st.markdown(CLOSED)
        return
    placement_board(view, token=tokens.board_token(context.open_uow, interview))
