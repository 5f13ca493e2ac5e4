"""The placement exercise: the only page of a candidate's browser."""

import streamlit as st

from assessment.domain.errors import NotFound
from assessment.services import boards, tokens
from assessment.ui import candidate_door
from assessment.ui.components.placement_board import placement_board
from assessment.ui.world import World

CLOSED = "This board is closed. Your interviewer can tell you more."


def render(world: World) -> None:
    """The board that the browser's code opens, or one sentence where it opens none any more."""
    interview = candidate_door.interview_at_the_board(world)
    if interview is None:
        st.markdown(candidate_door.NO_BOARD)
        return
    try:
        view = boards.open_board(world.open_uow, interview)
    except NotFound:
        st.markdown(candidate_door.NO_BOARD)
        return
    if view.candidate.withdrawn_at:
        st.markdown(CLOSED)
        return
    placement_board(view, token=tokens.board_token(world.open_uow, interview))
