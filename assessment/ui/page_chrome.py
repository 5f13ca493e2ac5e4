"""What stands around every page: the look, who is viewing, and the requisition's context line."""

from pathlib import Path

import streamlit as st

from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import Requisition
from assessment.services.access import people
from assessment.services.hiring import requisitions
from assessment.ui.app_context import AppContext
from assessment.ui.shared import network, viewer
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.ahead import prepare_comparison
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.shared.drawing.html import DRAWINGS
from assessment.ui.shared.drawing.templating import style
from assessment.ui.shared.forget_device import forget_device
from assessment.ui.shared.requisition_picker import only_one
from assessment.ui.shared.signed_in import ADMINISTRATOR
from assessment.ui.shared.who_picker import NOBODY_CHOSEN, who_picker
from assessment.ui.shared.wording import plain

LOOK = (Path(__file__).parent / "look.css").read_text("utf-8")
DARK_LOOK = (Path(__file__).parent / "look_dark.css").read_text("utf-8")
FOCUS_LOOK = (Path(__file__).parent / "look_focus.css").read_text("utf-8")

REQUISITION_PAGES = {
    PageName.REQUISITION: "People",
    PageName.BRIEF: "Brief",
    PageName.KIT: "Kit",
    PageName.INTERVIEWS: "Interviews",
    PageName.COMPARE: "Compare",
}

ABOUT_ONE = frozenset(
    {
        PageName.BRIEF,
        PageName.KIT,
        PageName.INTERVIEWS,
        PageName.SCORECARD,
        PageName.DEBRIEF,
        PageName.COMPARE,
        PageName.OUTCOMES,
        PageName.PANEL,
    }
)
"""Pages that need no address where there is one requisition only."""


def look(*, focused: bool) -> None:
    """The style sheets; a focus screen gives its margins back to the work.

    That of the drawings is the same for everybody: Streamlit sends it once to a window.
    """
    dark = DARK_LOOK if st.context.theme.type == "dark" else ""
    st.html(style(f"{LOOK}{dark}{FOCUS_LOOK if focused else ''}"))
    st.html(style(DRAWINGS))


def top(context: AppContext, here: str, by: Actor) -> None:
    """What stands above the page: who is viewing, and the requisition with its own links."""
    chosen = url_state.requisition() or (only_one(context) if here in ABOUT_ONE else None)
    found = None
    if chosen and here != PageName.TODAY and by.link is None:
        found = requisitions.find(context.open_uow, chosen, by=by)
    _who(context, by)
    if found:
        _context_line(found, here)
        if here != PageName.COMPARE:
            prepare_comparison(context, found.id, by)


def nobody_viewing(context: AppContext, why: str) -> None:
    """In place of a page whose address names somebody who is not there: why, and the choice."""
    st.warning(plain(why))
    if viewer.can_be_chosen(context):
        raters = people.interviewers(context.open_uow, by=OWNER)
        who_picker(people=list(raters.items()), chosen=NOBODY_CHOSEN)


def signed_out(why: str) -> None:
    """In place of a page that nobody may see before signing in."""
    st.title("Sign in to Levelset")
    st.markdown(plain(why))
    navigation.sign_in("Sign in")


def _who(context: AppContext, by: Actor) -> None:
    """Who signed in; else to be chosen on this computer, or what the device's link says."""
    if context.sign_in and by.link is None:
        name = plain(people.own_name(context.open_uow, by=by)) or ADMINISTRATOR
        with st.container(key="who-looks"):
            with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
                st.markdown(f"Signed in as {name}", width="content")
                navigation.sign_out("Sign out")
            forget_device()
        return
    if by.link if context.sign_in else network.came_with_a_link():
        name = plain(people.own_name(context.open_uow, by=by)) or "Owner"
        with st.container(key="who-looks"):
            st.markdown(f"Viewing as: {name}")
            forget_device()
        return
    raters = people.interviewers(context.open_uow, by=OWNER)  # chosen by the owner here
    if raters:
        chosen_from = [(r, isolated(name)) for r, name in raters.items()]
        with st.container(key="who-looks"):
            who_picker(people=chosen_from, chosen=by.rater, linked=by.link is not None)
            forget_device()


def _context_line(requisition: Requisition, here: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="context-line"):
        title, client = plain(requisition.title), plain(requisition.client)
        st.markdown(f"**{title}** · {client} · `{requisition.id}`")
        st.space("stretch")
        for name, label in REQUISITION_PAGES.items():
            if name == here:
                st.markdown(f"**{label}**")
            else:
                navigation.link(name, label, requisition=requisition.id)
