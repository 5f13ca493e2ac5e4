"""The candidates of a requisition: added, named, withdrawn, and removed when made by mistake."""

import streamlit as st

from assessment.services import requisitions
from assessment.services.records import CandidateFile, RequisitionFile
from assessment.services.requisitions import Names
from assessment.ui import state
from assessment.ui.components.rows import row, rows
from assessment.ui.saving import save
from assessment.ui.standing import candidate_state, next_step
from assessment.ui.wording import plain
from assessment.ui.world import World


def candidates(world: World, file: RequisitionFile, names: Names) -> None:
    """Every candidate as a row, and a form for the next one."""
    st.subheader("Candidates")
    if not file.candidates:
        st.markdown("Nobody yet. Each candidate gets a code; the name is for your eyes only.")
    with rows("candidates"):
        for candidate in file.candidates:
            _candidate(world, candidate, names)
    _add(world, file)


def _candidate(world: World, file: CandidateFile, names: Names) -> None:
    code, name = file.candidate.code, names.candidates.get(file.candidate.id, "")
    with row(f"candidate-{code}", [2, 4, 5, 3]) as (coded, named, standing, more):
        coded.markdown(f"**{code}**")
        named.markdown(plain(name) if name else "no name")
        standing.markdown(plain(candidate_state(file, world.clock())))
        with more.popover("Change", type="tertiary"):
            _change(world, file, name)


def _change(world: World, file: CandidateFile, name: str) -> None:
    own = file.candidate.id
    with st.form(state.round_of(f"name-{own}"), border=False):
        typed = st.text_input("Name", value=name, help="Leave it blank to erase the name.")
        if st.form_submit_button("Save the name"):
            save(lambda: requisitions.rename_candidate(world.open_uow, candidate=own, name=typed))
    if not file.candidate.withdrawn_at:
        with st.form(state.round_of(f"withdraw-{own}"), border=False):
            reason = st.text_input("Reason", placeholder="Took another offer")
            if st.form_submit_button("Withdraw", help="The candidate stays in the record."):
                save(
                    lambda: requisitions.withdraw(
                        world.open_uow, world.clock, candidate=own, reason=reason
                    ),
                    f"{file.candidate.code} is withdrawn and stays in the record.",
                )
    if st.button(
        "Remove", key=f"remove-{own}", help="Only when made by mistake and nothing was entered."
    ):
        save(
            lambda: requisitions.remove_candidate(world.open_uow, candidate=own),
            f"{file.candidate.code} is removed. Its code is not used again.",
        )


def _add(world: World, file: RequisitionFile) -> None:
    first = file.brief and file.kits and not file.candidates and next_step(file) is None
    with (
        st.form(state.round_of("add-candidate"), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input("Name (optional)", placeholder="A code is made in any case")
        pressed = st.form_submit_button("Add a candidate", type="primary" if first else "secondary")
    if pressed:
        save(
            lambda: requisitions.add_candidate(
                world.open_uow, world.clock, requisition=file.requisition.id, name=name
            ),
            form="add-candidate",
        )
