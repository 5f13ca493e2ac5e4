"""The hires of a role as rows: since when, what is recorded and what is due."""

from datetime import date

import streamlit as st

from assessment.domain.ids import code_of
from assessment.domain.outcome import MONTHS, Hire
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.outcomes import OutcomesView
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.rows import line, main_action, rows, text_line
from assessment.ui.shared.wording import joined

WIDTH = 860
"""Pixels: further apart, the eye loses the row between a hire and its button."""


def hire_list(view: OutcomesView, names: Names, today: date) -> None:
    """One row for each hire; its button opens the form below."""
    requisition = view.file.requisition.id
    with st.container(width=WIDTH), rows("hires"):
        for hire in view.hires:
            code, key = code_of(hire.candidate), f"hire-{hire.candidate}"
            name = names.candidates.get(hire.candidate, "")
            with line(key, text_line("", code, name, progress_in_words(hire, today))):
                due = hire.due(today)
                query = {"requisition": requisition, "candidate": hire.candidate}
                month = {"month": str(due[0])} if due else {}
                label = "Record" if due or not hire.started_on else "Open"
                main_action(PageName.OUTCOMES, label, key=key, **query, **month)


def progress_in_words(hire: Hire, today: date) -> str:
    """`started 2 Mar 2026 · 3 months recorded · 6 months due since 2 Sep 2026`."""
    if hire.started_on is None:
        return "no start date yet"
    parts = [f"started {day_in_words(hire.started_on)}"]
    if recorded := [str(m) for m in MONTHS if m in hire.outcomes]:
        parts.append(f"{joined(recorded)} months recorded")
    if any(o.in_role is False for o in hire.outcomes.values()):
        return " · ".join([*parts, "left the role"])
    due = hire.due(today)
    coming = next((m for m in MONTHS if m not in hire.outcomes and m not in due), None)
    next_one = due[0] if due else coming
    if next_one and (day := hire.due_on(next_one)):
        said = "due since" if due else "due"
        parts.append(f"{next_one} months {said} {day_in_words(day)}")
    return " · ".join(parts)


def day_in_words(day: date) -> str:
    """`2 Mar 2026`."""
    return f"{day.day} {day:%b %Y}"
