"""The interviews of a requisition: planned, opened, changed while nothing was entered."""

from datetime import datetime

import streamlit as st

from assessment.domain.interview import Interview
from assessment.domain.permissions import Action
from assessment.services.hiring import requisitions
from assessment.services.reading.today import STILL_TODAY
from assessment.services.reading.visible_ratings import RequisitionFile, read_requisition
from assessment.ui.app_context import AppContext
from assessment.ui.interviews.change_form import change_form, changing
from assessment.ui.interviews.interview_list import interview_list
from assessment.ui.interviews.plan_form import plan_form
from assessment.ui.interviews.removed import removed_interviews
from assessment.ui.shared import navigation, viewer
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.progress_text import requisition_state, waits_for
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.wording import counted


def render(context: AppContext) -> None:
    """What is planned for the requisition in the address, and a form to plan more."""
    chosen = requisition_for(PageName.INTERVIEWS, context)
    if chosen is None:
        return
    by = viewer.who(context)
    file = read_requisition(context.open_uow, chosen, by=by)
    if missing := _missing(file):
        _not_yet(file, *missing)
        return
    names = requisitions.names(context.open_uow, chosen, by=by)
    _head(file, context.clock())
    if not file.may(Action.PLAN_INTERVIEW):
        interview_list(context, file, names)
        return
    left, right = st.columns([18, 7], gap="medium")
    with left:
        interview_list(context, file, names)
        removed_interviews(context, file, by)
    with right:
        if wanted := changing(file):
            change_form(context, file, names, *wanted)
        else:
            plan_form(context, file, names)


def _missing(file: RequisitionFile) -> tuple[str, PageName, str] | None:
    """What has to be there before an interview can be planned: sentence, page, button."""
    if not file.kits:
        said = "An interview follows a frozen kit, and there is none yet."
        if file.brief is None:
            return f"{said} The kit follows from the role brief.", PageName.BRIEF, "Write the brief"
        return said, PageName.KIT, "Prepare the kit"
    if not file.candidates:
        return "There is nobody to interview yet.", PageName.REQUISITION, "Add candidates"
    if not any(m.role.rates for m in file.panel):
        said = "The panel has nobody yet who rates: a lead or an interviewer."
        return said, PageName.REQUISITION, "Add interviewers"
    return None


def _not_yet(file: RequisitionFile, said: str, page: PageName, label: str) -> None:
    st.title("Interviews")
    st.markdown(said)
    if file.may(Action.CHANGE_PANEL) and st.button(
        label, type="primary", icon=":material/arrow_forward:"
    ):
        navigation.go(page, requisition=file.requisition.id)


def _head(file: RequisitionFile, now: datetime) -> None:
    active = [c for c in file.candidates if not c.candidate.withdrawn_at]
    planned = [c for c in active if c.interviews]
    said, act = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title("Interviews")
        if len(planned) < len(active):
            st.markdown(f"{len(planned)} of {counted(len(active), 'candidate')} planned")
        else:
            st.markdown(requisition_state(file))
    if len(planned) == len(active):
        with act:
            _onward(file, now)


def _onward(file: RequisitionFile, now: datetime) -> None:
    """Everybody is planned: the viewer's next interview, an open scorecard, or the comparison."""
    label, opened = _next_for(file, now)
    if st.button(label, type="primary", icon=":material/arrow_forward:", width="stretch"):
        if opened:
            navigation.go(PageName.INTERVIEW, interview=opened.id)
        navigation.go(PageName.COMPARE, requisition=file.requisition.id)


def _next_for(file: RequisitionFile, now: datetime) -> tuple[str, Interview | None]:
    """What the button says, and the interview that it opens; none for the comparison.

    The owner has no scorecard, and first says for whom the interview is opened.
    """
    waiting = [
        (i, c) for c in file.candidates for i in c.interviews if waits_for(i, c, file.viewer)
    ]
    waiting.sort(key=lambda pair: pair[0].planned_at)
    ahead = [i for i, _ in waiting if i.planned_at > now - STILL_TODAY]
    if ahead and file.viewer.rater is None:
        return "Choose who opens the next interview", ahead[0]
    if ahead:
        return "Open the next interview", ahead[0]
    if waiting and file.viewer.rater is not None:
        interview, candidate = waiting[0]
        return f"Write your scorecard for {candidate.candidate.code}", interview
    return "Compare the candidates", None
