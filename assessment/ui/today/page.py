"""Today: what waits for whoever is looking, and how far every requisition is."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services import demo
from assessment.services.reading.today import today
from assessment.ui.app_context import AppContext
from assessment.ui.shared import navigation, viewer
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.saving import save
from assessment.ui.today.open_requisitions import in_flight
from assessment.ui.today.pending_scorecards import opened, owed
from assessment.ui.today.to_do import to_do


def render(context: AppContext) -> None:
    """What waits for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """What is to do, then what is owed, then what is in flight."""
    view = today(context.open_uow, context.clock, by=by)
    if view.first_run:
        _first_run(context, by)
        return
    st.title("Today")
    to_do(context, view)
    left, right = st.columns([5, 7], gap="large")
    with left:
        owed(view, rater=by.rater, now=context.clock())
        opened(view)
    with right:
        if by.link is None:
            in_flight(view)


def _first_run(context: AppContext, by: Actor) -> None:
    st.title("Levelset")
    st.markdown(
        "Scope an MES or MOM role, interview on it, score every candidate twice from the same "
        "ratings, and compare what was heard."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        load = st.button("Try the demo shortlist", type="primary")
        navigation.link(PageName.REQUISITION, "Start empty")
    st.markdown(
        "Two roles, six fictional candidates, three interviewers. Nothing leaves this computer."
    )
    if load:
        with st.spinner("Loading two requisitions and their 36 scorecards."):
            save(
                lambda: demo.load(context.open_uow, context.bank, context.clock, by=by),
                "The demo is loaded. Compare is a good place to begin.",
            )
