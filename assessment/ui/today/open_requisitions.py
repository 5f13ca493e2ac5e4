"""Requisitions under way: how far each is, and the way to its pages."""

import streamlit as st

from assessment.services.reading.today import InFlight, Today
from assessment.ui.shared import navigation
from assessment.ui.shared.empty_states import no_seat
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.rows import rows
from assessment.ui.shared.wording import counted, plain


def in_flight(view: Today) -> None:
    st.header("In flight", anchor=False)
    if not view.in_flight:
        no_seat()
        return
    with rows("in-flight"):
        for one in view.in_flight:
            _requisition(one)


def _requisition(one: InFlight) -> None:
    found = one.requisition
    with st.container(key=f"row-flight-{found.id}"):
        st.markdown(
            f"**{plain(found.title)}** · {plain(found.client)}  \n"
            f"{counted(one.candidates, 'candidate')} · {standing(one)}"
        )
        with st.container(horizontal=True):
            for page, label in (
                (PageName.BRIEF, "Brief"),
                (PageName.KIT, "Kit"),
                (PageName.INTERVIEWS, "Interviews"),
                (PageName.COMPARE, "Compare"),
            ):
                navigation.link(page, label, requisition=found.id)


def standing(one: InFlight) -> str:
    """What is still to be prepared, else how many scorecards are in."""
    if not one.has_brief:
        return "no role brief yet"
    if not one.has_kit:
        return "brief saved, no kit yet"
    return one.scorecards
