"""Codes instead of names: blind mode of a role, and the logged look at one name."""

from functools import partial

import streamlit as st

from assessment.domain.listing import listed
from assessment.domain.permissions import Action, Actor, who_may
from assessment.services.hiring import blind_mode as hiring
from assessment.services.hiring.blind_mode import ShownName
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import url_state
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import day, plain

MEANING = (
    "Codes stand for names on every page, file and print until a candidate's debrief opens. "
    "What people typed stays as it is."
)


def blind_mode(context: AppContext, file: RequisitionFile, *, by: Actor) -> None:
    """Whether names are hidden, and for whoever may the way to change it."""
    since = file.requisition.blind_since
    st.subheader("Blind mode")
    if since:
        st.markdown(f"On since {day(since)}. {MEANING}")
    else:
        st.markdown("Off: everybody with a seat sees the candidates' names.")
    if not file.may(Action.CHANGE_BLIND):
        st.markdown(f"Only {who_may(Action.CHANGE_BLIND)} can change this.")
    else:
        _turn(context, file, by)


@own_part
def _turn(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    own = file.requisition.id
    if file.requisition.blind_since:
        off = partial(_show, context, file, by)
        on_opening.popover("Turn off blind mode", off, key=f"turn-off-{own}")
    else:
        on = partial(_hide, context, file, by)
        on_opening.popover("Turn on blind mode", on, key=f"turn-on-{own}")


def _hide(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    own = file.requisition.id
    st.markdown(
        f"{MEANING} {who_may(Action.SHOW_NAME).capitalize()} can look up a name with a reason."
    )
    if st.button("Turn on blind mode", key=f"blind-on-{own}"):
        save(
            lambda: hiring.hide_names(context.open_uow, context.clock, requisition=own, by=by),
            then=lambda seen: url_state.notice(seen_before(seen)),
        )


def seen_before(codes: tuple[str, ...]) -> str:
    """What is said when blind mode begins: whose names could be seen until then."""
    if not codes:
        return "Names are hidden from now on. The change is recorded in the audit log."
    return (
        f"Names are hidden from now on. Until now everybody with a seat could see the names of "
        f"{listed(list(codes))}. The audit log records that too."
    )


def _show(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    own = file.requisition.id
    with st.form(url_state.round_of(f"blind-off-{own}"), border=False):
        reason = st.text_input(
            "Reason for showing names",
            placeholder="All interviews are over",
            key=field_key(f"blind-off-{own}", "reason"),
        )
        pressed = st.form_submit_button(
            "Turn off blind mode", help="Everybody with a seat sees the names at once."
        )
    if pressed:
        save(
            lambda: hiring.show_names(context.open_uow, requisition=own, reason=reason, by=by),
            "Names are shown again. The reason is recorded in the audit log.",
            form=f"blind-off-{own}",
        )


def show_name_form(context: AppContext, file: CandidateFile, by: Actor) -> None:
    """Who a hidden candidate is, once; or whom to ask."""
    own, code = file.candidate.id, file.candidate.code
    with st.form(url_state.round_of(f"show-name-{own}"), border=False):
        reason = st.text_input(
            f"Reason for looking up {code}",
            placeholder="The invitation needs an address",
            key=field_key(f"show-name-{own}", "reason"),
        )
        pressed = st.form_submit_button(
            "Show name", help="The look-up is recorded in the audit log with your reason."
        )
    if pressed:
        save(
            lambda: hiring.show_name(context.open_uow, candidate=own, reason=reason, by=by),
            form=f"show-name-{own}",
            then=lambda shown: url_state.notice(told(code, shown)),
        )


def told(code: str, shown: ShownName) -> str:
    """`C-03 is Haruka Fujii, haruka@example.com. The look-up is recorded …`."""
    contact = (shown.contact.email, shown.contact.reference)
    known = ", ".join(plain(text) for text in (shown.name, *contact) if text)
    said = f"{code} is {known}" if known else f"{code} has no name here"
    return f"{said}. The look-up is recorded in the audit log."


def names_given(file: RequisitionFile) -> bool:
    """Whether the viewer may give names here: in blind mode nobody who rates does."""
    return file.requisition.blind_since is None or file.may(Action.SHOW_NAME)
