"""The questions that were found, as rows; each opens at a click and keeps the filters."""

from collections.abc import Sequence

import streamlit as st

from assessment.ui.bank.filters import STATUSES
from assessment.ui.shared.address import url_state
from assessment.ui.shared.address.paging import page_in_address, way_to_others
from assessment.ui.shared.drawing.rows import rows, single
from assessment.ui.shared.wording import plain
from question_bank import Question, QuestionBank, QuestionStatus
from question_bank.model import OWN, UsableFor

ROWS = 15
"""As many as stand beside the grid and the filters without scrolling far."""


def bank_list(found: Sequence[Question], bank: QuestionBank) -> None:
    """One page of rows, and the way to the others."""
    pages = max(1, -(-len(found) // ROWS))
    here = min(page_in_address(), pages)
    with rows("bank"):
        for question in found[(here - 1) * ROWS : here * ROWS]:
            _row(question, bank)
    way_to_others(here, pages, key="bank-pages")


def status_of(question: Question) -> str:
    """`own · retired`: what sets a question apart from the others; mostly nothing."""
    marks = []
    if question.id.startswith(OWN):
        marks.append("own")
    if question.status is not QuestionStatus.ACTIVE:
        marks.append(STATUSES[question.status].lower())
    return " · ".join(marks)


def _row(question: Question, bank: QuestionBank) -> None:
    competency = bank.competencies[question.competency].name
    place = f" · {question.cell.label}" if question.cell else ""
    target = question.target_level
    level = "plant and enterprise" if target is UsableFor.BOTH else target.value
    mark = f"**{status_of(question)}** · " if status_of(question) else ""
    with single(f"question-{question.id}"):
        if st.button(f"**{plain(question.title)}**", key=f"read-{question.id}", type="tertiary"):
            url_state.remember(q=question.id)
            st.rerun()
        st.markdown(
            f"{mark}`{question.id}` · {plain(competency)}{plain(place)} · {level} · "
            f"{question.type.label} · {question.minutes}\u00a0min"
        )
