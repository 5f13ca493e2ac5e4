"""The demo beside one's own requisitions: loaded with one click, and taken out again."""

import streamlit as st

from assessment.comparison.wording import listed
from assessment.domain.permissions import Action, Actor, may_ever, role_on
from assessment.services import demo
from assessment.services.demo import removal
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain

LOADED = "The demo is loaded. Compare is a good place to begin."


def demo_offer(context: AppContext) -> None:
    """The way to the demo where it is not loaded, else the way to be rid of it.

    Only for the owner: what is loaded is decided on this computer.
    """
    by = viewer.who(context)
    if not may_ever(Action.MANAGE_DEMO, role_on([], by)):
        return
    if demo.is_loaded(context.open_uow, by=by):
        with st.popover("Remove the demo", type="tertiary"):
            _removal(context, by)
    elif st.button(
        "Load the demo shortlist",
        type="tertiary",
        help="Two roles and six fictional candidates, beside your own. It can be removed again.",
    ):
        with st.spinner("Loading two requisitions and their 36 scorecards."):
            save(lambda: demo.load(context.open_uow, context.bank, context.clock, by=by), LOADED)


def _removal(context: AppContext, by: Actor) -> None:
    found = removal.would_remove(context.open_uow, by=by)
    st.markdown(f"Removes {listed(list(found.requisitions))} with everything in them.")
    agreed = not found.added
    if found.added:
        st.warning(plain(f"This was added to the demo and goes too: {listed(list(found.added))}."))
        agreed = st.checkbox("Remove that as well")
    if st.button("Remove the demo", key="remove-demo", disabled=not agreed):
        save(
            lambda: removal.remove(context.open_uow, context.clock, force=agreed, by=by),
            "The demo is removed.",
        )
