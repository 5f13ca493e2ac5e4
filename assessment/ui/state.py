"""The only reader and writer of Streamlit's query parameters and session state.

What is looked at lives in the address, so a reload or a shared link lands in the same place; session
state holds nothing that would be missed after a restart.
"""

from collections.abc import Mapping

import streamlit as st

from assessment.domain.ids import CandidateId, InterviewId, RaterId, RequisitionId

KEPT = ("requisition", "candidate", "interview", "rater", "q", "view")
"""Query parameters a page may carry; others are left alone."""


def requisition() -> RequisitionId | None:
    """The requisition in the address, or the one that the candidate or interview in it belongs to."""
    if named := _param("requisition"):
        return RequisitionId(named)
    below = _param("candidate") or _param("interview")
    return RequisitionId(below.partition(".")[0]) if below else None


def candidate() -> CandidateId | None:
    """The candidate in the address, or the one whose interview is in it."""
    if named := _param("candidate"):
        return CandidateId(named)
    interview_id = _param("interview")
    return CandidateId(interview_id.rpartition(".")[0]) if interview_id else None


def interview() -> InterviewId | None:
    named = _param("interview")
    return InterviewId(named) if named else None


def rater() -> RaterId | None:
    """Whose sheet is looked at; not who is looking."""
    named = _param("rater")
    return RaterId(named) if named else None


def question() -> str | None:
    return _param("q")


def view() -> str | None:
    """Which of a page's several pictures is chosen."""
    return _param("view")


def remember(**params: str | None) -> None:
    """Writes parameters into the address without a rerun; None removes one."""
    for name, value in params.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def notice(text: str) -> None:
    """Keeps one sentence for the next run, so that it survives the redraw after a save."""
    st.session_state["notice"] = text


def take_notice() -> str | None:
    """The sentence kept by `notice`, once."""
    kept: Mapping[str, object] = {"notice": st.session_state.pop("notice", None)}
    text = kept["notice"]
    return str(text) if text else None


def _param(name: str) -> str | None:
    return st.query_params.get(name) or None
