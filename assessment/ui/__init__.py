"""The first door: Streamlit screens that read the database and draw, and the outbox's routes."""
