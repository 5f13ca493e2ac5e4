"""The live interview page."""
