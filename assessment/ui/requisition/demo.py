"""The demo beside one's own requisitions: loaded with one click, and taken out again."""

import streamlit as st

from assessment.comparison.wording import listed
from assessment.services import demo
from assessment.services.demo import removal
from assessment.ui.app_context import AppContext
from assessment.ui.shared.network import came_with_a_link
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain

LOADED = "The demo is loaded. Compare is a good place to start."


def demo_offer(context: AppContext) -> None:
    """The way to the demo where it is not loaded, else the way to be rid of it.

    Not on a device that came with a link: what is loaded is decided on this computer.
    """
    if came_with_a_link():
        return
    if demo.is_loaded(context.open_uow):
        with st.popover("Remove demo data", type="tertiary"):
            _removal(context)
    elif st.button(
        "Load demo data",
        type="tertiary",
        help="Two roles and six fictional candidates, next to your own data. You can remove "
        "them later.",
    ):
        with st.spinner("Loading two roles with 36 scorecards…"):
            save(lambda: demo.load(context.open_uow, context.bank, context.clock), LOADED)


def _removal(context: AppContext) -> None:
    found = removal.would_remove(context.open_uow)
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
            lambda: removal.remove(context.open_uow, context.clock, force=agreed),
            "The demo data is removed.",
        )
