"""What an interviewer signs in with: for administrators, where people sign in."""

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.domain.permissions import Action, Actor, may_ever, role_on
from assessment.services.access import people
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save

LABEL = "Email address for signing in"
NONE_YET = "no email address"


def known_emails(context: AppContext, by: Actor) -> dict[RaterId, str] | None:
    """By rater; None where nobody signs in, or the viewer may not know."""
    if context.sign_in is None or not may_ever(Action.CHANGE_EMAIL, role_on([], by)):
        return None
    return people.emails(context.open_uow, by=by)


def email_form(context: AppContext, rater: RaterId, name: str, held: str, by: Actor) -> None:
    """A field with the address and a button; a blank one takes it away."""
    administrators = context.sign_in.administrators if context.sign_in else ()
    with st.form(url_state.round_of(f"email-{rater}"), border=False):
        typed = st.text_input(LABEL, value=held, key=f"email-of-{rater} {held}")
        pressed = st.form_submit_button("Save email address")
    if pressed:
        said = f"{name} signs in with {typed.strip().lower()}."
        save(
            lambda: people.set_email(
                context.open_uow, rater=rater, email=typed, administrators=administrators, by=by
            ),
            said if typed.strip() else f"{name} can't sign in any more.",
            form=f"email-{rater}",
        )
