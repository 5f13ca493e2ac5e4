"""The debriefs of a requisition: how far each is, and what was settled."""

import streamlit as st

from assessment.domain.decision import decided
from assessment.services.reading.comparisons import final_recommendation
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.rows import line, main_action, rows, text_line
from assessment.ui.shared.progress_text import candidate_state

WIDTH = 860
"""Pixels: further apart, the eye loses the row between a candidate and its button."""


def debrief_list(context: AppContext, file: RequisitionFile) -> None:
    """A row for each candidate, as far as the viewer may know."""
    if not file.candidates:
        st.markdown("Debriefs will appear here, one for each candidate of this role.")
        navigation.link(PageName.REQUISITION, "Add candidates", requisition=file.requisition.id)
        return
    with st.container(width=WIDTH), rows("debriefs"):
        for found in file.candidates:
            candidate = found.candidate
            state = candidate_state(found, context.clock())
            drawing = text_line("", candidate.code, f"· {state}", _settled(found))
            with line(f"debrief-{candidate.id}", drawing):
                key = f"debrief-{candidate.id}"
                main_action(PageName.DEBRIEF, "Open", key=key, candidate=candidate.id)


def _settled(found: CandidateFile) -> str:
    """The decision, and before that the final recommendation, once people may talk about it."""
    if not found.open:
        return ""
    if decision := decided(found.debrief):
        return f"decision: {decision.decision}"
    final = final_recommendation(found).replace("_", " ")
    return f"final recommendation: {final}" if final else "no final recommendation yet"
