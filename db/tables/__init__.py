"""All tables; importing this package fills the metadata."""

from db.tables.access import ended_sign_ins, former_names, removals, seat_links
from db.tables.attachments import attachments
from db.tables.base import metadata
from db.tables.boards import board_entries
from db.tables.handovers import handovers
from db.tables.hiring import (
    briefs,
    candidates,
    contacts,
    drafts,
    panel_members,
    people,
    requisitions,
)
from db.tables.interviews import interviews, kit_drafts, kits, seats
from db.tables.log import debrief_records, entries, journal, settings
from db.tables.outcomes import outcome_records
from db.tables.practice import practice_events
from db.tables.retention import kept_longer, retention_periods

__all__ = [
    "attachments",
    "board_entries",
    "briefs",
    "candidates",
    "contacts",
    "debrief_records",
    "drafts",
    "ended_sign_ins",
    "entries",
    "former_names",
    "handovers",
    "interviews",
    "journal",
    "kept_longer",
    "kit_drafts",
    "kits",
    "metadata",
    "outcome_records",
    "panel_members",
    "people",
    "practice_events",
    "removals",
    "requisitions",
    "retention_periods",
    "seat_links",
    "seats",
    "settings",
]
