"""Practice: rate written answers without the key, then see how your levels compare with it."""

import streamlit as st

from assessment.comparison.practice_wording import round_line, validity
from assessment.domain.errors import NotFound
from assessment.domain.permissions import Actor
from assessment.domain.practice import ANSWERS_EACH, valid_until
from assessment.services.practice.rounds import OwnPractice, begin, read_practice
from assessment.ui.app_context import AppContext
from assessment.ui.practice.rating import rating
from assessment.ui.practice.results import results
from assessment.ui.practice.rules import rules
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import day

MINUTES_EACH = 1.5
"""To read an answer and choose its level."""


def render(context: AppContext) -> None:
    """The practice of whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it: one's own rounds; for the owner, the rules."""
    if by.rater is None:
        st.title("Practice")
        st.markdown(
            "Interviewers rate written answers here and then see the key. Each sees only their own "
            "results. Choose a person under *Viewing as* to practise."
        )
        rules(context, by)
        return
    found, number = read_practice(context.open_uow, by=by), url_state.number("round")
    under_way = found.open
    if under_way and number in {None, under_way.number}:
        rating(context, under_way, by)
    elif number is None:
        _start(context, found, by)
    elif chosen := found.round(number):
        results(context, chosen, found.sources)
    else:
        raise NotFound(f"There is no practice round {number} of yours.")


def _start(context: AppContext, found: OwnPractice, by: Actor) -> None:
    st.title("Practice")
    st.markdown(validity(valid_until(found.rounds), context.clock(), day))
    answers = found.rule.questions * ANSWERS_EACH
    st.markdown(
        f"You rate {answers} written answers to {found.rule.questions} questions. Afterwards you "
        "see the key for each answer and how your levels compare with it. It takes about "
        f"{round(answers * MINUTES_EACH)} minutes. Each level is saved when you choose it, so you "
        "can stop and continue later. Only you see your results."
    )
    if not found.finished:
        _begin(context, "Begin practice", by, primary=True)
        return
    _begin(context, "Practise again", by, primary=False)
    st.header("Your rounds", anchor=False)
    for one in reversed(found.finished):
        navigation.link(PageName.PRACTICE, round_line(one, day), round=str(one.number))


def _begin(context: AppContext, label: str, by: Actor, *, primary: bool) -> None:
    if st.button(label, type="primary" if primary else "secondary"):
        save(
            lambda: begin(context.open_uow, context.bank, context.clock, by=by),
            then=lambda number: url_state.remember(round=str(number), answer=None),
        )
