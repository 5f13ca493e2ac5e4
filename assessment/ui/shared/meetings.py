"""One planned interview in words: when, with whom and for which role."""

from assessment.services.reading.today import Meeting
from assessment.ui.app_context import AppContext
from assessment.ui.shared.wording import local, plain, when


def meeting_label(context: AppContext, meeting: Meeting) -> str:
    """`14:00 with C-04 for Plant MES engineer`, with the day where it is not today."""
    return f"{_at(context, meeting)} {_with(meeting)}"


def is_today(context: AppContext, meeting: Meeting) -> bool:
    return local(meeting.interview.planned_at).date() == local(context.clock()).date()


def _at(context: AppContext, meeting: Meeting) -> str:
    planned = meeting.interview.planned_at
    return f"{local(planned):%H:%M}" if is_today(context, meeting) else when(planned)


def _with(meeting: Meeting) -> str:
    return f"with {meeting.candidate.candidate.code} for {plain(meeting.requisition.title)}"
