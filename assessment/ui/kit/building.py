"""How long a kit is, its mix of question types, and building it from them."""

from collections.abc import Callable

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.domain.kit import KitDraft
from assessment.services.kits import kits
from assessment.services.kits.kits import DEFAULT_MINUTES, FEWEST_MINUTES, MOST_MINUTES
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.saving import save


def assemble_form(context: AppContext, requisition: RequisitionId, *, first: bool) -> None:
    """How long the interview is, and go; `first` makes it the next step of the job."""
    with (
        st.form("assemble", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        minutes = minutes_input(DEFAULT_MINUTES)
        share = mix_input(kits.share_wanted(context.open_uow, requisition, by=viewer.who(context)))
        pressed = st.form_submit_button(
            "Build the kit" if first else "Build another kit",
            type="primary" if first else "secondary",
        )
    if pressed:
        build(context, requisition, minutes, share)


def minutes_input(minutes: int) -> int:
    """How long the interview is to be."""
    return st.number_input(
        "Interview length (minutes)",
        min_value=FEWEST_MINUTES,
        max_value=MOST_MINUTES,
        step=5,
        value=minutes,
        width=200,
    )


def mix_input(share: int) -> int:
    """Per cent of the questions, at least, that are situational or about past behaviour."""
    return st.number_input(
        "Situational or past behaviour (%)",
        min_value=0,
        max_value=100,
        step=10,
        value=share,
        width=260,
        help="At least this share of the questions is situational or about past behaviour: it asks "
        "what people would do or did. The others ask what they know. It counts when the kit is "
        "built. You can still change questions yourself.",
    )


def build(
    context: AppContext,
    requisition: RequisitionId,
    minutes: int,
    share: int,
    then: Callable[[KitDraft], object] | None = None,
) -> None:
    """Put a draft together from the brief; `then` gets it, for what only shows it."""
    save(
        lambda: kits.draft(
            context.open_uow,
            context.clock,
            context.bank,
            requisition=requisition,
            minutes=minutes,
            behaviour_share=share,
            by=viewer.who(context),
        ),
        then=then,
    )
