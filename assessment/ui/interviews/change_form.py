"""Another time, other interviewers or another kit for an interview, or no interview at all."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import streamlit as st

from assessment.domain.ids import KitId, RaterId
from assessment.domain.interview import Interview
from assessment.domain.permissions import Action
from assessment.services.access.seat_links import links_of
from assessment.services.hiring import scheduling
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.interviews.another_laptop import another_laptop
from assessment.ui.interviews.fields import kit_input, seats_input, when_input
from assessment.ui.interviews.meeting_rows import ListedInterview
from assessment.ui.interviews.messages import messages
from assessment.ui.interviews.seat_links import seat_links
from assessment.ui.shared import viewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.rows import menu_act
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import local, moment_of, plain, when


class InterviewChange(StrEnum):
    """What is changed, as the address names it."""

    TIME = "time"
    INTERVIEWERS = "interviewers"
    KIT = "kit"
    CANCEL = "cancel"
    LINKS = "links"
    MESSAGES = "messages"
    LAPTOP = "laptop"


LABELS = {
    InterviewChange.TIME: "Reschedule",
    InterviewChange.INTERVIEWERS: "Change interviewers",
    InterviewChange.KIT: "Change kit",
    InterviewChange.CANCEL: "Cancel interview",
    InterviewChange.LINKS: "Links for other devices",
    InterviewChange.MESSAGES: "Calendar and emails",
    InterviewChange.LAPTOP: "Another laptop",
}


def menu_entries(file: RequisitionFile, meeting: ListedInterview) -> None:
    """An entry for each change that the viewer may make."""
    interview = meeting.interview
    for change in _possible(file, meeting):
        label = LABELS[change]
        if menu_act(label, key=f"{change}-{interview.id}"):
            url_state.remember(
                requisition=file.requisition.id, interview=interview.id, change=change
            )
            st.rerun()


def _possible(file: RequisitionFile, meeting: ListedInterview) -> list[InterviewChange]:
    """Nothing but links and emails once the viewer knows that a scorecard is in."""
    interview, owner = meeting
    if file.on_loan:
        return [InterviewChange.LAPTOP] if file.may(Action.RETURN_INTERVIEW) else []
    if not file.may(Action.CHANGE_INTERVIEW):
        return []
    outgoing = [InterviewChange.MESSAGES, InterviewChange.LINKS, InterviewChange.LAPTOP]
    links = [] if owner.candidate.withdrawn_at else outgoing
    scored = set(interview.rating_sheets) & owner.progress.submitted
    if owner.sight.progress and scored:
        return links
    another_kit = [InterviewChange.KIT] if len(file.kits) > 1 else []
    return [
        InterviewChange.TIME,
        InterviewChange.INTERVIEWERS,
        *another_kit,
        InterviewChange.CANCEL,
        *links,
    ]


def changing(file: RequisitionFile) -> tuple[InterviewChange, ListedInterview] | None:
    """The change in the address; None where there is none, or the interview is gone."""
    asked = next((c for c in InterviewChange if c == url_state.change()), None)
    every = (ListedInterview(i, c) for c in file.candidates for i in c.interviews)
    found = next((m for m in every if m.interview.id == url_state.interview()), None)
    return (asked, found) if asked and found else None


def change_form(
    context: AppContext,
    file: RequisitionFile,
    names: Names,
    change: InterviewChange,
    meeting: ListedInterview,
) -> None:
    """The form beside the table for one change of one interview."""
    interview, code = meeting.interview, meeting.candidate.candidate.code
    name = plain(names.candidates.get(meeting.candidate.candidate.id, ""))
    st.header(LABELS[change], anchor=False)
    st.markdown(f"**{code}** {name} · {when(interview.planned_at)}")
    match change:
        case InterviewChange.CANCEL:
            _cancel(context, file, interview, code)
            return
        case InterviewChange.MESSAGES:
            messages(context, interview.id, viewer.who(context))
        case InterviewChange.LAPTOP:
            another_laptop(context, file, names, meeting)
        case InterviewChange.LINKS:
            by = viewer.who(context)
            offered = links_of(context.open_uow, context.clock, file.requisition.id, by=by)
            seat_links(context, interview, offered, names)
        case _:
            _edit(context, file, names, change, meeting)
    _leave(file, "Close")


def _edit(
    context: AppContext,
    file: RequisitionFile,
    names: Names,
    change: InterviewChange,
    meeting: ListedInterview,
) -> None:
    interview, code = meeting.interview, meeting.candidate.candidate.code
    with st.form(f"change-{change}-{interview.id}", border=False):
        changed = _fields(file, names, change, interview)
        pressed = st.form_submit_button("Save")
    if pressed:
        save(
            lambda: scheduling.change_interview(
                context.open_uow,
                interview=interview.id,
                planned_at=changed.planned_at(),
                kit=changed.kit,
                seats=changed.seats,
                by=viewer.who(context),
            ),
            f"The interview with {code} is changed.",
            then=lambda _: _close(file),
        )


class _Changed(NamedTuple):
    """An interview as the form would leave it."""

    planned_at: Callable[[], datetime]
    """Asked when it is stored, which refuses a time that there is not."""
    kit: KitId
    seats: list[RaterId]


def _fields(
    file: RequisitionFile, names: Names, change: InterviewChange, interview: Interview
) -> _Changed:
    """The fields of one change; everything else about the interview stays as it is."""
    seats, key = [s.rater for s in interview.seats], interview.id
    as_it_is = _Changed(lambda: interview.planned_at, interview.kit, seats)
    if change is InterviewChange.TIME:
        day, hour = when_input(local(interview.planned_at), key=f"when-{key}")
        return as_it_is._replace(planned_at=lambda: moment_of(day, hour))
    if change is InterviewChange.INTERVIEWERS:
        return as_it_is._replace(seats=seats_input(file, names, seats, key=f"seats-{key}"))
    return as_it_is._replace(kit=kit_input(file, interview.kit, key=f"kit-{key}"))


def _cancel(context: AppContext, file: RequisitionFile, interview: Interview, code: str) -> None:
    st.markdown(
        "It is taken off the plan, and nobody waits for its scorecards. What was typed so far is "
        "kept and comes back when you restore the interview below the table. An interview with a "
        "submitted scorecard can't be cancelled."
    )
    reason = st.text_input("Reason", key=f"why-cancel-{interview.id}")
    if st.button("Cancel interview", key=f"cancel-now-{interview.id}"):
        save(
            lambda: scheduling.remove_interview(
                context.open_uow,
                context.clock,
                interview=interview.id,
                reason=reason,
                by=viewer.who(context),
            ),
            f"The interview with {code} is cancelled.",
            then=lambda _: _close(file),
        )
    _leave(file, "Keep interview")


def _leave(file: RequisitionFile, label: str) -> None:
    if st.button(label):
        _close(file)
        st.rerun()


def _close(file: RequisitionFile) -> None:
    url_state.remember(requisition=file.requisition.id, interview=None, change=None)
