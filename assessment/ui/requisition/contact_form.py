"""Email address and reference of one candidate."""

import streamlit as st

from assessment.domain.contact import Contact
from assessment.domain.permissions import Actor
from assessment.services.hiring.candidates import change_contact
from assessment.services.reading.visible_ratings import CandidateFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.saving import save


def contact_form(context: AppContext, file: CandidateFile, contact: Contact, by: Actor) -> None:
    """Two fields of their own, so that a name is never changed along with them."""
    own = file.candidate.id
    form = f"contact-{own}"
    with st.form(url_state.round_of(form), border=False):
        email = st.text_input(
            "Email (optional)",
            value=contact.email,
            key=field_key(form, "email", contact.email),
        )
        reference = st.text_input(
            "Candidate reference (optional)",
            value=contact.reference,
            key=field_key(form, "reference", contact.reference),
            help="The number in your applicant tracking system.",
        )
        pressed = st.form_submit_button("Save email and reference")
    if pressed:
        save(
            lambda: change_contact(
                context.open_uow, candidate=own, email=email, reference=reference, by=by
            ),
            form=form,
        )
