"""Outcomes: what managers say of hires after 3, 6 and 12 months, beside what interviews said."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.hiring import requisitions
from assessment.services.reading.outcomes import OutcomesView, read_outcomes
from assessment.ui.app_context import AppContext
from assessment.ui.outcomes.files import files
from assessment.ui.outcomes.hires import hire_list
from assessment.ui.outcomes.prediction import prediction
from assessment.ui.outcomes.record_form import one_hire
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.printed_head import printed_head
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.typing_pause import typing_pause
from assessment.ui.shared.wording import counted

HOW = (
    "After 3, 6 and 12 months the manager rates each hire on the competencies of the interview, "
    "from 1 to 5."
)


def render(context: AppContext) -> None:
    """The hires of the requisition in the address, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it."""
    chosen = requisition_for(PageName.OUTCOMES, context)
    if chosen is None:
        return
    view = read_outcomes(context.open_uow, chosen, by=by)
    names = requisitions.names(context.open_uow, chosen, by=by)
    _head(context, view, by)
    printed_head(view.file.requisition, context.clock(), "How hires turned out")
    if not view.hires:
        st.markdown(
            "Hires will appear here once a debrief ends with an offer. "
            "You can then enter what the manager says, or import a file."
        )
        navigation.link(PageName.DEBRIEF, "Open the debriefs", requisition=chosen)
    else:
        hire_list(view, names, context.clock().date())
    picked = url_state.candidate()
    if picked and (hire := view.hire(picked)):
        one_hire(context, view, names, hire, by)
    prediction(view)
    typing_pause()


def _head(context: AppContext, view: OutcomesView, by: Actor) -> None:
    said, menu = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title("Outcomes")
        st.markdown(f"{counted(len(view.hires), 'hire').capitalize()}. {HOW}")
    with menu:
        files(context, view, by)
