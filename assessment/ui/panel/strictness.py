"""What estimates assume about strictness: said to everybody, set by the owner."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.practice.rules import StrictnessSources, change_sources, read_sources
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save

FORM = "strictness-sources"
HISTORY = "Use ratings in other roles"
PRACTICE = "Use finished practice"


def strictness_sources(context: AppContext, by: Actor) -> None:
    """Two switches for the owner of the database, and for others how they are set."""
    held = read_sources(context.open_uow, by=by)
    with st.expander("What estimates assume about strictness"):
        st.markdown(in_words(held))
        if by.rater is None:
            _switches(context, held, by)


def in_words(held: StrictnessSources) -> str:
    """Which of the two is used, in every role of this database."""
    history = (
        "Ratings in other roles whose debrief is open are a starting point for how strict each "
        "interviewer is."
        if held.history
        else "Ratings in other roles aren't used for how strict each interviewer is."
    )
    practice = (
        "For interviewers without such ratings, finished practice is used, with less weight."
        if held.practice and held.history
        else "Finished practice is used, with less weight than ratings would have."
        if held.practice
        else "Practice isn't used."
    )
    return (
        f"{history} {practice} The ratings of a role itself come on top. Rubric scores are never "
        "affected."
    )


def _switches(context: AppContext, held: StrictnessSources, by: Actor) -> None:
    with st.form(url_state.round_of(FORM), border=False):
        history = st.checkbox(HISTORY, value=held.history)
        practice = st.checkbox(PRACTICE, value=held.practice)
        pressed = st.form_submit_button("Save for all roles")
    if pressed:
        wanted = StrictnessSources(history=history, practice=practice)
        save(
            lambda: change_sources(context.open_uow, sources=wanted, by=by),
            "Saved. The estimates of every role follow it from now on.",
            form=FORM,
        )
