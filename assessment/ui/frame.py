"""What stands around every page: the look, who is looking, and the requisition's context line."""

from pathlib import Path

import streamlit as st

from assessment.domain.ids import RaterId
from assessment.ui import navigation, state, viewer
from assessment.ui.components.who_picker import who_picker
from assessment.ui.navigation import PageName
from assessment.ui.world import World

LOOK = (Path(__file__).parent / "look.css").read_text("utf-8")
FOCUS_LOOK = (Path(__file__).parent / "look_focus.css").read_text("utf-8")

REQUISITION_PAGES = {
    PageName.REQUISITION: "People",
    PageName.BRIEF: "Brief",
    PageName.KIT: "Kit",
    PageName.INTERVIEWS: "Interviews",
    PageName.COMPARE: "Compare",
}


def look(*, focused: bool) -> None:
    """The style sheet; a focus screen gives its margins back to the work."""
    st.html(f"<style>{LOOK}{FOCUS_LOOK if focused else ''}</style>")


def top(world: World, here: str) -> None:
    """The line above the page: the requisition with its own links, and who is looking."""
    chosen = state.requisition()
    with world.open_uow(read_only=True) as uow:
        raters = uow.people.raters()
        found = uow.requisitions.find(chosen) if chosen and here != PageName.TODAY else None
    with st.container(horizontal=True, vertical_alignment="center", key="context-line"):
        if found:
            st.markdown(f"**{_plain(found.title)}** · {_plain(found.client)} · `{found.id}`")
            for name, label in REQUISITION_PAGES.items():
                if name == here:
                    st.markdown(f"**{label}**")
                else:
                    navigation.link(name, label, requisition=found.id)
        st.space("stretch")
        _who(world, raters)


def _who(world: World, raters: dict[RaterId, str]) -> None:
    if raters:
        looking = viewer.who(world)
        who_picker(people=list(raters.items()), chosen=looking)


def _plain(text: str) -> str:
    """`text` as itself, not as Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|~$:<>" else c for c in text)
