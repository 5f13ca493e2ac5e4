"""Erasing a candidate's data, or the name and every word of it, after the code was typed."""

import streamlit as st

from assessment.domain.erasure import Erasure
from assessment.domain.listing import listed
from assessment.domain.permissions import Actor
from assessment.services.hiring.erasing import erase_candidate
from assessment.services.reading.visible_ratings import CandidateFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.saving import save

CHOICES = {
    Erasure.ANONYMISE: "Anonymise: removes the name and all texts. Levels and decisions stay.",
    Erasure.ERASE: "Erase: removes everything. Nobody else gets the code.",
}
NOT_REACHED = (
    "This can't be undone. Automatic backups are rewritten too. Backups and exports that you saved "
    "elsewhere are not: delete the exports, and run `levelset privacy scrub` on the backups."
)

OTHER_LAPTOP = (
    "The interview was handed over between laptops (scorecard of {whose}), and the other database "
    "keeps its copy. Erase the candidate there too. A return that is merged later is refused."
)


def erasing(context: AppContext, file: CandidateFile, by: Actor) -> None:
    """A form of its own, so that nobody erases who meant to rename."""
    own, code = file.candidate.id, file.candidate.code
    choices = [Erasure.ERASE] if file.candidate.anonymised_at else list(CHOICES)
    with st.form(url_state.round_of(f"erase-{own}"), border=False):
        how = st.radio(
            "Erase data", choices, format_func=CHOICES.__getitem__, key=f"how-erase-{own}"
        )
        typed = st.text_input(f"Type {code} to confirm", key=f"confirm-erase-{own}")
        st.caption(NOT_REACHED)
        if away := [s.rater for i in file.interviews for s in i.seats if s.elsewhere]:
            st.caption(OTHER_LAPTOP.format(whose=listed(away)))
        pressed = st.form_submit_button("Erase for good")
    if not pressed:
        return
    if typed.strip() != code:
        st.error(f"Nothing was erased. Type {code} to confirm.")
        return
    done = "is anonymised" if how is Erasure.ANONYMISE else "is erased"
    save(
        lambda: erase_candidate(context.open_uow, context.clock, candidate=own, how=how, by=by),
        f"The data of {code} {done}. Delete exports and printed pages about this person.",
        form=f"erase-{own}",
        then=lambda _: url_state.remember(requisition=file.candidate.requisition, candidate=None),
    )
