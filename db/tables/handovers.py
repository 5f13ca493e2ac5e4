"""Seats that went to another laptop, and seats that came from one."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, String, Table

from assessment.domain.handover import HandoverDirection
from db.tables.base import metadata
from db.types import UtcDateTime, one_of

handovers = Table(
    "handovers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("interview", ForeignKey("interviews.id"), nullable=False),
    Column("rater", ForeignKey("people.subject"), nullable=False),
    Column("direction", one_of(HandoverDirection, "direction_known"), nullable=False),
    Column("other", String(64), nullable=False),
    Column("their_rater", String(200), nullable=False),
    Column("board", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(200)),
    Column("returned_at", UtcDateTime),
    Column("taken_back_at", UtcDateTime),
)
"""The reason of a taking back stands in the audit log alone."""
Index("ix_handovers_seat", handovers.c.interview, handovers.c.rater)
