"""The panel of a requisition: who interviews, in which role, and who sees what when."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.domain.permissions import Action, Actor, who_may
from assessment.domain.requisition import PanelMember, Reveal, SeatRole
from assessment.services.hiring import panels, requisitions
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.requisition.email_form import NONE_YET, email_form, known_emails
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import url_state
from assessment.ui.shared.drawing.rows import row, rows
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.progress_text import ADD_INTERVIEWERS, INTERVIEWER_NAME, next_step
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import REVEALS, ROLES, plain, when

SOMEBODY_NEW = ""
"""The choice under which a name is typed."""
BEGINS_TO_RATE = (
    "The panel role is saved. Interviews with a submitted scorecard or an open "
    "debrief keep the old one."
)
"""Said whether or not there are such interviews: whoever owes a scorecard may not learn of them."""


def panel(context: AppContext, file: RequisitionFile, names: Names, *, by: Actor) -> None:
    """Every seat as a row, a form for the next one, and the rule for seeing others' ratings."""
    st.header("Panel")
    if not file.panel:
        st.markdown("Nobody yet. Two independent raters catch more.")
    changes = file.may(Action.CHANGE_PANEL)
    emails = known_emails(context, by)
    with rows("panel"):
        for member in file.panel:
            name = names.raters.get(member.rater, member.rater)
            with row(f"member-{member.rater}", [6, 4, 3]) as (named, role, more):
                held = "" if emails is None else emails.get(member.rater, NONE_YET)
                shown = (plain(name), member.rater, plain(held))
                named.markdown(" · ".join(part for part in shown if part))
                role.markdown(ROLES[member.role])
                if changes:
                    with more:
                        _more(context, member, name, emails, by)
    if changes:
        _removed(context, file, names, by)
        _add(context, file, names, by)
    _reveal(context, file, by)


@own_part
def _more(
    context: AppContext,
    member: PanelMember,
    name: str,
    emails: Mapping[RaterId, str] | None,
    by: Actor,
) -> None:
    def draw() -> None:
        _change(context, member, name, by)
        if emails is not None:
            email_form(context, member.rater, name, emails.get(member.rater, ""), by)

    on_opening.popover("Change", draw, key=f"seat-{member.requisition}-{member.rater}")


def _change(context: AppContext, member: PanelMember, name: str, by: Actor) -> None:
    own, requisition = member.rater, member.requisition
    chosen = st.selectbox(
        "Panel role",
        list(ROLES),
        index=list(ROLES).index(member.role),
        format_func=ROLES.__getitem__,
        key=f"role-{own}",
    )
    if st.button("Save panel role", key=f"save-role-{own}"):
        save(
            lambda: panels.seat(
                context.open_uow, requisition=requisition, rater=own, role=chosen, by=by
            ),
            BEGINS_TO_RATE if chosen.rates and not member.role.rates else "",
        )
    with st.form(url_state.round_of(f"unseat-{own}"), border=False):
        reason = st.text_input("Why this person leaves", key=f"why-unseat-{own}")
        pressed = st.form_submit_button("Remove from the panel")
    if pressed:
        save(
            lambda: panels.unseat(
                context.open_uow,
                context.clock,
                requisition=requisition,
                rater=own,
                reason=reason,
                by=by,
            ),
            f"{name} is removed from the panel and its planned interviews. Undo it below.",
            form=f"unseat-{own}",
        )


def _removed(context: AppContext, file: RequisitionFile, names: Names, by: Actor) -> None:
    """Who was taken off the panel, and the way back."""
    for gone in panels.unseated(context.open_uow, file.requisition.id, by=by):
        rater = gone.rater or RaterId("")
        st.markdown(
            f"{plain(names.raters.get(rater, rater))} was removed {when(gone.at)} by "
            f"{plain(gone.by or 'the owner')}: {plain(gone.because)}"
        )
        if st.button("Put back on the panel", key=f"reseat-{rater}"):
            save(
                partial(
                    panels.reseat,
                    context.open_uow,
                    requisition=file.requisition.id,
                    rater=rater,
                    by=by,
                ),
                "Back on the panel, and in the interviews that are still planned.",
            )


def _add(context: AppContext, file: RequisitionFile, names: Names, by: Actor) -> None:
    seated = {m.rater for m in file.panel}
    known = {r: n for r, n in names.raters.items() if r not in seated}
    first = next_step(file) == ADD_INTERVIEWERS
    with st.form(url_state.round_of("add-member"), border=False):
        chosen = SOMEBODY_NEW
        if known:
            chosen = st.selectbox(
                "Interviewer",
                [SOMEBODY_NEW, *known],
                format_func=lambda r: f"{known[r]} · {r}" if r else "someone new, named below",
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(
                INTERVIEWER_NAME, placeholder="R. Okafor", key=field_key("add-member", "name")
            )
            role = st.selectbox(
                "Panel role",
                list(ROLES),
                index=list(ROLES).index(SeatRole.INTERVIEWER if file.panel else SeatRole.LEAD),
                format_func=ROLES.__getitem__,
                help="Observers and consultants don't rate, and nobody waits for them.",
            )
        pressed = st.form_submit_button("Add to panel", type="primary" if first else "secondary")
    if pressed:
        wanted = PanelMember(requisition=file.requisition.id, rater=RaterId(chosen), role=role)
        save(
            lambda: _seat(context, wanted, name, by), form="add-member", next_field=INTERVIEWER_NAME
        )


def _seat(context: AppContext, wanted: PanelMember, name: str, by: Actor) -> None:
    requisition, role = wanted.requisition, wanted.role
    if wanted.rater == SOMEBODY_NEW:
        panels.seat_new(context.open_uow, requisition=requisition, name=name, role=role, by=by)
    else:
        panels.seat(context.open_uow, requisition=requisition, rater=wanted.rater, role=role, by=by)


def _reveal(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    held = file.requisition.reveal
    st.header("When raters can see each other's ratings")
    if not file.may(Action.CHANGE_REVEAL):
        st.markdown(f"{REVEALS[held]}. Only {who_may(Action.CHANGE_REVEAL)} can change this.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.radio(
            "When raters can see each other's ratings",
            list(Reveal),
            index=list(Reveal).index(held),
            format_func=REVEALS.__getitem__,
            label_visibility="collapsed",
        )
    if chosen not in {None, held} and st.button(
        "Save rule", help="The change is recorded in the audit log."
    ):
        save(
            lambda: requisitions.change_reveal(
                context.open_uow,
                context.clock,
                requisition=file.requisition.id,
                reveal=chosen,
                by=by,
            ),
            "The rule is saved and recorded in the audit log.",
        )
