"""A planned interview as an event for the calendar of somebody on the panel."""

from assessment.domain.ids import InterviewId
from assessment.domain.permissions import Action, Actor
from assessment.export.calendar import CalendarEvent
from assessment.services.reading.visible_ratings import rater_names, requisition_file
from assessment.services.store.permits import acting, permit_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork


def interview_event(
    open_uow: OpenUnitOfWork, clock: Clock, interview: InterviewId, *, by: Actor
) -> CalendarEvent:
    """Time, candidate's code, role and interviewers; NotFound for somebody without a part.

    Calendars are shared and leave this computer, so the candidate's name is not in it.
    """
    with acting(open_uow, by, read_only=True) as uow:
        found, candidate = permit_interview(uow, by, Action.SEE_REQUISITION, interview)
        file = requisition_file(uow, candidate.requisition, by=by)
        names = rater_names(uow, file)
        seated = ", ".join(names.get(s.rater, s.rater) for s in found.seats)
        return CalendarEvent(
            uid=f"{interview}@levelset",
            start=found.planned_at,
            minutes=file.kit_of(found).minutes,
            title=f"Interview {candidate.code}: {file.requisition.title}",
            description=f"Interviewers: {seated}",
            made_at=clock(),
        )
