"""A brief that another window saved meanwhile: which of the two stands, this person says."""

from dataclasses import replace

import streamlit as st

from assessment.domain.role import RoleBrief
from assessment.services import briefs
from assessment.services.briefs import saved_meanwhile
from assessment.ui.components import brief_kept
from assessment.ui.components.brief_kept import BriefForm
from assessment.ui.saving import save
from assessment.ui.world import World


def choose(world: World, saved: RoleBrief, now: RoleBrief, form: BriefForm) -> None:
    """Says it, and offers both ways: what is typed here stays until one of them is pressed."""
    st.warning(f"{saved_meanwhile(saved)} What you typed is kept here and not saved yet.")
    if st.button(f"Save mine as revision {saved.revision + 1}", type="primary", width="stretch"):
        mine = replace(now, revision=saved.revision)
        save(
            lambda: briefs.save(world.open_uow, world.clock, world.bank, mine, keeper=form.keeper),
            "The brief is saved.",
            form=form.name,
        )
    if st.button(f"Discard mine, show revision {saved.revision}", width="stretch"):
        brief_kept.discard(world, form)
