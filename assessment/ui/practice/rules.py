"""The rules of practice, for the owner: length of a round, standard, and how long it holds."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.domain.practice import ANSWERS_EACH, MONTHS, QUESTIONS, PracticeRule
from assessment.services.practice.rules import change_rule, read_rule
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save

FORM = "practice-rules"


def rules(context: AppContext, by: Actor) -> None:
    """What applies to rounds that begin from now on."""
    held = read_rule(context.open_uow, by=by)
    st.header("Rules", anchor=False)
    st.markdown(
        "They apply to rounds that begin from now on. A finished round keeps the rules it began "
        "with."
    )
    with st.form(url_state.round_of(FORM), border=False, width=560):
        wanted = _fields(held)
        pressed = st.form_submit_button("Save rules", type="primary")
    if pressed:
        save(
            lambda: change_rule(context.open_uow, rule=wanted, by=by),
            "The rules are saved.",
            form=FORM,
        )


def _fields(held: PracticeRule) -> PracticeRule:
    """The four numbers, beginning with those that apply."""
    questions = st.number_input(
        f"Questions in a round, with {ANSWERS_EACH} answers each",
        min_value=QUESTIONS[0],
        max_value=QUESTIONS[-1],
        value=held.questions,
    )
    near = st.number_input(
        "Answers within one level of the key, at least (%)",
        min_value=0,
        max_value=100,
        value=held.near_percent,
    )
    same = st.number_input(
        "Answers on the key's level, at least (%)",
        min_value=0,
        max_value=100,
        value=held.same_percent,
    )
    months = st.number_input(
        "Months until practice is due again",
        min_value=MONTHS[0],
        max_value=MONTHS[-1],
        value=held.months,
    )
    return PracticeRule(questions=questions, near_percent=near, same_percent=same, months=months)
