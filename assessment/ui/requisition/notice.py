"""What candidates are told about their data: the page to print, and what only its sender knows."""

from functools import partial

import streamlit as st

from assessment.domain.notice import NoticeDetails
from assessment.domain.permissions import Action, Actor
from assessment.services.hiring import notices
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.saving import save

ABOUT = (
    "One page to hand over before the interview: what is recorded, who sees it, for how long, and "
    "whom to ask. Fields that you leave blank are printed as lines to write on."
)


def notice(context: AppContext, file: RequisitionFile, *, by: Actor) -> None:
    """A link to the page, and for whoever may a form with three fields."""
    if not file.may(Action.SEE_NOTICE):
        return
    own = file.requisition.id
    st.subheader("Notice to candidates")
    st.caption(ABOUT)
    st.link_button(
        "Open notice to candidates",
        navigation.paper("notice", requisition=own),
        icon=":material/print:",
    )
    if file.may(Action.CHANGE_NOTICE):
        _edit(context, file, by)


@own_part
def _edit(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    form = partial(_form, context, file, by)
    on_opening.expander("Edit notice", form, key=f"edit-notice-{file.requisition.id}")


def _form(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    own = file.requisition.id
    now = notices.read_notice(context.open_uow, own, by=by).details
    form = f"notice-{own}"
    with st.form(url_state.round_of(form), border=False):
        typed = NoticeDetails(
            controller=st.text_area(
                "Who is responsible: name and address",
                value=now.controller,
                height=80,
                key=field_key(form, "controller", now.controller),
            ),
            contact=st.text_area(
                "Contact for questions",
                value=now.contact,
                height=80,
                key=field_key(form, "contact", now.contact),
            ),
            basis=st.text_area(
                "Legal basis",
                value=now.basis,
                height=80,
                key=field_key(form, "basis", now.basis),
            ),
        )
        pressed = st.form_submit_button("Save notice")
    if pressed:
        save(
            lambda: notices.change_notice(context.open_uow, requisition=own, details=typed, by=by),
            "The notice is saved.",
            form=f"notice-{own}",
        )
