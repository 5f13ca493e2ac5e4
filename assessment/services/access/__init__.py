"""Signed tokens, and the links that hand them out."""
