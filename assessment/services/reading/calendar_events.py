"""A planned interview as an event for the calendar of somebody on the panel."""

from assessment.domain.errors import NotOnPanel
from assessment.domain.ids import InterviewId, RaterId
from assessment.export.calendar import CalendarEvent
from assessment.services.reading.visible_ratings import requisition_file
from assessment.services.store.lookups import the_candidate, the_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork


def interview_event(
    open_uow: OpenUnitOfWork, clock: Clock, interview: InterviewId, *, rater: RaterId | None
) -> CalendarEvent:
    """Time, candidate's code, role and interviewers; NotOnPanel for somebody without a seat.

    Calendars are shared and leave this computer, so the candidate's name is not in it.
    """
    with open_uow(read_only=True) as uow:
        found = the_interview(uow, interview)
        candidate = the_candidate(uow, found.candidate)
        file = requisition_file(uow, candidate.requisition, rater=rater)
        if not file.viewer.on_panel:
            raise NotOnPanel(f"You have no seat on {candidate.requisition}.")
        names = uow.people.raters()
        seated = ", ".join(names.get(s.rater, s.rater) for s in found.seats)
        return CalendarEvent(
            uid=f"{interview}@levelset",
            start=found.planned_at,
            minutes=file.kit_of(found).minutes,
            title=f"Interview {candidate.code}: {file.requisition.title}",
            description=f"Interviewers: {seated}",
            made_at=clock(),
        )
