"""What the table of interviews shows of one interview, as far as the viewer may know."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.listing import listed
from assessment.domain.visibility import Viewer
from assessment.services.reading.today import STILL_TODAY
from assessment.services.reading.visible_ratings import CandidateFile
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.address.url_state import VIEWER
from assessment.ui.shared.progress_text import waits_for
from assessment.ui.shared.wording import ROLES, local


class Day(StrEnum):
    """The parts of the table, in this order."""

    TODAY = "Today"
    TOMORROW = "Tomorrow"
    LATER = "Later"
    DONE = "Done"


class ListedInterview(NamedTuple):
    """One interview with its candidate."""

    interview: Interview
    candidate: CandidateFile


class SeatMark(NamedTuple):
    """One person of an interview: initials, and a dot for what the viewer may know."""

    initials: str
    said: str
    """The name with what the dot tells."""
    dot: str
    """`in`, `open`, or blank where there is no scorecard or it is not for the viewer to know."""


class RowAction(NamedTuple):
    """The one button of a row."""

    label: str
    page: PageName
    query: Mapping[str, str]


def by_day(
    meetings: Iterable[ListedInterview], viewer: Viewer, now: datetime
) -> dict[Day, Sequence[ListedInterview]]:
    """Soonest first; of those that took place, what waits for the viewer first, then the newest."""
    found: dict[Day, list[ListedInterview]] = {day: [] for day in Day}
    for meeting in sorted(meetings, key=lambda m: (m.interview.planned_at, m.interview.id)):
        found[_day(meeting, viewer, now)].append(meeting)
    found[Day.DONE].sort(key=lambda m: m.interview.planned_at, reverse=True)
    found[Day.DONE].sort(key=lambda m: not waits_for(m.interview, m.candidate, viewer))
    return {day: rows for day, rows in found.items() if rows}


def _day(meeting: ListedInterview, viewer: Viewer, now: datetime) -> Day:
    if meeting.candidate.candidate.withdrawn_at or _complete(meeting, viewer):
        return Day.DONE
    days = (local(meeting.interview.planned_at).date() - local(now).date()) // timedelta(days=1)
    if days < 0:
        return Day.DONE
    return {0: Day.TODAY, 1: Day.TOMORROW}.get(days, Day.LATER)


def _complete(meeting: ListedInterview, viewer: Viewer) -> bool:
    """Whether every scorecard that the viewer may know about is in."""
    sheets = meeting.interview.rating_sheets
    known = [_known(sheet, meeting.candidate, viewer) for sheet in sheets]
    return bool(known) and all(k is not False for k in known) and any(known)


def _known(sheet: SheetKey, candidate: CandidateFile, viewer: Viewer) -> bool | None:
    """Whether a scorecard is in; None where the viewer may not know."""
    if candidate.sight.progress or sheet.rater == viewer.rater:
        return sheet in candidate.progress.submitted
    return None


def seat_marks(
    meeting: ListedInterview, viewer: Viewer, names: Mapping[RaterId, str]
) -> tuple[SeatMark, ...]:
    """The people of an interview in the order of their seats."""
    interview, candidate = meeting
    marks = []
    for seat in interview.seats:
        name = names.get(seat.rater, seat.rater)
        if not seat.role.rates:
            said, dot = f"{name}: {ROLES[seat.role].lower()}, doesn't rate", ""
        else:
            known = _known(SheetKey(interview.id, seat.rater), candidate, viewer)
            told = {True: ": scorecard in", False: ": no scorecard yet", None: ""}[known]
            told += ", on another laptop" if seat.elsewhere else ""
            said, dot = f"{name}{told}", {True: "in", False: "open", None: ""}[known]
        marks.append(SeatMark(initials(name), said, dot))
    return tuple(marks)


def away_words(meeting: ListedInterview, names: Mapping[RaterId, str]) -> str:
    """`Leyla Demirci's scorecard is on another laptop`; blank where every seat is here."""
    seats = meeting.interview.seats
    away = [f"{names.get(s.rater, s.rater)}'s" for s in seats if s.elsewhere]
    if not away:
        return ""
    return (
        f"{listed(away)} {'scorecard is' if len(away) == 1 else 'scorecards are'} on another laptop"
    )


def initials(name: str) -> str:
    """`LD` for Leyla Demirci, `R` for R., the first character of a name in one word."""
    words = [w for w in name.split() if w[0].isalnum()]
    return "".join(w[0] for w in (words[:1] + words[1:][-1:])).upper() or name[:1]


def action_of(meeting: ListedInterview, viewer: Viewer, now: datetime) -> RowAction | None:
    """What the viewer does next in it: run it, finish its scorecard, or read on."""
    interview, candidate = meeting
    own = SheetKey(interview.id, viewer.rater) if viewer.rater else None
    cards = [c for c in candidate.scorecards if c.sheet == own]
    if waits_for(interview, candidate, viewer):
        over = interview.planned_at <= now - STILL_TODAY
        if over and cards:
            return RowAction("Finish", PageName.SCORECARD, _sheet(cards[0].sheet))
        label = "Write" if over and own else "Open"
        return RowAction(label, PageName.INTERVIEW, live_query(meeting, viewer))
    if candidate.open:
        return RowAction("Debrief", PageName.DEBRIEF, {"candidate": candidate.candidate.id})
    if cards:
        return RowAction("Scorecard", PageName.SCORECARD, _sheet(cards[0].sheet))
    if candidate.sight.progress and _complete(meeting, viewer):
        return RowAction("Debrief", PageName.DEBRIEF, {"candidate": candidate.candidate.id})
    return None


def live_query(meeting: ListedInterview, viewer: Viewer) -> dict[str, str]:
    """What opens the live page: as the viewer, or for the owner as the one who is waited for.

    Where several are, the page asks the owner which of them is interviewing.
    """
    query: dict[str, str] = {"interview": meeting.interview.id}
    waiting = waited_for(meeting)
    if viewer.rater is None and len(waiting) == 1:
        query[VIEWER] = waiting[0]
    return query


def waited_for(meeting: ListedInterview) -> list[RaterId]:
    """Whose scorecards are not in, in the order of their seats."""
    submitted = meeting.candidate.progress.submitted
    return [s.rater for s in meeting.interview.rating_sheets if s not in submitted]


def _sheet(sheet: SheetKey) -> dict[str, str]:
    return {"interview": sheet.interview, "rater": sheet.rater}
