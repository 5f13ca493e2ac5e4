"""The questions of a kit as rows; a title opens its question, whose id stands in the address."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessment.domain.kit import AskedQuestion
from assessment.ui.shared import url_state
from assessment.ui.shared.question_view import described
from assessment.ui.shared.rows import row, rows
from assessment.ui.shared.wording import plain
from question_bank import QuestionBank


def question_rows(
    questions: Sequence[tuple[AskedQuestion, int]],
    bank: QuestionBank,
    notes: Mapping[str, str] | None = None,
) -> None:
    """Number, title, what it measures, and minutes; under it the note on a question, if any."""
    with rows("questions"):
        for number, (asked, minutes) in enumerate(questions, 1):
            with row(f"question-{asked.question}", [1, 16, 2]) as (place, middle, end):
                place.markdown(f"**{number}**")
                with middle.container(gap=None):
                    _title(asked)
                    st.markdown(described(asked, bank))
                    if note := (notes or {}).get(asked.question):
                        st.caption(plain(note))
                end.markdown(f"{minutes} min")


def _title(asked: AskedQuestion) -> None:
    reading = url_state.question() == asked.question
    if st.button(
        f"**{plain(asked.title)}**",
        key=f"read-{asked.question}",
        type="tertiary",
        icon=":material/arrow_right:" if reading else None,
    ):
        url_state.remember(q=None if reading else asked.question)
        st.rerun()
