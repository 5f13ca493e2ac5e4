"""The panel of a requisition: who interviews, in which role, and who sees what when."""

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.domain.requisition import PanelMember, Reveal, SeatRole
from assessment.services import panels, requisitions
from assessment.services.records import RequisitionFile
from assessment.services.requisitions import Names
from assessment.ui import state
from assessment.ui.components.rows import row, rows
from assessment.ui.saving import save
from assessment.ui.standing import next_step
from assessment.ui.wording import REVEALS, ROLES, plain
from assessment.ui.world import World

SOMEBODY_NEW = ""
"""The choice under which a name is typed."""


def panel(world: World, file: RequisitionFile, names: Names, *, by: RaterId | None) -> None:
    """Every seat as a row, a form for the next one, and the rule for seeing others' ratings."""
    st.subheader("Panel")
    if not file.panel:
        st.markdown("Nobody yet. Two people who rate apart hear more than one.")
    with rows("panel"):
        for member in file.panel:
            _member(world, member, names)
    _add(world, file, names)
    _reveal(world, file, by)


def _member(world: World, member: PanelMember, names: Names) -> None:
    name = names.raters.get(member.rater, member.rater)
    own, requisition = member.rater, member.requisition
    with row(f"member-{member.rater}", [6, 4, 3]) as (named, role, more):
        named.markdown(f"{plain(name)} · {member.rater}")
        role.markdown(ROLES[member.role])
        with more.popover("Change", type="tertiary"):
            chosen = st.selectbox(
                "Role",
                list(ROLES),
                index=list(ROLES).index(member.role),
                format_func=ROLES.__getitem__,
                key=f"role-{member.rater}",
            )
            if st.button("Save the role", key=f"save-role-{member.rater}"):
                save(
                    lambda: panels.seat(
                        world.open_uow, requisition=requisition, rater=own, role=chosen
                    )
                )
            if st.button("Take off the panel", key=f"unseat-{member.rater}"):
                save(
                    lambda: panels.unseat(world.open_uow, requisition=requisition, rater=own),
                    f"{name} is off the panel and out of its planned interviews.",
                )


def _add(world: World, file: RequisitionFile, names: Names) -> None:
    seated = {m.rater for m in file.panel}
    known = {r: n for r, n in names.raters.items() if r not in seated}
    alone = file.brief and file.kits and file.candidates and next_step(file) is None
    with st.form(state.round_of("add-member"), border=False):
        chosen = SOMEBODY_NEW
        if known:
            chosen = st.selectbox(
                "Interviewer",
                [SOMEBODY_NEW, *known],
                format_func=lambda r: f"{known[r]} · {r}" if r else "somebody new, named below",
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input("Name of the interviewer", placeholder="R. Okafor")
            role = st.selectbox(
                "Role",
                list(ROLES),
                index=list(ROLES).index(SeatRole.INTERVIEWER if file.panel else SeatRole.LEAD),
                format_func=ROLES.__getitem__,
                help="Lead and interviewer rate. Observer and consultant rate and block nothing.",
            )
        pressed = st.form_submit_button(
            "Add to the panel", type="primary" if alone else "secondary"
        )
    if pressed:
        save(lambda: _seat(world, file, chosen, name, role), form="add-member")


def _seat(world: World, file: RequisitionFile, chosen: str, name: str, role: SeatRole) -> None:
    requisition = file.requisition.id
    if chosen == SOMEBODY_NEW:
        panels.seat_new(world.open_uow, requisition=requisition, name=name, role=role)
    else:
        panels.seat(world.open_uow, requisition=requisition, rater=RaterId(chosen), role=role)


def _reveal(world: World, file: RequisitionFile, by: RaterId | None) -> None:
    held = file.requisition.reveal
    st.subheader("Others' ratings open")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.radio(
            "Others' ratings open",
            list(Reveal),
            index=list(Reveal).index(held),
            format_func=REVEALS.__getitem__,
            label_visibility="collapsed",
        )
    if chosen not in {None, held} and st.button(
        "Save this rule", help="The change is kept in the journal."
    ):
        save(
            lambda: requisitions.change_reveal(
                world.open_uow,
                world.clock,
                requisition=file.requisition.id,
                reveal=chosen,
                by=by,
            ),
            "The rule is changed, and the journal says so.",
        )
