"""What comes next once everybody's interview is planned, as a button."""

from datetime import datetime

import streamlit as st

from assessment.services.hiring.requisitions import Names
from assessment.services.reading.today import STILL_TODAY
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui import app_context
from assessment.ui.interviews.meeting_rows import ListedInterview, RowAction, waited_for
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.address.url_state import VIEWER
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.shared.progress_text import (
    waits_for,
)
from assessment.ui.shared.wording import plain


def onward(file: RequisitionFile, names: Names, now: datetime) -> None:
    """Everybody is planned: the next interview, an open scorecard, or the comparison."""
    step = _next_for(file, names, now)
    if st.button(step.label, type="primary", icon=":material/arrow_forward:", width="stretch"):
        navigation.go(step.page, **step.query)


def _next_for(file: RequisitionFile, names: Names, now: datetime) -> RowAction:
    """The owner has no scorecard and opens the interview as the first who is waited for."""
    viewer = file.viewer
    every = [ListedInterview(i, c) for c in file.candidates for i in c.interviews]
    waiting = [m for m in every if waits_for(m.interview, m.candidate, viewer)]
    waiting.sort(key=lambda m: m.interview.planned_at)
    ahead = [m for m in waiting if m.interview.planned_at > now - STILL_TODAY]
    if viewer.rater is None and app_context.needs_sign_in():
        ahead = []  # nobody opens another person's scorecard
    if ahead and viewer.rater is None:
        rater = waited_for(ahead[0])[0]
        query = {"interview": ahead[0].interview.id, VIEWER: rater}
        name = plain(isolated(names.raters.get(rater, rater)))
        return RowAction(f"Open the interview as {name}", PageName.INTERVIEW, query)
    if ahead:
        query = {"interview": ahead[0].interview.id}
        return RowAction("Open the next interview", PageName.INTERVIEW, query)
    if waiting and viewer.rater is not None:
        interview, candidate = waiting[0]
        label = f"Write your scorecard for {candidate.candidate.code}"
        return RowAction(label, PageName.INTERVIEW, {"interview": interview.id})
    there = {"requisition": file.requisition.id}
    return RowAction("Compare the candidates", PageName.COMPARE, there)
