"""Which interview to open and as whom, where the address doesn't say: a list, one button a row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from assessment.domain.ids import InterviewId, RaterId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.permissions import Actor
from assessment.services.reading.meetings import PlannedMeeting, read_meeting
from assessment.services.reading.today import Meeting, Today, today
from assessment.services.reading.visible_ratings import CandidateFile, read_requisition
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.address import address_widgets, navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.drawing.rows import line, main_action, primary_action, rows, text_line
from assessment.ui.shared.drawing.templating import style
from assessment.ui.shared.meetings import time_from
from assessment.ui.shared.wording import ROLES, plain, sentence, when

LOOK = text_of("live/seat_choice.css")
SEARCHED_FROM = 12
"""With more rows than this there is a field to search them."""
NOT_AN_INTERVIEWER = (
    "You are signed in as an administrator, who has no scorecard. Interviewers open theirs when "
    "they sign in. Somebody without an account needs the link of the scorecard, under Interviews."
)
AT_ONCE = 40
"""Rows that are drawn; the search finds the others."""


class OpenSeat(NamedTuple):
    """A rating seat whose scorecard is not in: the words of its row, and what its button opens."""

    sheet: SheetKey
    code: str
    text: str
    state: str

    def has(self, words: Sequence[str]) -> bool:
        """Whether every word is somewhere in the row; `words` are casefolded."""
        row = f"{self.code} {self.text} {self.state}".casefold()
        return all(word in row for word in words)


@contextmanager
def aside() -> Iterator[None]:
    """The place for what stands on the focus screen without being the interview."""
    st.html(style(LOOK))
    with st.container(key="aside"):
        navigation.link(PageName.TODAY, "Today", icon=":material/arrow_back:")
        yield


def choose_interview(context: AppContext, by: Actor) -> None:
    """Every scorecard that is still to be written: the viewer's own, or everybody's."""
    if by.rater is None and not viewer.can_be_chosen(context):
        _no_scorecard()
        return
    view = today(context.open_uow, context.clock, by=by)
    found = open_seats(view, by.rater, context.clock())
    with aside():
        st.title("Open an interview")
        if not found:
            _nothing(by)
            return
        if len(found) > SEARCHED_FROM:
            found = _searched(found)
        with rows("seats"):
            for number, seat in enumerate(found[:AT_ONCE]):
                _row(seat, first=number == 0)
        if len(found) > AT_ONCE:
            st.markdown(f"{len(found) - AT_ONCE} more. Search to narrow the list.")


def _no_scorecard() -> None:
    """To an administrator who signed in: nobody fills in another person's scorecard."""
    with aside():
        st.title("Open an interview")
        st.markdown(NOT_AN_INTERVIEWER)
        navigation.link(PageName.INTERVIEWS, "Interviews")


def _nothing(by: Actor) -> None:
    whose = "your" if by.rater else "a"
    st.markdown(f"No interview is waiting for {whose} scorecard.")
    if by.rater is None and st.button("Plan an interview", type="primary"):
        navigation.go(PageName.INTERVIEWS)


def _searched(found: list[OpenSeat]) -> list[OpenSeat]:
    hint = "Search candidates, roles and interviewers"
    words = address_widgets.words_in_address("find", "Search", form="seats", placeholder=hint)
    kept = [seat for seat in found if seat.has(words.casefold().split())]
    if not kept:
        st.markdown("No interview matches. Change the search.")
    return kept


def open_seats(view: Today, rater: RaterId | None, now: datetime) -> list[OpenSeat]:
    """Interviews ahead, soonest first, then what is owed; `rater` None has everybody's."""
    ahead = [m for m in (view.next_interview, *view.following) if m]
    found = [(m, s) for m in ahead for s in _waiting(m.interview, m.candidate)]
    found += [(owed.meeting, owed.sheet) for owed in view.owed]
    return [_seat(view, m, s, now, rater) for m, s in found if rater in {None, s.rater}]


def _waiting(interview: Interview, candidate: CandidateFile) -> list[SheetKey]:
    """The scorecards that are not in, as far as the viewer may know."""
    done = candidate.progress.submitted if candidate.sight.progress else frozenset()
    own = {s for s in candidate.progress.submitted if s.rater == candidate.viewer.rater}
    return [s for s in interview.rating_sheets if s not in done | own]


def _seat(
    view: Today, meeting: Meeting, sheet: SheetKey, now: datetime, rater: RaterId | None
) -> OpenSeat:
    candidate = meeting.candidate.candidate
    name = view.candidate_names.get(candidate.id, "")
    who = view.names.get(sheet.rater, sheet.rater) if rater is None else ""
    text = " · ".join(part for part in (name, meeting.requisition.title, who) if part)
    return OpenSeat(sheet, candidate.code, text, time_from(meeting.interview.planned_at, now))


def _row(seat: OpenSeat, *, first: bool) -> None:
    key = f"seat-{seat.sheet.interview}-{seat.sheet.rater}"
    with line(key, text_line("", seat.code, seat.text, seat.state)):
        _open(seat.sheet, key=key, first=first)


def _open(sheet: SheetKey, *, key: str, first: bool) -> None:
    query = {"interview": sheet.interview, url_state.VIEWER: sheet.rater}
    draw = primary_action if first else main_action
    draw(PageName.INTERVIEW, "Open", key=key, **query)


def choose_rater(context: AppContext, chosen: InterviewId, by: Actor, why: str) -> None:
    """The rating seats of one interview, on the owner's own computer; `why` it has to be asked."""
    found = read_meeting(context.open_uow, chosen, by=by)
    title, at = plain(found.requisition.title), when(found.interview.planned_at)
    file = read_requisition(context.open_uow, found.requisition.id, by=by)
    candidate = file.candidate(found.candidate.id)
    with aside():
        st.title("Who is interviewing?")
        st.markdown(f"**{found.candidate.code}** · {title} · {at}")
        st.markdown(plain(sentence(why)))
        if viewer.can_be_chosen(context):
            _raters(found, _waiting(found.interview, candidate))
        elif context.sign_in is None:
            return
        elif by.rater is None:
            st.markdown(NOT_AN_INTERVIEWER)
        with st.container(horizontal=True):
            navigation.link(PageName.INTERVIEWS, "Interviews", requisition=found.requisition.id)
            navigation.link(PageName.DEBRIEF, "Debrief", candidate=found.candidate.id)


def _raters(found: PlannedMeeting, waiting: Sequence[SheetKey]) -> None:
    """A row for each rating seat; those whose scorecard is in have no button."""
    with rows("seats"):
        for seat in (s for s in found.interview.seats if s.role.rates):
            sheet = SheetKey(found.interview.id, seat.rater)
            key, name = f"seat-{seat.rater}", found.names.get(seat.rater, seat.rater)
            there = "on another laptop" if seat.elsewhere else ""
            state = there if sheet in waiting else "scorecard in"
            with line(key, text_line(ROLES[seat.role], name, "", state)):
                if sheet in waiting:
                    _open(sheet, key=key, first=sheet == waiting[0])
