"""Levelset's own HTTP routes: the API for open pages, access links, and who may connect."""
