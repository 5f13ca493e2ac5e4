"""One planned interview in words: when, with whom and for which role."""

from datetime import datetime, timedelta

from assessment.services.reading.today import Meeting
from assessment.ui.app_context import AppContext
from assessment.ui.shared.wording import local, plain, when


def meeting_label(context: AppContext, meeting: Meeting) -> str:
    """`14:00 with C-04 for Plant MES engineer`, with the day where it is not today."""
    return f"{_at(context, meeting)} {_with(meeting)}"


def is_today(context: AppContext, meeting: Meeting) -> bool:
    return local(meeting.interview.planned_at).date() == local(context.clock()).date()


def day_from(moment: datetime, now: datetime) -> str:
    """`today`, `yesterday`, `tomorrow` or `Tue 24 Nov`; with the year where it is another one."""
    there, here = local(moment), local(now)
    days = (there.date() - here.date()) // timedelta(days=1)
    if near := {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days):
        return near
    year = "" if there.year == here.year else f" {there.year}"
    return f"{there:%a} {there.day} {there:%b}{year}"


def time_from(moment: datetime, now: datetime) -> str:
    """`14:00` today, else with the day: `tomorrow 09:00`, `Tue 1 Dec, 09:00`."""
    hour, day = f"{local(moment):%H:%M}", day_from(moment, now)
    if day == "today":
        return hour
    return f"{day} {hour}" if day in ("tomorrow", "yesterday") else f"{day}, {hour}"


def _at(context: AppContext, meeting: Meeting) -> str:
    planned = meeting.interview.planned_at
    return f"{local(planned):%H:%M}" if is_today(context, meeting) else when(planned)


def _with(meeting: Meeting) -> str:
    return f"with {meeting.candidate.candidate.code} for {plain(meeting.requisition.title)}"
