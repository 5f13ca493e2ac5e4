"""The place where a file from another laptop is merged: an interview for here, or its return."""

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.handover.merging import merge
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save

FORM = "handover-file"
LABEL = "From another laptop"
HELP = (
    "Merge an interview that another laptop handed over, or its return. The same file can be "
    "merged twice; nothing is stored twice."
)


def from_another_laptop(context: AppContext, by: Actor) -> None:
    """Behind one button: the file, and what became of it."""
    if by.link is not None:
        return
    with st.popover(LABEL, icon=":material/move_to_inbox:"):
        st.markdown(HELP)
        given = st.file_uploader("Handover file", type="zip", key=url_state.round_of(FORM))
        if given is not None and st.button("Merge file", type="primary"):
            save(
                lambda: merge(
                    context.open_uow,
                    context.clock,
                    given.getvalue(),
                    by=by,
                    signed_in=context.sign_in is not None,
                ),
                form=FORM,
                then=lambda done: url_state.notice(done.sentence),
            )
