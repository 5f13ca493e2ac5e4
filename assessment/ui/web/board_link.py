"""The candidate's link as an interviewer is given it: to open beside her page, or to carry over."""

from typing import NamedTuple
from urllib.parse import urlsplit

import streamlit as st

from assessment.domain.ids import InterviewId
from assessment.domain.permissions import Actor
from assessment.services.placement import boards
from assessment.ui.app_context import AppContext
from assessment.ui.web.candidate_link import board_address

CARRY = "Open this on the candidate's device. That browser then only shows the board."
HERE = "http://127.0.0.1"
"""Where no browser asks, as in tests."""


class BoardLink(NamedTuple):
    address: str
    opens_beside: bool
    """Under another name than this page: its cookie then leaves this browser as it is."""


def board_link(context: AppContext, interview: InterviewId, by: Actor) -> BoardLink:
    """The link to the board of `interview`, for the page that is being drawn."""
    here = st.context.url or HERE
    address = board_address(here, boards.code_of(context.open_uow, interview, by=by))
    return BoardLink(address, urlsplit(address).hostname != urlsplit(here).hostname)
