"""The interviews of a requisition: planned, opened, changed while nothing was entered."""

from datetime import datetime

import streamlit as st

from assessment.domain.permissions import Action
from assessment.services.hiring import requisitions
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import RequisitionFile, read_requisition
from assessment.ui.app_context import AppContext
from assessment.ui.interviews.change_form import change_form, changing
from assessment.ui.interviews.interview_list import interview_list
from assessment.ui.interviews.onward import onward
from assessment.ui.interviews.plan_form import plan_form
from assessment.ui.interviews.removed import removed_interviews
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.from_another_laptop import from_another_laptop
from assessment.ui.shared.progress_text import (
    ADD_CANDIDATES,
    ADD_INTERVIEWERS,
    PREPARE_KIT,
    WRITE_BRIEF,
    NextStep,
    missing_for_interviews,
    requisition_state,
)
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.wording import counted

NO_KIT = "Interviews use a locked kit, and there is none yet."
NOT_YET = {
    WRITE_BRIEF: (f"{NO_KIT} A kit is built from the role brief.", "Write the brief"),
    PREPARE_KIT: (NO_KIT, PREPARE_KIT.label),
    ADD_CANDIDATES: ("There are no candidates yet.", ADD_CANDIDATES.label),
    ADD_INTERVIEWERS: (
        "Nobody on the panel rates yet: add a lead or an interviewer.",
        ADD_INTERVIEWERS.label,
    ),
}
"""What is missing before the first interview: the sentence, and what the button says."""


def render(context: AppContext) -> None:
    """What is planned for the requisition in the address, and a form to plan more."""
    chosen = requisition_for(PageName.INTERVIEWS, context)
    by = viewer.who(context)
    if chosen is None:
        from_another_laptop(context, by)
        return
    file = read_requisition(context.open_uow, chosen, by=by)
    if missing := missing_for_interviews(file):
        _not_yet(file, missing)
        return
    names = requisitions.names(context.open_uow, chosen, by=by)
    _head(file, names, context.clock())
    wanted = changing(file)
    if not file.may(Action.PLAN_INTERVIEW) and not (file.on_loan and wanted):
        interview_list(context, file, names)
        from_another_laptop(context, by)
        return
    left, right = st.columns([18, 7], gap="medium")
    with left:
        interview_list(context, file, names)
        if file.may(Action.REMOVE_INTERVIEW):
            removed_interviews(context, file, by)
        from_another_laptop(context, by)
    with right:
        if wanted:
            change_form(context, file, names, *wanted)
        else:
            plan_form(context, file, names)


def _not_yet(file: RequisitionFile, missing: NextStep) -> None:
    """What has to be there before an interview can be planned, and the way to it."""
    said, label = NOT_YET[missing]
    st.title("Interviews")
    st.markdown(said)
    if file.may(Action.CHANGE_PANEL) and st.button(
        label, type="primary", icon=":material/arrow_forward:"
    ):
        navigation.go(missing.page, requisition=file.requisition.id)


def _with_an_interview(planned: int, active: int) -> str:
    if not planned:
        return "No interview is planned yet"
    verb = "has" if planned == 1 else "have"
    return f"{planned} of {counted(active, 'candidate')} {verb} an interview"


def _head(file: RequisitionFile, names: Names, now: datetime) -> None:
    active = [c for c in file.candidates if not c.candidate.withdrawn_at]
    planned = [c for c in active if c.interviews]
    said, act = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title("Interviews")
        if len(planned) < len(active):
            st.markdown(_with_an_interview(len(planned), len(active)))
        else:
            st.markdown(requisition_state(file))
    if len(planned) == len(active):
        with act:
            onward(file, names, now)
