"""Which requisition a page is about, when its address does not say."""

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.services import requisitions
from assessment.ui import navigation, state, viewer
from assessment.ui.navigation import PageName
from assessment.ui.standing import requisition_state
from assessment.ui.wording import plain
from assessment.ui.world import World


def requisition_for(page: PageName, world: World) -> RequisitionId | None:
    """The requisition in the address, or the only one there is; else the choice is drawn."""
    if chosen := state.requisition() or only_one(world):
        return chosen
    files = requisitions.read_all(world.open_uow, rater=viewer.who(world))
    st.title(navigation.TITLES[page])
    if not files:
        st.markdown("This belongs to a requisition, and there is none yet.")
        navigation.link(PageName.REQUISITION, "Create the first requisition")
        return None
    st.markdown("For which requisition?")
    for file in files:
        found = file.requisition
        said = f"**{plain(found.title)}** · {plain(found.client)} · {requisition_state(file)}"
        navigation.link(page, said, requisition=found.id)
    return None


def only_one(world: World) -> RequisitionId | None:
    """The requisition that needs no choosing, and so no place in the address, a step for Back."""
    with world.open_uow(read_only=True) as uow:
        every = uow.requisitions.all()
    return every[0].id if len(every) == 1 else None
