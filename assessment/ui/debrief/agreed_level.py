"""The level that people agree on for one question, recorded beside every rater's own."""

import streamlit as st

from assessment.comparison.differences import Difference
from assessment.domain.rating import LEVELS
from assessment.services.reading.debrief_view import DebriefView
from assessment.services.reading.debriefs import settle_level
from assessment.ui.debrief.rating_differences import numbered
from assessment.ui.shared.address import url_state
from assessment.ui.shared.draft_form import KeptForm, KeptWords
from assessment.ui.shared.drawing.bidi import isolated


def agreed_level(view: DebriefView, kept: KeptWords) -> None:
    """A form for one of the questions on which raters differ; only for who leads the debrief."""
    if not (view.may_settle and view.differences):
        return
    st.header("Record an agreed level", anchor=False)
    st.markdown("Every rater's own level stays, and so do the scores.")
    found = view.differences[_question(view, kept)]
    interview, item = found.key
    form = KeptForm(kept, _form_of(found))
    level = form.choice("level", "Level", LEVELS)
    why = form.text("why", "Reason", hint="What decided it")
    pressed = form.button("Save agreed level")
    form.say()
    if pressed:
        if level is None:
            st.error("Choose the level that you agreed on.")
            return
        form.save(
            lambda open_uow: settle_level(
                open_uow,
                kept.context.clock,
                candidate=view.candidate.candidate.id,
                by=kept.by,
                interview=interview,
                item=item,
                level=level,
                text=why,
            ),
            "The agreed level is saved beside the scorecards.",
        )


def _question(view: DebriefView, kept: KeptWords) -> int:
    """Begins with an unsaved draft, else with the first question that has no agreed level."""
    found = view.differences
    drafts = [n for n, d in enumerate(found) if _form_of(d) in kept.held]
    unsettled = [n for n, d in enumerate(found) if d.key not in view.final_ratings]
    # Once a level is saved, the next question without one is chosen.
    key = f"agreed {view.candidate.candidate.id} {len(found) - len(unsettled)}"
    return st.selectbox(
        "Question",
        range(len(found)),
        index=url_state.begun(key, next(iter([*drafts, *unsettled]), 0)),
        format_func=lambda n: isolated(numbered(view, found[n].rated)),
        key=key,
    )


def _form_of(found: Difference) -> str:
    interview, item = found.key
    return f"settle {interview} {item}"
