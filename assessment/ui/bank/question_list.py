"""The questions that were found, as rows; each opens at a click and keeps the filters."""

from collections.abc import Sequence

import streamlit as st

from assessment.ui.bank.filters import STATUSES
from assessment.ui.shared import url_state
from assessment.ui.shared.rows import rows, single
from assessment.ui.shared.wording import plain
from question_bank import Question, QuestionBank, QuestionStatus
from question_bank.model import OWN, UsableFor

ROWS = 15
"""As many as stand beside the grid and the filters without scrolling far."""


def bank_list(found: Sequence[Question], bank: QuestionBank) -> None:
    """One page of rows, and the way to the others."""
    pages = max(1, -(-len(found) // ROWS))
    here = min(_page(), pages)
    with rows("bank"):
        for question in found[(here - 1) * ROWS : here * ROWS]:
            _row(question, bank)
    if pages > 1:
        _pages(here, pages)


def standing(question: Question) -> str:
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
    mark = f"**{standing(question)}** · " if standing(question) else ""
    with single(f"question-{question.id}"):
        if st.button(f"**{plain(question.title)}**", key=f"read-{question.id}", type="tertiary"):
            url_state.remember(q=question.id)
            st.rerun()
        st.markdown(
            f"{mark}`{question.id}` · {plain(competency)}{plain(place)} · {level} · "
            f"{question.type.label} · {question.minutes} min"
        )


def _pages(here: int, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bank-pages"):
        step_to("page", str(here - 1) if here > 1 else None, "Previous", ":material/arrow_back:")
        st.markdown(f"Page {here} of {pages}", width="content")
        step_to("page", str(here + 1) if here < pages else None, "Next", ":material/arrow_forward:")


def step_to(param: str, value: str | None, label: str, icon: str) -> None:
    """A button to the page or question before or after; at the end it is there and does nothing."""
    if st.button(label, icon=icon, disabled=value is None):
        url_state.remember(**{param: value})
        st.rerun()


def _page() -> int:
    held = url_state.narrowed().get("page", "")
    return max(1, int(held)) if held.isascii() and held.isdecimal() and len(held) < 6 else 1
