"""Roles under way: how far each is, its next page as a button, the others behind its menu."""

from typing import NamedTuple

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.reading.comparisons import NO_INTERVIEW
from assessment.services.reading.today import OpenRole, Today
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.ahead import prepare_comparison
from assessment.ui.shared.drawing.rows import line, main_action, row_menu, rows, text_line
from assessment.ui.shared.empty_states import no_seat
from assessment.ui.shared.wording import counted

PAGES = {
    PageName.COMPARE: "Compare",
    PageName.INTERVIEWS: "Interviews",
    PageName.DEBRIEF: "Debriefs",
    PageName.PANEL: "Panel analysis",
    PageName.BRIEF: "Role brief",
    PageName.KIT: "Kit",
    PageName.REQUISITION: "Candidates and panel",
}


MOST_AHEAD = 5
"""Comparisons that Today has worked out, of the roles that it lists first."""


class RoleState(NamedTuple):
    """How far a role is, and the button that takes it further."""

    said: str
    page: PageName
    label: str


def open_roles(view: Today, *, creates: bool) -> None:
    """A row for each role on which the viewer has a seat, and the way to a new one."""
    st.header("Open roles", anchor=False)
    if view.open_roles:
        with rows("open-roles"):
            for one in view.open_roles:
                _role(one)
    else:
        no_seat()
    if creates:
        navigation.link(PageName.REQUISITION, "New role", icon=":material/add:")


def _role(one: OpenRole) -> None:
    found, now = one.requisition, state_of(one)
    drawing = text_line("", found.title, f"· {found.client}", now.said)
    with line(f"role-{found.id}", drawing):
        main_action(now.page, now.label, key=f"role-{found.id}", requisition=found.id)
        with row_menu(found.title, key=f"role-{found.id}"):
            for page, label in PAGES.items():
                if page is not now.page:
                    navigation.link(page, label, requisition=found.id)


def prepare_comparisons(context: AppContext, view: Today, by: Actor) -> None:
    """Has the comparisons worked out to which a button leads, one after the other."""
    shown = [o.requisition.id for o in view.open_roles if state_of(o).page is PageName.COMPARE]
    for role in shown[:MOST_AHEAD]:
        prepare_comparison(context, role, by, later=True)


def state_of(one: OpenRole) -> RoleState:
    """What is still to be prepared, else how many scorecards are in."""
    if not one.has_brief:
        return RoleState("no role brief yet", PageName.BRIEF, "Write brief")
    if not one.has_kit:
        return RoleState("brief saved, no kit yet", PageName.KIT, "Build kit")
    if not one.candidates:
        return RoleState("no candidates yet", PageName.REQUISITION, "Add people")
    said = f"{counted(one.candidates, 'candidate')} · {one.scorecards}"
    if one.scorecards == NO_INTERVIEW:
        return RoleState(said, PageName.INTERVIEWS, "Plan")
    return RoleState(said, PageName.COMPARE, "Compare")
