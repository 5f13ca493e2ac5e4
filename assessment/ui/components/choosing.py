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
    if chosen := state.requisition():
        return chosen
    files = requisitions.read_all(world.open_uow, rater=viewer.who(world))
    if len(files) == 1:
        only = files[0].requisition.id
        state.remember(requisition=only)
        return only
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
