"""The interviews of a requisition: planned, opened, changed while nothing was entered."""

import streamlit as st

from assessment.domain.ids import InterviewId, SheetKey
from assessment.services import requisitions
from assessment.services.records import RequisitionFile, read_requisition
from assessment.ui import navigation, viewer
from assessment.ui.components.choosing import requisition_for
from assessment.ui.components.interview_list import interview_list
from assessment.ui.components.plan_form import plan_form
from assessment.ui.navigation import PageName
from assessment.ui.wording import counted
from assessment.ui.world import World


def render(world: World) -> None:
    """What is planned for the requisition in the address, and a form to plan more."""
    chosen = requisition_for(PageName.INTERVIEWS, world)
    if chosen is None:
        return
    file = read_requisition(world.open_uow, chosen, rater=viewer.who(world))
    if missing := _missing(file):
        _not_yet(file, *missing)
        return
    names = requisitions.names(world.open_uow, chosen)
    _head(file)
    left, right = st.columns([7, 4], gap="large")
    with left:
        interview_list(world, file, names)
    with right:
        plan_form(world, file, names)


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
    if st.button(label, type="primary", icon=":material/arrow_forward:"):
        navigation.go(page, requisition=file.requisition.id)


def _head(file: RequisitionFile) -> None:
    active = [c for c in file.candidates if not c.candidate.withdrawn_at]
    planned = [c for c in active if c.interviews]
    said, act = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title("Interviews")
        st.markdown(f"{len(planned)} of {counted(len(active), 'candidate')} planned")
    coming = _next_interview(file)
    if (
        len(planned) == len(active)
        and coming
        and act.button(
            "Open the next interview",
            type="primary",
            icon=":material/arrow_forward:",
            width="stretch",
        )
    ):
        navigation.go(PageName.INTERVIEW, interview=coming)


def _next_interview(file: RequisitionFile) -> InterviewId | None:
    """The first in time whose scorecard waits for the viewer; the owner picks a seat there."""
    rater = file.viewer.rater
    for interview in sorted(
        (i for c in file.candidates if not c.candidate.withdrawn_at for i in c.interviews),
        key=lambda i: i.planned_at,
    ):
        owner = file.candidate(interview.candidate)
        role = interview.role_of(rater)
        if rater is None:
            waiting = not set(interview.rating_sheets) <= owner.progress.submitted
        else:
            own = next(
                (c for c in owner.scorecards if c.sheet == SheetKey(interview.id, rater)), None
            )
            waiting = bool(role and role.rates) and not (own and own.submitted_at)
        if waiting:
            return interview.id
    return None
