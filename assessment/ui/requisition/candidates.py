"""The candidates of a requisition: added, named, withdrawn, and removed when made by mistake."""

import streamlit as st

from assessment.services.hiring import requisitions
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared import url_state
from assessment.ui.shared.progress_text import ADD_CANDIDATES, candidate_state, next_step
from assessment.ui.shared.rows import row, rows
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain

NAME = "Name (optional)"
STILL_THERE = (
    "An erased name is gone from the database. It stays in backups until they are replaced "
    "(after 30 days, unless you set another time), in files that were exported with names, and in "
    "notes in which somebody typed it."
)
"""Where an erased name still is."""


def candidates(context: AppContext, file: RequisitionFile, names: Names) -> None:
    """Every candidate as a row, and a form for the next one."""
    st.subheader("Candidates")
    if not file.candidates:
        st.markdown(
            "Nobody yet. Each candidate gets a code. Names are optional and shown only where you "
            "need them."
        )
    with rows("candidates"):
        for candidate in file.candidates:
            _candidate(context, candidate, names)
    _add(context, file)


def _candidate(context: AppContext, file: CandidateFile, names: Names) -> None:
    code, name = file.candidate.code, names.candidates.get(file.candidate.id, "")
    with row(f"candidate-{code}", [2, 4, 5, 3]) as (coded, named, standing, more):
        coded.markdown(f"**{code}**")
        named.markdown(plain(name) if name else "no name")
        standing.markdown(plain(candidate_state(file, context.clock())))
        with more.popover("Change", type="tertiary"):
            _change(context, file, name)


def _change(context: AppContext, file: CandidateFile, name: str) -> None:
    own = file.candidate.id
    with st.form(url_state.round_of(f"name-{own}"), border=False):
        typed = st.text_input("Name", value=name, help="Leave blank to erase the name.")
        if name:
            st.caption(STILL_THERE)
        if st.form_submit_button("Save name"):
            save(lambda: requisitions.rename_candidate(context.open_uow, candidate=own, name=typed))
    if not file.candidate.withdrawn_at:
        with st.form(url_state.round_of(f"withdraw-{own}"), border=False):
            reason = st.text_input("Reason", placeholder="Took another offer")
            if st.form_submit_button(
                "Withdraw candidate", help="The candidate stays in the record."
            ):
                save(
                    lambda: requisitions.withdraw(
                        context.open_uow, context.clock, candidate=own, reason=reason
                    ),
                    f"{file.candidate.code} is withdrawn and stays in the record.",
                    form=f"withdraw-{own}",
                )
    if st.button(
        "Delete candidate",
        key=f"remove-{own}",
        help="Only for a candidate added by mistake, with nothing entered.",
    ):
        save(
            lambda: requisitions.remove_candidate(context.open_uow, candidate=own),
            f"{file.candidate.code} is deleted. Its code won't be reused.",
        )


def _add(context: AppContext, file: RequisitionFile) -> None:
    first = next_step(file) == ADD_CANDIDATES
    with (
        st.form(url_state.round_of("add-candidate"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(NAME, placeholder="A code is assigned automatically")
        pressed = st.form_submit_button("Add candidate", type="primary" if first else "secondary")
    if pressed:
        save(
            lambda: requisitions.add_candidate(
                context.open_uow, context.clock, requisition=file.requisition.id, name=name
            ),
            form="add-candidate",
            next_field=NAME,
        )
