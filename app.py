"""`streamlit run app.py` starts Levelset from a checkout; `levelset serve` does from anywhere."""

import streamlit as st

from assessment.server.application import application_options

app = st.App(**application_options())  # Streamlit looks for this call in this file
