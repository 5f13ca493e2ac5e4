"""An interview as an event for the calendar of an interviewer or of the candidate."""

import hashlib
from enum import StrEnum

from assessment.domain.ids import InterviewId
from assessment.domain.interview import Interview
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Candidate
from assessment.export.calendar import CalendarEvent
from assessment.services.reading.visible_ratings import (
    RequisitionFile,
    rater_names,
    requisition_file,
)
from assessment.services.store.permits import acting, permit_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork


class Recipient(StrEnum):
    """For whose calendar or mailbox something is."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"


def interview_event(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    interview: InterviewId,
    *,
    recipient: Recipient = Recipient.INTERVIEWER,
    by: Actor,
) -> CalendarEvent:
    """Time, role and interviewers; of an interview that was cancelled, its cancellation.

    Calendars are shared and leave this computer: an interviewer's has the candidate's code, the
    candidate's has no code either, and neither says anything about kits, ratings or notes. Raises
    NotFound for somebody without a part; the candidate's is for whoever may change the interview.
    """
    with acting(open_uow, by, read_only=True) as uow:
        found, candidate = permit_message(uow, by, recipient, interview)
        file = requisition_file(uow, candidate.requisition, by=by)
        return CalendarEvent(
            uid=_uid(interview, recipient),
            start=found.planned_at,
            minutes=file.kit_of(found).minutes,
            title=_title(file, candidate, recipient),
            description=f"Interviewers: {', '.join(seated(uow, file, found))}",
            made_at=clock(),
            cancelled=found.removed,
        )


def permit_message(
    uow: UnitOfWork, by: Actor, recipient: Recipient, interview: InterviewId
) -> tuple[Interview, Candidate]:
    """The interview, cancelled or not, for what is sent to `recipient`."""
    own = recipient is Recipient.INTERVIEWER
    action = Action.SEE_REQUISITION if own else Action.CHANGE_INTERVIEW
    there = uow.interviews.find(interview)
    return permit_interview(uow, by, action, interview, removed=bool(there and there.removed))


def seated(uow: UnitOfWork, file: RequisitionFile, interview: Interview) -> list[str]:
    """The names of the interview's people, in the order of their seats."""
    names = {**uow.people.raters()} if interview.removed else rater_names(uow, file)
    return [names.get(s.rater, s.rater) for s in interview.seats]


def _title(file: RequisitionFile, candidate: Candidate, recipient: Recipient) -> str:
    role = file.requisition
    if recipient is Recipient.CANDIDATE:
        return f"Interview: {role.title}, {role.client}"
    return f"Interview {candidate.code}: {role.title}"


def _uid(interview: InterviewId, recipient: Recipient) -> str:
    """The same for each file of one interview; the candidate's doesn't tell the code."""
    if recipient is Recipient.INTERVIEWER:
        return f"{interview}@levelset"
    digest = hashlib.sha256(f"candidate {interview}".encode()).hexdigest()
    return f"{digest[:32]}@levelset"
