"""Client pack: what a client gets, after every typed text was reviewed."""

import streamlit as st

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Actor
from assessment.services.reading import pack_decisions, pack_review
from assessment.services.reading.pack_review import PackReview, ReviewState, TextToReview
from assessment.ui.app_context import AppContext
from assessment.ui.client_pack.one_text import Reviewer, decided, to_decide
from assessment.ui.client_pack.untouched import untouched
from assessment.ui.shared import viewer
from assessment.ui.shared.address import address_widgets, navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.drawing.templating import style
from assessment.ui.shared.requisition_picker import requisition_for
from assessment.ui.shared.saving import save
from assessment.ui.shared.typing_pause import typing_pause
from assessment.ui.shared.wording import counted

LOOK = text_of("client_pack/client_pack.css")
AT_ONCE = 8
"""Texts that are drawn at once; the next ones come up as these are decided."""
SHOWN = {"open": "To review", "included": "Included", "left_out": "Left out"}
STATES = {"included": ReviewState.KEPT, "left_out": ReviewState.LEFT_OUT}


def render(context: AppContext) -> None:
    """The review of the requisition in the address, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it."""
    chosen = requisition_for(PageName.CLIENT_PACK, context)
    if chosen is None:
        return
    review = pack_review.read_review(context.open_uow, context.bank, context.clock, chosen, by=by)
    st.html(style(LOOK))
    st.title("Client pack")
    _state(review, chosen)
    at = Reviewer(context=context, requisition=chosen, by=by)
    shown = address_widgets.chosen_in_address(
        "show", "Texts", list(SHOWN), default="open", named=SHOWN.__getitem__
    )
    if shown == "open":
        _open(review, at)
    else:
        _decided([t for t in review.texts if t.state is STATES[shown]], at)
    typing_pause()


def _state(review: PackReview, chosen: RequisitionId) -> None:
    """What is in the pack, how far the review is, and the files once it is done."""
    st.markdown(
        "The pack holds the reports as Word documents and the scores as a workbook. Candidates and "
        "interviewers stand under pseudonyms. Nothing that somebody typed is in it before you have "
        "reviewed it here."
    )
    left, every = len(review.left), len(review.texts)
    st.progress((every - left) / every if every else 1.0, f"{every - left} of {every} reviewed")
    if left:
        st.markdown(
            f"{counted(left, 'text').capitalize()} still to review. Then you can download it."
        )
    else:
        with st.container(horizontal=True):
            st.link_button(
                "Download client pack",
                navigation.file("client-pack", requisition=chosen),
                type="primary",
                icon=":material/download:",
            )
            st.link_button(
                "Download the key",
                navigation.file("client-pack-key", requisition=chosen),
                icon=":material/key:",
                help="Says who stands behind each pseudonym. Keep it to yourself.",
            )
    navigation.link(PageName.COMPARE, "Back to Compare", requisition=chosen)


def _open(review: PackReview, at: Reviewer) -> None:
    left = review.left
    if not left:
        st.markdown("Every text is reviewed.")
        return
    untouched(review.groups, at)
    for group in review.groups[:AT_ONCE]:
        to_decide(group, at)
    if len(review.groups) > AT_ONCE:
        st.markdown(f"{counted(len(review.groups) - AT_ONCE, 'more text')} will follow.")
    if st.button(f"Leave out all {len(left)} that are left", icon=":material/visibility_off:"):
        save(
            lambda: pack_decisions.leave_out(
                at.context.open_uow,
                at.context.bank,
                at.context.clock,
                at.requisition,
                texts=[(t.text.key, t.text.text) for t in left],
                by=at.by,
            ),
            "Left out. Each can be reviewed again under Left out.",
        )


def _decided(texts: list[TextToReview], at: Reviewer) -> None:
    if not texts:
        st.markdown("No text is here yet.")
    for text in texts:
        decided(text, at)
