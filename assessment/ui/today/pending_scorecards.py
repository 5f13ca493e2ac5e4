"""What is owed: drafts to finish, scorecards to write, debriefs to hold."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.services.reading.today import InFlight, Owed, Today
from assessment.services.reading.visible_ratings import CandidateFile
from assessment.ui.shared import navigation
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.rows import row, rows
from assessment.ui.shared.wording import day, plain


def owed(view: Today, *, rater: RaterId | None, now: datetime) -> None:
    """Her own scorecards; for those who rate nothing, whose are awaited."""
    st.header("You owe" if rater else "Awaited", anchor=False)
    if not (view.owed or view.waiting):
        st.markdown("No scorecard." if rater else "Every interview that was heard is scored.")
        return
    with rows("owed"):
        for one in view.owed:
            _owed(one, view, rater, now)
        for candidate in view.waiting:
            _waiting(candidate, rater)


def opened(view: Today) -> None:
    """Debriefs to hold: open, and without a final recommendation."""
    if not view.opened:
        return
    st.header("Debriefs to hold", anchor=False)
    with rows("opened"):
        for one in view.in_flight:
            found = [c for c in view.opened if c.candidate.requisition == one.requisition.id]
            if found:
                _debriefs(one, found)


def _debriefs(one: InFlight, found: Sequence[CandidateFile]) -> None:
    with st.container(key=f"row-opened-{one.requisition.id}"):
        st.markdown(f"**{plain(one.requisition.title)}**  \nopen, with no final recommendation yet")
        with st.container(horizontal=True):
            for candidate in found:
                navigation.link(
                    PageName.DEBRIEF, candidate.candidate.code, candidate=candidate.candidate.id
                )


def _owed(one: Owed, view: Today, rater: RaterId | None, now: datetime) -> None:
    meeting = one.meeting
    code, title = meeting.candidate.candidate.code, plain(meeting.requisition.title)
    heard = "heard" if meeting.interview.planned_at <= now else "planned"
    what = "draft" if one.begun else "scorecard"
    if rater is None:
        what = f"{plain(view.names.get(one.sheet.rater, one.sheet.rater))}'s {what}"
    with row(f"owed-{one.sheet.interview}-{one.sheet.rater}", [7, 3]) as (said, act):
        said.markdown(
            f"**{code}** · {title}  \n{what}, {heard} {day(meeting.interview.planned_at)}"
        )
        with act:
            _act(one, rater)


def _act(one: Owed, rater: RaterId | None) -> None:
    if rater is None:
        navigation.link(PageName.DEBRIEF, "Debrief", candidate=one.meeting.candidate.candidate.id)
    elif one.begun:
        sheet = {"interview": one.sheet.interview, "rater": one.sheet.rater}
        navigation.link(PageName.SCORECARD, "Finish", **sheet)
    else:
        navigation.link(PageName.INTERVIEW, "Write it", interview=one.sheet.interview)


def _waiting(candidate: CandidateFile, rater: RaterId | None) -> None:
    with row(f"waiting-{candidate.candidate.id}", [7, 3]) as (said, act):
        said.markdown(
            f"**{candidate.candidate.code}** · debrief opens when all are in  \n"
            f"{candidate.progress.sentence}"
        )
        with act:
            navigation.link(PageName.DEBRIEF, "Debrief", candidate=candidate.candidate.id)
            for sheet in (c.sheet for c in candidate.scorecards if c.sheet.rater == rater):
                query = {"interview": sheet.interview, "rater": sheet.rater}
                navigation.link(PageName.SCORECARD, "Your scorecard", **query)
