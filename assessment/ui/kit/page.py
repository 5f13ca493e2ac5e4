"""The kit: assembled from the brief, changed by hand, and frozen with its wording."""

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action, who_may
from assessment.services.kits import kits, locking
from assessment.services.kits.drafts import Drafted
from assessment.services.reading.visible_ratings import RequisitionFile, read_requisition
from assessment.ui.app_context import AppContext
from assessment.ui.kit.building import assemble_form
from assessment.ui.kit.draft import kit_draft
from assessment.ui.kit.frozen import kit_frozen
from assessment.ui.shared import viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import counted


def render(context: AppContext) -> None:
    """The draft of the requisition in the address, else its frozen kits."""
    chosen = requisition_for(PageName.KIT, context)
    if chosen is None:
        return
    by = viewer.who(context)
    file = read_requisition(context.open_uow, chosen, by=by)
    prepares = file.may(Action.PREPARE_KIT)
    if file.brief is None:
        _no_brief(chosen, writes=file.may(Action.EDIT_BRIEF))
        return
    found = kits.drafted(context.open_uow, context.clock, context.bank, chosen, by=by)
    if found and prepares:
        _draft_head(context, file, found)
        kit_draft(context, file, file.brief, found)
    elif file.kits:
        kit_frozen(context, file, file.brief)
    elif prepares:
        _first(context, chosen)
    else:
        st.title("Kit")
        st.markdown(f"No kit is locked yet. Only {who_may(Action.PREPARE_KIT)} can prepare one.")


def _no_brief(requisition: RequisitionId, *, writes: bool) -> None:
    st.title("Kit")
    st.markdown("A kit is built from the role brief, and there isn't one yet.")
    if writes and st.button(
        "Write the role brief", type="primary", icon=":material/arrow_forward:"
    ):
        navigation.go(PageName.BRIEF, requisition=requisition)


def _first(context: AppContext, requisition: RequisitionId) -> None:
    st.title("Kit")
    st.markdown(
        "A kit holds the questions of an interview, in order. Enter the interview length, and "
        "questions are chosen by the brief's weights and cells. You can change any of them."
    )
    assemble_form(context, requisition, first=True)


def _draft_head(context: AppContext, file: RequisitionFile, found: Drafted) -> None:
    requisition = found.draft.requisition
    said, act = st.columns([8, 3], vertical_alignment="bottom")
    with said:
        st.title("Draft kit")
        over = f", {-found.minutes_left} too many" if found.minutes_left < 0 else ""
        board, talk = (" and a board", 1) if found.draft.cards else ("", 0)
        st.markdown(
            f"{counted(len(found.plan.questions) + talk, 'question')}{board}, "
            f"{found.planned_minutes} of {found.draft.minutes} minutes{over} · not locked yet"
        )
    with act:
        seen = url_state.pressed(
            "Lock the kit",
            found.draft,
            icon=":material/lock:",
            hint="Afterwards, wording, order and weights can't change. Interviews need a locked "
            "kit.",
        )
    if seen:
        url_state.remember(q=None, kit=None)
        save(
            lambda: locking.freeze(
                context.open_uow,
                context.clock,
                context.bank,
                requisition=requisition,
                seen=seen,
                by=viewer.who(context),
            ),
            f"The kit is locked as K{len(file.kits) + 1}. You can now plan interviews with it.",
        )
