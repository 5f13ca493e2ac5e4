"""What there is to do: scorecards, interviews ahead, debriefs to hold, and who is waited for."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.retention import Retained, in_words
from assessment.services.reading.today import Meeting, Owed, Today
from assessment.services.reading.visible_ratings import CandidateFile
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.rows import line, main_action, row_menu, rows, text_line
from assessment.ui.shared.meetings import day_from, time_from
from assessment.ui.shared.wording import joined
from assessment.ui.today.next_step import interview_way, scorecard_way

AT_ONCE = 9
"""Rows that stand open; with more of them the rest is folded away."""


class TaskLink(NamedTuple):
    """Where a button or an entry of a menu leads."""

    label: str
    page: PageName
    query: dict[str, str]


class Row(NamedTuple):
    """One thing to do: its words, its button, and further links of its own."""

    key: str
    kind: str
    candidate: CandidateFile
    text: str
    state: str
    action: TaskLink
    more: tuple[TaskLink, ...] = ()


def to_do(view: Today, rater: RaterId | None, now: datetime) -> None:
    """Scorecards first, then the interviews ahead, debriefs to hold, and who is waited for."""
    st.header("To do", anchor=False)
    found = list(_rows(view, rater, now))
    if not found:
        st.markdown("Nothing else is due.")
        return
    _listed("to-do", found)


def data_to_review(view: Today) -> None:
    """Whose data was kept for the whole period; a list of its own, which no other row folds away.

    Nothing where there is nobody.
    """
    if view.to_review:
        st.header("Data to review", anchor=False)
        _listed("to-review", [_review(view, c, kept) for c, kept in view.to_review])


def _listed(key: str, found: list[Row]) -> None:
    # One row too many is shown rather than folded away by itself.
    shown = len(found) if len(found) <= AT_ONCE + 1 else AT_ONCE
    with rows(key):
        for one in found[:shown]:
            _draw(one)
        if folded := found[shown:]:
            with st.expander(f"Show {len(folded)} more"):
                for one in folded:
                    _draw(one)


def _rows(view: Today, rater: RaterId | None, now: datetime) -> Iterator[Row]:
    own = rater is not None
    yield from (_own_scorecard(view, o, now) for o in view.owed if own)
    yield from (_interview(view, m, now) for m in view.following)
    yield from (_debrief(view, c) for c in view.opened)
    yield from (_outcome(view, c, month) for c, month in view.outcomes_due)
    yield from (_awaited(view, o) for o in view.owed if not own)
    yield from (_waiting(view, c, rater) for c in view.waiting)


def _own_scorecard(view: Today, owed: Owed, now: datetime) -> Row:
    candidate, interview = owed.meeting.candidate, owed.meeting.interview
    page, query = scorecard_way(owed)
    return Row(
        f"owed-{interview.id}",
        "Scorecard",
        candidate,
        _about(view, candidate),
        f"from {day_from(interview.planned_at, now)}",
        TaskLink("Finish" if owed.begun else "Write", page, query),
    )


def _interview(view: Today, meeting: Meeting, now: datetime) -> Row:
    begun = " · draft" if meeting.begun else ""
    page, query = interview_way(meeting)
    return Row(
        f"ahead-{meeting.interview.id}",
        "Interview",
        meeting.candidate,
        _about(view, meeting.candidate),
        f"{time_from(meeting.interview.planned_at, now)}{begun}",
        TaskLink("Open" if page is PageName.INTERVIEW else "View", page, query),
    )


def _debrief(view: Today, found: CandidateFile) -> Row:
    return Row(
        f"debrief-{found.candidate.id}",
        "Debrief",
        found,
        _about(view, found),
        found.progress.sentence,
        TaskLink("Open", PageName.DEBRIEF, {"candidate": found.candidate.id}),
        (TaskLink("Compare", PageName.COMPARE, {"requisition": found.candidate.requisition}),),
    )


def _outcome(view: Today, found: CandidateFile, month: int) -> Row:
    query = {"requisition": str(found.candidate.requisition), "candidate": str(found.candidate.id)}
    return Row(
        f"outcome-{found.candidate.id}-{month}",
        "Outcome",
        found,
        _about(view, found),
        f"after {month} months",
        TaskLink("Record", PageName.OUTCOMES, {**query, "month": str(month)}),
    )


def _review(view: Today, found: CandidateFile, kept: Retained) -> Row:
    """Data that was kept for the whole period, and now waits for somebody's word."""
    query = {"requisition": str(found.candidate.requisition), "candidate": str(found.candidate.id)}
    removed = "removed · " if kept.removed else ""
    return Row(
        f"review-{found.candidate.id}",
        "Data",
        found,
        _about(view, found),
        f"{removed}due since {in_words(kept.due_on)}",
        TaskLink("Review", PageName.REQUISITION, query),
    )


def _awaited(view: Today, owed: Owed) -> Row:
    """Somebody else's scorecard, for the owner, who may know whose it is."""
    found = owed.meeting.candidate
    return _waits(view, found, [owed.sheet], f"{owed.sheet.interview}-{owed.sheet.rater}", ())


def _waiting(view: Today, found: CandidateFile, rater: RaterId | None) -> Row:
    """A debrief that opens once others are done; the viewer's own scorecard is in."""
    missing = sorted(found.progress.awaited - found.progress.submitted)
    own = [
        TaskLink(
            "Your scorecard",
            PageName.SCORECARD,
            {"interview": c.sheet.interview, "rater": c.sheet.rater},
        )
        for c in found.scorecards
        if c.sheet.rater == rater
    ]
    return _waits(view, found, missing, str(found.candidate.id), tuple(own))


def _waits(
    view: Today, found: CandidateFile, missing: list[SheetKey], key: str, more: tuple[TaskLink, ...]
) -> Row:
    who = joined(sorted({view.names.get(s.rater, s.rater) for s in missing}))
    return Row(
        f"waiting-{key}",
        "Waiting",
        found,
        _about(view, found),
        f"for {who}",
        TaskLink("View", PageName.DEBRIEF, {"candidate": found.candidate.id}),
        more,
    )


def _about(view: Today, found: CandidateFile) -> str:
    """`Haruka Fujii · Plant MES engineer`; the code stands before it."""
    name = view.candidate_names.get(found.candidate.id, "")
    return f"{name} · {view.title_of(found.candidate.requisition)}".strip()


def _draw(one: Row) -> None:
    code = one.candidate.candidate.code
    with line(one.key, text_line(one.kind, code, one.text, one.state)):
        main_action(one.action.page, one.action.label, key=one.key, **one.action.query)
        with row_menu(f"{one.kind} {code}", key=one.key):
            for label, page, query in (*one.more, *_further(one)):
                navigation.link(page, label, **query)


def _further(one: Row) -> list[TaskLink]:
    """What is behind every row's menu, but for where its button leads."""
    candidate = one.candidate.candidate
    every = [
        TaskLink("Debrief", PageName.DEBRIEF, {"candidate": candidate.id}),
        TaskLink("Interviews", PageName.INTERVIEWS, {"requisition": candidate.requisition}),
        TaskLink(
            "Candidates and panel", PageName.REQUISITION, {"requisition": candidate.requisition}
        ),
    ]
    return [link for link in every if link.page != one.action.page]
