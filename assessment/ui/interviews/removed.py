"""Interviews that were removed, each with who did it and why, and the way to put them back."""

from functools import partial

import streamlit as st

from assessment.domain.ids import code_of
from assessment.domain.permissions import Actor
from assessment.services.hiring import scheduling
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.interviews.messages import messages
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain, when


def removed_interviews(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    """Nothing where none was removed."""
    gone = scheduling.removed_interviews(context.open_uow, file.requisition.id, by=by)
    if not gone:
        return
    with st.expander("Cancelled interviews"):
        for interview, record in gone:
            who = record.by or "the owner"
            st.markdown(
                f"**{code_of(interview.candidate)}** {when(interview.planned_at)} · cancelled "
                f"{when(record.at)} by {plain(who)}: {plain(record.because)}"
            )
            with st.popover("Calendar and emails", key=f"cancelled-{interview.id}"):
                messages(context, interview.id, by)
            if st.button("Restore interview", key=f"restore-{interview.id}"):
                save(
                    partial(
                        scheduling.restore_interview,
                        context.open_uow,
                        interview=interview.id,
                        by=by,
                    ),
                    "The interview is back.",
                )
