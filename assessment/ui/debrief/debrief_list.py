"""The debriefs of a requisition: how far each is, and what was settled."""

import streamlit as st

from assessment.services.reading.comparisons import final_recommendation
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared import navigation
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.progress_text import candidate_state
from assessment.ui.shared.rows import row, rows
from assessment.ui.shared.wording import plain

WIDTH = 760
"""Pixels: further apart, the eye loses the row between a candidate and the link."""


def debrief_list(context: AppContext, file: RequisitionFile) -> None:
    """A row for each candidate, as far as the viewer may know."""
    if not file.candidates:
        st.markdown("Debriefs will stand here, one for each candidate of this requisition.")
        navigation.link(PageName.REQUISITION, "Add candidates", requisition=file.requisition.id)
        return
    with st.container(width=WIDTH), rows("debriefs"):
        for found in file.candidates:
            candidate = found.candidate
            with row(f"debrief-{candidate.id}", [11, 3]) as (said, onward):
                standing = plain(candidate_state(found, context.clock()))
                said.markdown(f"**{candidate.code}** · {standing}{_settled(found)}")
                with onward:
                    navigation.link(PageName.DEBRIEF, "Debrief", candidate=candidate.id)


def _settled(found: CandidateFile) -> str:
    """A line of its own, once people may talk about it."""
    if not found.open:
        return ""
    final = final_recommendation(found).replace("_", " ")
    return f"  \nfinal recommendation: **{final}**" if final else "  \nno final recommendation yet"
