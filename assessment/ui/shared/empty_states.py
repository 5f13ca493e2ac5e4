"""What stands in place of an empty list: what it will hold, and the step that fills it."""

import streamlit as st

from assessment.domain.ids import short
from assessment.domain.permissions import Action
from assessment.services.reading.debrief_view import DebriefView
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.progress_text import NextStep, next_step
from assessment.ui.shared.wording import joined, plain


def no_seat() -> None:
    """Today, for somebody whom no requisition has on its panel."""
    st.markdown(
        "You're not on the panel of a role yet. The owner, a consultant or its lead can add you."
    )


def no_board(file: RequisitionFile) -> None:
    """Compare's placement boards, while no interview follows a kit that has the exercise."""
    dealt = [short(kit.id) for kit in file.kits.values() if kit.deck]
    step = NextStep(PageName.KIT, "Prepare a kit with the exercise")
    if dealt:
        how = f"Kit {dealt[-1]} includes it: plan interviews with that kit."
        step = NextStep(PageName.INTERVIEWS, "Plan the interviews")
    elif file.kits:
        how = "A locked kit can't be changed: prepare another one and add the exercise to it."
    else:
        how = "You add it when you prepare a kit."
    _said(
        file,
        f"None of these interviews includes a placement exercise. {how} "
        "The boards will appear here side by side.",
        step,
    )


def no_question(file: RequisitionFile) -> None:
    """Compare's evidence, before any interview is planned."""
    _said(
        file,
        "No interview is planned yet. Evidence from the interviews will appear here, question by "
        "question, with every rater side by side.",
        next_step(file),
    )


def no_scorecard(view: DebriefView) -> None:
    """A debrief's recommendations, where it was opened before anybody's scorecard was in."""
    found = view.candidate
    code, candidate = found.candidate.code, found.candidate.id
    will = "Each rater's recommendation will appear here."
    if found.candidate.withdrawn_at:
        st.markdown(f"No scorecards were submitted. {code} withdrew.")
    elif view.owes:
        st.markdown(f"No scorecards are in yet. Write yours for {code}. {will}")
        navigation.link(PageName.SCORECARD, "Open your scorecard", candidate=candidate)
    elif view.waiting_for:
        names = {plain(view.names.get(s.rater, s.rater)) for s in view.waiting_for}
        st.markdown(f"No scorecards are in yet. Waiting for {joined(sorted(names))}. {will}")
        _interviews(view, "Go to the interviews")
    else:
        st.markdown(f"No scorecards are in yet: {code} has no interview planned. {will}")
        _interviews(view, "Plan the interview")


def _interviews(view: DebriefView, label: str) -> None:
    navigation.link(PageName.INTERVIEWS, label, requisition=view.file.requisition.id)


def _said(file: RequisitionFile, sentence: str, step: NextStep) -> None:
    """The step as a link; for somebody whose step it isn't, the sentence alone."""
    st.markdown(sentence)
    if file.may(Action.PLAN_INTERVIEW):
        navigation.link(step.page, step.label, requisition=file.requisition.id)
