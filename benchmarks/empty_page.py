"""What the live screen is compared with: one plain button, and how often it was pressed."""

import streamlit as st

pressed = st.session_state.setdefault("pressed", 0)
if st.button("Press"):
    pressed = st.session_state["pressed"] = pressed + 1
st.markdown(f"Pressed {pressed} times")
