"""The interviews page: who meets whom, when, and with which kit."""
