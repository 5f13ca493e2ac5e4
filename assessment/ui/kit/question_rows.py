"""The questions of a kit as rows; a title opens its question, whose id stands in the address."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessment.domain.kit import AskedQuestion
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.rows import rows, single
from assessment.ui.shared.question_view import described
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
            with single(f"question-{asked.question}"):
                _title(number, asked)
                st.markdown(f"{described(asked, bank)} · {minutes}\u00a0min")
                if note := (notes or {}).get(asked.question):
                    st.caption(plain(note))


def _title(number: int, asked: AskedQuestion) -> None:
    reading = url_state.question() == asked.question
    if st.button(
        f"**{number}\\. {plain(asked.title)}**",
        key=f"read-{asked.question}",
        type="tertiary",
        icon=":material/arrow_right:" if reading else None,
    ):
        url_state.remember(q=None if reading else asked.question)
        st.rerun()
