"""The kit: assembled from the brief, changed by hand, and frozen with its wording."""

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.services import kits
from assessment.services.kit_drafts import Drafted
from assessment.services.records import RequisitionFile, read_requisition
from assessment.ui import navigation, state, viewer
from assessment.ui.components.choosing import requisition_for
from assessment.ui.components.kit_draft import kit_draft
from assessment.ui.components.kit_frozen import assemble_form, kit_frozen
from assessment.ui.navigation import PageName
from assessment.ui.saving import save
from assessment.ui.wording import counted
from assessment.ui.world import World


def render(world: World) -> None:
    """The draft of the requisition in the address, else its frozen kits."""
    chosen = requisition_for(PageName.KIT, world)
    if chosen is None:
        return
    file = read_requisition(world.open_uow, chosen, rater=viewer.who(world))
    if file.brief is None:
        _no_brief(chosen)
        return
    found = kits.drafted(world.open_uow, world.clock, world.bank, chosen)
    if found:
        _draft_head(world, file, found)
        kit_draft(world, file, file.brief, found)
    elif file.kits:
        kit_frozen(world, file, file.brief)
    else:
        _first(world, chosen)


def _no_brief(requisition: RequisitionId) -> None:
    st.title("Kit")
    st.markdown("A kit follows from the role brief, and there is none yet.")
    if st.button("Write the role brief", type="primary", icon=":material/arrow_forward:"):
        navigation.go(PageName.BRIEF, requisition=requisition)


def _first(world: World, requisition: RequisitionId) -> None:
    st.title("Kit")
    st.markdown(
        "The questions of the interview, in order. Say how long the interview is; the brief's "
        "weights and cells choose the questions, and you change what you like."
    )
    assemble_form(world, requisition, first=True)


def _draft_head(world: World, file: RequisitionFile, found: Drafted) -> None:
    requisition = found.draft.requisition
    said, act = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title("Kit in preparation")
        over = f", {-found.minutes_left} too many" if found.minutes_left < 0 else ""
        board, talk = (" and a board", 1) if found.draft.cards else ("", 0)
        st.markdown(
            f"{counted(len(found.plan.questions) + talk, 'question')}{board}, "
            f"{found.planned_minutes} of {found.draft.minutes} minutes{over} · not frozen yet"
        )
    with act:
        seen = state.pressed(
            "Freeze the kit",
            found.draft,
            icon=":material/lock:",
            hint="Wording, order and weights can no longer change. Interviews follow a frozen kit.",
        )
    if seen:
        state.remember(q=None, kit=None)
        save(
            lambda: kits.freeze(
                world.open_uow, world.clock, world.bank, requisition=requisition, seen=seen
            ),
            f"The kit is frozen as K{len(file.kits) + 1}. Interviews can be planned with it.",
        )
