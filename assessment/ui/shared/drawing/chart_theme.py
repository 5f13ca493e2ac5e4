"""Light or dark, as the browser that is looking prefers; the colours are in the style sheets."""

from typing import Literal

import streamlit as st

Mode = Literal["light", "dark"]


def mode() -> Mode:
    """The theme of the browser that is looking; light until it has said."""
    return "dark" if st.context.theme.type == "dark" else "light"
