"""The catalogue: which role is it, what adverts make of its title, and the brief filled from it."""

import streamlit as st

from assessment.domain.role import RoleBrief
from assessment.scoping import begun_with, role_proposal
from assessment.ui.app_context import AppContext
from assessment.ui.brief import draft
from assessment.ui.brief.draft import BriefForm
from assessment.ui.shared.address import address_widgets, url_state
from assessment.ui.shared.brief_moves import cells_named, talk_of
from assessment.ui.shared.drawing import html
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import SCOPES, number, plain
from question_bank import QuestionBank, TypicalRole
from question_bank.model import Basis

_draw = Macros("brief/templates/ways.html.j2")


def panel(context: AppContext, form: BriefForm, now: RoleBrief) -> RoleBrief:
    """Draws the roles; none is chosen at first, and a press fills the form from the one shown."""
    roles = context.bank.scoping.roles
    named = url_state.role_named()
    if named and named not in roles:
        st.warning(f"The catalogue has no role “{plain(named)}”. Choose one of these.")
    by_name = {id_: role.name for id_, role in sorted(roles.items(), key=lambda r: r[1].name)}
    start = now.origin.start
    begun = start.role if start and start.role in roles else None
    chosen = address_widgets.picked_in_address(
        "role", "Role to start from", by_name, default=begun, placeholder="Choose a role"
    )
    st.markdown(_state(chosen, begun))
    pressed = st.button(
        "Fill the brief from this role",
        width="stretch",
        icon=":material/edit_note:",
        disabled=chosen is None,
    )
    if chosen is None:
        return now
    role = roles[chosen]
    if pressed:
        _fill(context, form, now, role)
    others = {n.role: roles[n.role].name for n in role.neighbours}
    sourced = role.basis is Basis.SOURCE
    html.put(_draw("role", role, _facts(role, context.bank), others, sourced=sourced))
    return now


def _state(chosen: str | None, begun: str | None) -> str:
    """Whether the role that is shown is in the brief already."""
    if chosen is None:
        return "Choose a role to see what it would put into the brief. That changes nothing yet."
    if chosen == begun:
        return "The brief began with this role."
    return "**Not in the brief yet.** Fill the brief to use this role. You can undo that."


def _fill(context: AppContext, form: BriefForm, now: RoleBrief, role: TypicalRole) -> None:
    after = begun_with(role_proposal(role), now, talk_of(context.bank))
    if after != now:  # a second press finds nothing to fill, and keeps the way back
        draft.fill(context, form, after, before=now)


def _facts(role: TypicalRole, bank: QuestionBank) -> list[tuple[str, str, str]]:
    """Name, value and reason of each thing that the role puts into a brief."""
    share, reach = role.target, role.organisational_scope
    target = (
        f"{100 - share.enterprise_share}\u00a0% plant, {share.enterprise_share}\u00a0% enterprise"
    )
    names = {1: "In scope", 2: "Essential"}
    return [
        ("Target", target, share.why),
        ("Organisational scope", SCOPES[reach.value], reach.why),
        *((names[group.emphasis], cells_named(group.cells), group.why) for group in role.scope),
        *(
            (f"Weight of {bank.competencies[w.competency].name.lower()}", number(w.weight), w.why)
            for w in role.weights
        ),
    ]
