"""The demo beside one's own requisitions: loaded with one click, and taken out again."""

import streamlit as st

from assessment.domain.listing import listed
from assessment.domain.permissions import Action, Actor, may_ever, role_on
from assessment.services import demo
from assessment.services.demo import removal
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain

LOADED = "The demo is loaded. Compare is a good place to start."


def demo_offer(context: AppContext) -> None:
    """The way to the demo where it is not loaded, else the way to be rid of it.

    Only for the owner: what is loaded is decided on this computer.
    """
    by = viewer.who(context)
    if not may_ever(Action.MANAGE_DEMO, role_on([], by)):
        return
    if demo.is_loaded(context.open_uow, by=by):
        with st.popover("Remove demo data", type="tertiary"):
            _removal(context, by)
    elif st.button(
        "Load demo data",
        type="tertiary",
        help="Two roles and six fictional candidates, next to your own data. You can remove "
        "them later.",
    ):
        with st.spinner("Loading two roles with 36 scorecards…"):
            save(lambda: demo.load(context.open_uow, context.bank, context.clock, by=by), LOADED)


def _removal(context: AppContext, by: Actor) -> None:
    found = removal.would_remove(context.open_uow, by=by)
    st.markdown(f"This deletes {listed(list(found.requisitions))} and everything in them.")
    agreed = not found.added
    if found.added:
        st.warning(
            plain(
                f"This was added to the demo and will be deleted too: {listed(list(found.added))}."
            )
        )
        agreed = st.checkbox("Delete that too")
    if st.button("Remove demo data", key="remove-demo", disabled=not agreed):
        save(
            lambda: removal.remove(context.open_uow, context.clock, force=agreed, by=by),
            "The demo data is removed.",
        )
