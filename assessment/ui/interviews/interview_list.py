"""The interviews as a table by day: each a line with its state, one button and a menu."""

from collections.abc import Sequence

import streamlit as st

from assessment.domain.permissions import Action
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.today import STILL_TODAY
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.interviews import change_form
from assessment.ui.interviews.meeting_rows import (
    Day,
    ListedInterview,
    action_of,
    away_words,
    by_day,
    seat_marks,
)
from assessment.ui.placement.open_board import board_way
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.drawing.rows import line, main_action, row_menu, rows
from assessment.ui.shared.drawing.templating import Macros, style
from assessment.ui.shared.meetings import time_from
from assessment.ui.shared.progress_text import interview_state, waits_for
from assessment.ui.shared.wording import counted, local
from assessment.ui.web.downloads import calendar_address

LOOK = text_of("interviews/table.css")
COLUMNS = ("Time", "Candidate", "Interviewers", "State")
DONE_AT_ONCE = 12
"""Rows of *Done* that stand open; with more of them the rest is folded away."""

_draw = Macros("interviews/templates/table.html.j2")


def interview_list(context: AppContext, file: RequisitionFile, names: Names) -> None:
    """Every interview of the role, by day."""
    every = [ListedInterview(i, c) for c in file.candidates for i in c.interviews]
    if not every:
        st.markdown("Your interviews will appear here. Plan the first ones in the form.")
        return
    st.html(style(LOOK))
    with rows("interviews"):
        st.html(_draw("heads", COLUMNS))
        for day, found in by_day(every, file.viewer, context.clock()).items():
            st.header(day, anchor=False)
            _day(context, file, names, day, found)


def _day(
    context: AppContext,
    file: RequisitionFile,
    names: Names,
    day: Day,
    found: Sequence[ListedInterview],
) -> None:
    # One row too many is shown rather than folded away by itself.
    whole = day is not Day.DONE or len(found) <= DONE_AT_ONCE + 1
    shown = len(found) if whole else DONE_AT_ONCE
    for meeting in found[:shown]:
        _row(context, file, names, day, meeting)
    if folded := found[shown:]:
        with st.expander(f"Show {counted(len(folded), 'earlier interview')}"):
            for meeting in folded:
                _row(context, file, names, day, meeting)


def _row(
    context: AppContext, file: RequisitionFile, names: Names, day: Day, meeting: ListedInterview
) -> None:
    interview, owner = meeting
    now, code = context.clock(), owner.candidate.code
    named = names.candidates.get(owner.candidate.id, "")
    marks = seat_marks(meeting, file.viewer, names.raters)
    state = interview_state(interview, owner, file.viewer, now)
    if away := away_words(meeting, names.raters):
        state = f"{state} · {away}" if state else away
    near = day in (Day.TODAY, Day.TOMORROW)
    at = f"{local(interview.planned_at):%H:%M}" if near else time_from(interview.planned_at, now)
    action = action_of(meeting, file.viewer, now)
    with line(f"interview-{interview.id}", _draw("meeting", at, code, named, marks, state)):
        if action:
            main_action(action.page, action.label, key=f"do-{interview.id}", **action.query)
        # A change that was chosen makes it another menu, which is closed.
        chosen = url_state.change() if url_state.interview() == interview.id else None
        with row_menu(code, key=f"{interview.id}-{chosen or ''}"):
            _menu(context, file, meeting, action.page if action else None)


def _menu(
    context: AppContext, file: RequisitionFile, meeting: ListedInterview, main: PageName | None
) -> None:
    """What else can be done about an interview, and the pages that belong to it."""
    interview, owner = meeting
    change_form.menu_entries(file, meeting)
    if not owner.candidate.withdrawn_at and interview.planned_at > context.clock() - STILL_TODAY:
        st.link_button("Add to calendar", calendar_address(interview.id), type="tertiary")
    if waits_for(interview, owner, file.viewer):
        if file.kit_of(interview).deck and not interview.board_elsewhere:
            board_way(context, interview.id)
        on_paper = navigation.paper("scorecard", interview=interview.id)
        st.link_button("Scorecard on paper", on_paper, type="tertiary")
    if file.may(Action.SEE_NOTICE):
        told = navigation.paper("notice", requisition=file.requisition.id)
        st.link_button("Open notice to candidates", told, type="tertiary")
    written = any(card.sheet.interview == interview.id for card in owner.scorecards)
    if written and main is not PageName.SCORECARD:
        navigation.link(PageName.SCORECARD, "Scorecard", interview=interview.id)
    if main is not PageName.DEBRIEF:
        navigation.link(PageName.DEBRIEF, "Debrief", candidate=owner.candidate.id)
