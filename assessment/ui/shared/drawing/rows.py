"""Lists as rows: a rule under each, nothing around them; one main action and a menu at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.drawing.templating import Macros, style
from assessment.ui.shared.wording import plain

LOOK = text_of("shared/drawing/rows.css")

_draw = Macros("shared/drawing/templates/rows.html.j2")


@contextmanager
def row(key: str, widths: Sequence[int]) -> Iterator[list[DeltaGenerator]]:
    """One row of a list, in columns of these widths."""
    with st.container(key=f"row-{key}"):
        yield st.columns(widths, vertical_alignment="center")


def single(key: str) -> DeltaGenerator:
    """One row of a list, with everything in it below each other."""
    return st.container(key=f"row-{key}")


@contextmanager
def rows(key: str) -> Iterator[None]:
    """The list around the rows."""
    st.html(style(LOOK))
    with st.container(key=f"rows-{key}"):
        yield


@contextmanager
def line(key: str, drawing: Markup) -> Iterator[None]:
    """One row that is a single line: `drawing`, then what the body adds at its right end."""
    with st.container(
        key=f"row-line-{key}",
        horizontal=True,
        wrap=False,
        vertical_alignment="center",
        gap="xsmall",
    ):
        st.html(drawing)
        yield


def text_line(kind: str, strong: str, text: str, state: str) -> Markup:
    """A line's words: what kind of row it is, what it is about, and its state."""
    return _draw("text_line", kind, strong, text, state)


def main_action(page: PageName, label: str, *, key: str, **query: str) -> None:
    """The one button of a row: a link that looks like a button, so that it opens in a tab too."""
    with st.container(key=f"action-{key}", width="content"):
        navigation.link(page, label, **query)


def primary_action(page: PageName, label: str, *, key: str, **query: str) -> None:
    """As `main_action`, as the primary button of a page that has no other."""
    main_action(page, label, key=f"first-{key}", **query)


@contextmanager
def row_menu(about: str, *, key: str) -> Iterator[None]:
    """The further links and acts of a row behind ⋮; screen readers hear what it is about.

    A new `key` closes the menu.
    """
    with (
        st.container(key=f"menu-{key}", width="content"),
        st.popover(
            f"More for {plain(about)}",
            icon=":material/more_vert:",
            type="tertiary",
            key=f"open-{key}",
        ),
    ):
        yield


def menu_act(label: str, *, key: str) -> bool:
    """An entry of a menu that does something here; whether it was just chosen."""
    return st.button(label, type="tertiary", key=key)
