"""The mix of question types that a kit is assembled by."""

import streamlit as st


def mix_input(share: int) -> int:
    """Per cent of the questions, at least, that are situational or about past behaviour."""
    return st.number_input(
        "Situations, past behaviour (%)",
        min_value=0,
        max_value=100,
        step=10,
        value=share,
        width=200,
        help="At least so many of the questions ask what somebody would do or did, not what they "
        "know. A kit is assembled by it; questions changed by hand stay.",
    )
