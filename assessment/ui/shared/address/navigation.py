"""The pages by name, and links between them that carry what is being looked at."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import url_state
from assessment.ui.shared.address.url_prefix import url_prefix
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import zone_in_address


class PageName(StrEnum):
    """What stands in the address after the first slash."""

    TODAY = "today"
    REQUISITION = "requisition"
    BRIEF = "brief"
    KIT = "kit"
    INTERVIEWS = "interviews"
    INTERVIEW = "interview"
    PRACTICE = "practice"
    SCORECARD = "scorecard"
    DEBRIEF = "debrief"
    COMPARE = "compare"
    OUTCOMES = "outcomes"
    CLIENT_PACK = "client-pack"
    PANEL = "panel"
    AUDIT = "audit"
    SEARCH = "search"
    BANK = "bank"
    HELP = "help"
    SETTINGS = "settings"


TITLES = {
    PageName.TODAY: "Today",
    PageName.REQUISITION: "Roles",
    PageName.BRIEF: "Role brief",
    PageName.KIT: "Kit",
    PageName.INTERVIEWS: "Interviews",
    PageName.INTERVIEW: "Interview",
    PageName.PRACTICE: "Practice",
    PageName.SCORECARD: "Scorecard",
    PageName.DEBRIEF: "Debrief",
    PageName.COMPARE: "Compare",
    PageName.OUTCOMES: "Outcomes",
    PageName.CLIENT_PACK: "Client pack",
    PageName.PANEL: "Panel",
    PageName.AUDIT: "Audit log",
    PageName.SEARCH: "Search",
    PageName.BANK: "Bank",
    PageName.HELP: "Help",
    PageName.SETTINGS: "Settings",
}

LIMITED_KEY = "pages of this window"
_html = Macros("shared/drawing/templates/page.html.j2")
_pages: dict[PageName, StreamlitPage] = {}
"""The same for every run and every viewer: addresses and titles, no state."""


def limit_to(names: Collection[PageName] | None) -> None:
    """Which pages this window has; None: all of them. Links to others are not drawn."""
    st.session_state[LIMITED_KEY] = None if names is None else frozenset(names)


def _has(name: PageName) -> bool:
    names = st.session_state.get(LIMITED_KEY)
    return names is None or name in names


def page(
    name: PageName, render: Callable[[AppContext], None], context: AppContext
) -> StreamlitPage:
    """The page `name`, drawn by `render`; `link` and `go` find it by its name."""
    made = st.Page(
        partial(render, context),
        title=TITLES[name],
        url_path=name.value,
        default=name is PageName.TODAY,
    )
    _pages[name] = made
    return made


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one drawing: the prefix and who is viewing are read once for all of them."""

    prefix: str
    viewer: str | None

    @classmethod
    def here(cls) -> "Addresses":
        """As this window has them now."""
        return cls(url_prefix(), url_state.viewer_kept())

    def of(self, name: PageName, query: Mapping[str, str]) -> str:
        """As `address`."""
        path = f"{self.prefix}/" if name is PageName.TODAY else f"{self.prefix}/{name.value}"
        return _path(path, url_state.carrying(self.viewer, query))


def address(name: PageName, **query: str) -> str:
    """`/compare?requisition=DEMO-PLANT&as=R-01`: for plain links, with who is viewing."""
    return Addresses.here().of(name, query)


def paper(name: str, **query: str) -> str:
    """The address of a page to print; relative, so that it holds under any prefix."""
    printed = _path(f"print/{name}", url_state.with_viewer(query))
    return f"{printed}{zone_in_address()}"


def file(name: str, **query: str) -> str:
    """The address of a file that is made when it is asked for; relative, as `paper` is."""
    made = _path(f"download/{name}", url_state.with_viewer(query))
    return f"{made}{zone_in_address()}"


def _path(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def link(name: PageName, label: str, *, icon: str | None = None, **query: str) -> None:
    """Draws a link to a page, with the selection it shall open with.

    Streamlit's own link to the page that is open leaves the address as it is, so that a reload
    would lose the selection; a plain one opens it anew.
    """
    if not _has(name):
        return
    if name == url_state.page_kept():
        there = _html("same_page", address(name, **query), label)
        st.markdown(there, unsafe_allow_html=True)
    elif target := _pages.get(name):
        st.page_link(target, label=label, icon=icon, query_params=url_state.with_viewer(query))
    else:  # a page that runs by itself, as in tests, has no router to ask
        st.markdown(f"[{label}]({address(name, **query)})")


def sign_in(label: str) -> None:
    """A link to the provider's page, and from there back to this one."""
    there = st.context.url or ""
    parts = urlsplit(there)
    query = f"?{urlencode(st.query_params.to_dict())}" if st.query_params else ""
    here = urlencode({"next": f"{parts.path}{query}"}) if parts.path else ""
    address = f"{url_prefix()}/sign-in?{here}"
    st.markdown(_html("same_page", address, label), unsafe_allow_html=True)


def sign_out(label: str) -> None:
    """A link that ends the sign-in of this browser."""
    there = _html("same_page", f"{url_prefix()}/auth/logout", label)
    st.markdown(there, unsafe_allow_html=True, width="content")


def go(name: PageName, **query: str) -> NoReturn:
    """Ends this run and opens another page, or Today where this window doesn't have that one."""
    name = name if _has(name) else PageName.TODAY
    st.switch_page(_pages[name], query_params=url_state.with_viewer(query))
