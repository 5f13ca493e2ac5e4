"""Which requisition a page is about, when its address does not say."""

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.services.hiring import requisitions
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.empty_states import no_seat
from assessment.ui.shared.progress_text import requisition_state
from assessment.ui.shared.wording import plain


def requisition_for(page: PageName, context: AppContext) -> RequisitionId | None:
    """The requisition in the address, or the only one there is; else the choice is drawn."""
    if chosen := url_state.requisition() or only_one(context):
        return chosen
    by = viewer.who(context)
    files = requisitions.under_way(requisitions.read_all(context.open_uow, by=by))
    st.title(navigation.TITLES[page])
    if not files:
        if requisitions.may_create(context.open_uow, by=by):
            st.markdown("This page is about a role, and you don't have one yet.")
            navigation.link(PageName.REQUISITION, "Create a role")
        else:
            no_seat()
        return None
    st.markdown("Choose a role.")
    for file in files:
        found = file.requisition
        said = f"**{plain(found.title)}** · {plain(found.client)} · {requisition_state(file)}"
        navigation.link(page, said, requisition=found.id)
    return None


def only_one(context: AppContext) -> RequisitionId | None:
    """The requisition that needs no choosing, and so no place in the address, a step for Back."""
    every = requisitions.own_ids(context.open_uow, by=viewer.who(context))
    return every[0] if len(every) == 1 else None
