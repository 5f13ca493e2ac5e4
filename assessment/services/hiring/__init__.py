"""Requisitions, panels, interview dates and role briefs."""
