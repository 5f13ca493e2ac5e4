"""The next step of the day in one line, with the page's primary button."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.services.reading.today import Meeting, Owed, Today
from assessment.services.reading.visible_ratings import CandidateFile
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.meetings import day_from, time_from
from assessment.ui.shared.wording import plain


class Step(NamedTuple):
    """What comes next, and where its button leads."""

    said: str
    label: str
    go: Callable[[], object]


def next_step(view: Today, rater: RaterId | None, now: datetime) -> None:
    """The next interview, else the viewer's oldest open scorecard, else a debrief to hold."""
    step = _step(view, rater, now)
    if step is None:
        if view.nothing_waits:
            st.markdown("Nothing is due.")
        return
    with st.container(key="next-step", horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown(f"Next: {step.said}")
        if st.button(step.label, type="primary", icon=":material/arrow_forward:"):
            step.go()


def beside_it(view: Today, rater: RaterId | None) -> Today:
    """`view` without the scorecard or debrief that is the next step."""
    if view.next_interview:
        return view
    if rater is not None and view.owed:
        return replace(view, owed=view.owed[1:])
    return replace(view, opened=view.opened[1:])


def _step(view: Today, rater: RaterId | None, now: datetime) -> Step | None:
    if view.next_interview:
        return _interview(view, view.next_interview, now)
    if rater is not None and view.owed:
        return _scorecard(view, view.owed[0], now)
    if view.opened:
        return _debrief(view, view.opened[0])
    return None


def _interview(view: Today, meeting: Meeting, now: datetime) -> Step:
    said = f"**{time_from(meeting.interview.planned_at, now)}** · {_about(view, meeting.candidate)}"
    page, query = interview_way(meeting)
    label = "Open interview" if page is PageName.INTERVIEW else "View interviews"
    return Step(said, label, partial(navigation.go, page, **query))


def _scorecard(view: Today, owed: Owed, now: datetime) -> Step:
    heard = day_from(owed.meeting.interview.planned_at, now)
    said = f"your scorecard · {_about(view, owed.meeting.candidate)} · from {heard}"
    label = "Finish scorecard" if owed.begun else "Write scorecard"
    page, query = scorecard_way(owed)
    return Step(said, label, partial(navigation.go, page, **query))


def _debrief(view: Today, found: CandidateFile) -> Step:
    said = f"debrief · {_about(view, found)} · {found.progress.sentence}"
    there = partial(navigation.go, PageName.DEBRIEF, candidate=found.candidate.id)
    return Step(said, "Open debrief", there)


def interview_way(meeting: Meeting) -> tuple[PageName, dict[str, str]]:
    """To the viewer's own screen; who does not rate in it has none, and sees the list."""
    rater = meeting.candidate.viewer.rater
    role = meeting.interview.role_of(rater) if rater else None
    if role and not role.rates:
        return PageName.INTERVIEWS, {"requisition": meeting.requisition.id}
    return PageName.INTERVIEW, {"interview": meeting.interview.id}


def scorecard_way(owed: Owed) -> tuple[PageName, dict[str, str]]:
    """Where the viewer's own scorecard is written: begun ones on their page, new ones live."""
    if owed.begun:
        query = {"interview": owed.sheet.interview, "rater": owed.sheet.rater}
        return PageName.SCORECARD, query
    return PageName.INTERVIEW, {"interview": owed.sheet.interview}


def _about(view: Today, found: CandidateFile) -> str:
    """`**C-04** Haruka Fujii · Plant MES engineer`."""
    candidate = found.candidate
    name = plain(view.candidate_names.get(candidate.id, ""))
    title = plain(view.title_of(candidate.requisition))
    return f"{f'**{candidate.code}** {name}'.strip()} · {title}"
