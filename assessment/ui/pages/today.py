"""Today: what waits for whoever is looking, and how far every requisition is."""

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.services import demo
from assessment.services.today import today
from assessment.ui import navigation, viewer
from assessment.ui.components.in_flight import in_flight
from assessment.ui.components.owed import opened, owed
from assessment.ui.components.to_do import to_do
from assessment.ui.navigation import PageName
from assessment.ui.saving import save
from assessment.ui.world import World


def render(world: World) -> None:
    """What waits for whoever is looking."""
    show(world, viewer.who(world))


def show(world: World, rater: RaterId | None) -> None:
    """What is to do, then what is owed, then what is in flight; None is the owner."""
    view = today(world.open_uow, world.clock, rater=rater)
    if view.first_run:
        _first_run(world)
        return
    st.title("Today")
    to_do(world, view)
    left, right = st.columns([5, 7], gap="large")
    with left:
        owed(view, rater=rater, now=world.clock())
        opened(view)
    with right:
        in_flight(view)


def _first_run(world: World) -> None:
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
                lambda: demo.load(world.open_uow, world.bank, world.clock),
                "The demo is loaded. Compare is a good place to begin.",
            )
