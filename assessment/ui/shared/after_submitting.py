"""What follows a submitted scorecard: that it is in, and the next step."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from assessment.domain.permissions import Action, Actor
from assessment.services.reading.today import Meeting, today
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.meetings import meeting_label
from assessment.ui.shared.wording import plain, sentence


class Onward(NamedTuple):
    """A page to go on to, and what its button says."""

    label: str
    page: PageName
    query: dict[str, str]


def submitted(
    context: AppContext,
    role: RequisitionFile,
    file: CandidateFile,
    by: Actor,
    *,
    progress: str = "",
    also: Sequence[Onward] = (),
) -> None:
    """Says that the viewer's scorecard is in; the button is the next step, the rest are links.

    `progress` says how many scorecards are in, where the viewer may know. `also` are more links.
    """
    said = f"Your scorecard for {file.candidate.code} is submitted and locked."
    st.success(plain(f"{said} {sentence(progress)}" if progress else said))
    following = today(context.open_uow, context.clock, by=by).next_interview
    first, *others = _steps(context, file, following)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(first.label, type="primary", icon=":material/arrow_forward:"):
            navigation.go(first.page, **first.query)
        for step in (*others, *also):
            navigation.link(step.page, step.label, **step.query)
    if role.may(Action.EXPORT):
        _export(role)


def _export(role: RequisitionFile) -> None:
    """The ratings as a file, and where the others are."""
    there = navigation.file("export", requisition=role.requisition.id, file="ratings.csv")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button("Download ratings.csv", there, icon=":material/download:")
        st.markdown(
            "Your ratings as a file, with all others of this role that you may see.",
            width="content",
        )
        navigation.link(PageName.COMPARE, "All exports", requisition=role.requisition.id)


def _steps(context: AppContext, file: CandidateFile, following: Meeting | None) -> list[Onward]:
    """The debrief first where it is open, else the next interview, else today's list."""
    code = file.candidate.code
    debrief = Onward(f"Debrief {code}", PageName.DEBRIEF, {"candidate": file.candidate.id})
    if following:
        label = f"Next interview: {meeting_label(context, following)}"
        onward = Onward(label, PageName.INTERVIEW, {"interview": following.interview.id})
    else:
        onward = Onward("Go to Today", PageName.TODAY, {})
    return [debrief, onward] if file.open and file.sight.others else [onward, debrief]
