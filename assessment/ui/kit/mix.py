"""The mix of question types that a kit is assembled by."""

import streamlit as st


def mix_input(share: int) -> int:
    """Per cent of the questions, at least, that are situational or about past behaviour."""
    return st.number_input(
        "Situational or past behaviour (%)",
        min_value=0,
        max_value=100,
        step=10,
        value=share,
        width=260,
        help="At least this share of the questions is situational or about past behaviour: it asks "
        "what people would do or did. The others ask what they know. It counts when the kit is "
        "built. You can still change questions yourself.",
    )
