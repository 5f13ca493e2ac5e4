"""Lists as rows: one line under each, nothing around them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.ui.shared.templating import style

LOOK = """
[class*="st-key-row-"] { border-bottom: 1px solid color-mix(in srgb, currentColor 16%, transparent);
  padding: .3rem 0; min-height: 2.6rem; justify-content: center; }
[class*="st-key-row-"] [data-testid="stMarkdownContainer"] { margin-bottom: 0; }
[class*="st-key-row-"] p { margin: 0; }
[class*="st-key-row-"] button[kind="tertiary"] { min-height: 0; padding: 0; }
[class*="st-key-row-"] button[kind="tertiary"] p { font-size: 1rem; }
[class*="st-key-row-question-"] [data-testid="stMarkdown"] p { font-size: .9rem; }
[class*="st-key-row-"] a[data-testid="stPageLink-NavLink"] { padding: 0; background: none; }
[class*="st-key-row-"] a[data-testid="stPageLink-NavLink"] p { font-size: 1rem; }
[class*="st-key-row-"] a[data-testid="stPageLink-NavLink"]:hover p { text-decoration: underline; }
[class*="st-key-rows-"] { gap: 0; }
.st-key-rows-bank [class*="st-key-row-"] { gap: .1rem; }
"""
"""Streamlit's own rows stand a line apart and let text hang over the edge."""


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
