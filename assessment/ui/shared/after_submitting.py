"""What follows a submitted scorecard: that it is in, the debrief, and the next interview."""

import streamlit as st

from assessment.domain.ids import CandidateId, code_of
from assessment.domain.permissions import Actor
from assessment.services.reading.today import today
from assessment.ui.app_context import AppContext
from assessment.ui.shared import navigation
from assessment.ui.shared.meetings import meeting_label
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.wording import plain, sentence


def submitted(
    context: AppContext, candidate: CandidateId, by: Actor, *, progress: str = ""
) -> None:
    """Says that the viewer's scorecard is in, with links to the debrief and the next interview.

    `progress` says how many scorecards are in, where the viewer may know.
    """
    code = code_of(candidate)
    said = f"Your scorecard for {code} is submitted and locked."
    st.success(plain(f"{said} {sentence(progress)}" if progress else said))
    with st.container(horizontal=True):
        navigation.link(PageName.DEBRIEF, f"Debrief {code}", candidate=candidate)
        following = today(context.open_uow, context.clock, by=by).next_interview
        if following:
            label = f"Next interview: {meeting_label(context, following)}"
            navigation.link(PageName.INTERVIEW, label, interview=following.interview.id)
        else:
            navigation.link(PageName.TODAY, "Today")
