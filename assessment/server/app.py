"""The script that `levelset serve` hands to Streamlit, from a checkout or an installed wheel."""

import streamlit as st

from assessment.server.application import application_options

app = st.App(**application_options())  # Streamlit looks for this call in this file
