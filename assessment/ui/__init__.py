"""Streamlit screens that read the database and draw it, and the HTTP routes of their pages."""
