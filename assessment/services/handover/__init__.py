"""Interviews held on a laptop without a connection: seats handed over, and merged again."""
