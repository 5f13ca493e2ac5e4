"""Today: what waits for whoever is looking, and how far every requisition is."""

import streamlit as st

from assessment.services import demo
from assessment.services.today import Meeting, Today, today
from assessment.ui import navigation, viewer
from assessment.ui.components.in_flight import in_flight
from assessment.ui.components.owed import opened, owed
from assessment.ui.navigation import PageName
from assessment.ui.saving import save
from assessment.ui.wording import local, plain, when
from assessment.ui.world import World


def render(world: World) -> None:
    """One next step, then what is owed, then what is in flight."""
    view = today(world.open_uow, world.clock, rater=viewer.who(world))
    if view.first_run and viewer.who(world) is None:
        _first_run(world)
        return
    st.title("Today")
    _next(world, view)
    left, right = st.columns([5, 7], gap="large")
    with left:
        owed(view, rater=viewer.who(world), now=world.clock())
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


def _next(world: World, view: Today) -> None:
    meeting = view.next_interview
    if meeting is None:
        if view.nothing_waits:
            st.markdown("Nothing waits for you.")
        return
    said, act = st.columns([8, 3], vertical_alignment="center")
    said.markdown(f"#### {_good_to_start(world, meeting)}")
    if act.button(
        "Open the interview", type="primary", icon=":material/arrow_forward:", width="stretch"
    ):
        navigation.go(PageName.INTERVIEW, interview=meeting.interview.id)


def _good_to_start(world: World, meeting: Meeting) -> str:
    """`Good to start: 14:00 with C-04 for Plant MES engineer`."""
    planned = local(meeting.interview.planned_at)
    same_day = planned.date() == local(world.clock()).date()
    at = f"{planned:%H:%M}" if same_day else when(meeting.interview.planned_at)
    lead = "Good to start" if same_day else "Next"
    title = plain(meeting.requisition.title)
    return f"{lead}: {at} with {meeting.candidate.candidate.code} for {title}"
