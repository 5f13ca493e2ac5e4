"""A brief that another window saved meanwhile: which of the two stands, this person says."""

from dataclasses import replace

import streamlit as st

from assessment.domain.role import RoleBrief
from assessment.services.hiring import briefs
from assessment.services.hiring.briefs import saved_meanwhile
from assessment.ui.app_context import AppContext
from assessment.ui.brief import draft
from assessment.ui.brief.draft import BriefForm
from assessment.ui.shared.saving import save


def choose(context: AppContext, saved: RoleBrief, now: RoleBrief, form: BriefForm) -> None:
    """Says it, and offers both ways: what is typed here stays until one of them is pressed."""
    st.warning(f"{saved_meanwhile(saved)} Your changes are still here but not saved yet.")
    if st.button(f"Save mine as revision {saved.revision + 1}", type="primary", width="stretch"):
        mine = replace(now, revision=saved.revision)
        save(
            lambda: briefs.save(context.open_uow, context.clock, context.bank, mine, by=form.by),
            "The brief is saved.",
            form=form.name,
        )
    if st.button(f"Discard mine and show revision {saved.revision}", width="stretch"):
        draft.discard(context, form)
