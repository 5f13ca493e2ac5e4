"""Links of seats, and what was taken out and can be put back."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text

from assessment.domain.requisition import SeatRole
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of

seat_links = Table(
    "seat_links",
    metadata,
    Column("number", BigNumber, primary_key=True),
    Column("interview", ForeignKey("interviews.id"), nullable=False, index=True),
    Column("rater", ForeignKey("people.subject"), nullable=False),
    Column("issued_at", UtcDateTime, nullable=False),
    Column("issued_by", String(200)),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("revoked_by", String(200)),
    Column("earlier", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
"""Every link that was issued, oldest first; `earlier` marks one from before links had an end.

A number is never given twice: the newest one of a seat is its link, unless it ended.
"""

ended_sign_ins = Table(
    "ended_sign_ins",
    metadata,
    Column("session", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)
"""Sign-ins that somebody ended, by a digest of what the browser holds; for two days."""

removals = Table(
    "removals",
    metadata,
    Column("subject", String(200), primary_key=True),
    Column("rater", String(200), primary_key=True),
    Column("requisition", ForeignKey("requisitions.id"), nullable=False, index=True),
    Column("role", one_of(SeatRole, "role_known")),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(200)),
    Column("because", Text, nullable=False),
)
"""`subject` is a candidate, an interview, or a requisition whose panel lost `rater`; a seat of an
interview has the interview as its subject. `rater` is blank where none is meant."""

former_names = Table(
    "former_names",
    metadata,
    Column("subject", ForeignKey("candidates.id"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(200)),
    Column("because", Text, nullable=False),
)
"""The name that a candidate had before the last renaming; erased together with the name."""
