"""What is planned: kit drafts, frozen kits, interviews and their seats."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from assessment.domain.requisition import SeatRole
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of

kit_drafts = Table(
    "kit_drafts",
    metadata,
    Column("requisition", ForeignKey("requisitions.id"), primary_key=True),
    Column("minutes", Integer, nullable=False),
    Column("questions", JSON, nullable=False),
    Column("cards", JSON),
)

kits = Table(
    "kits",
    metadata,
    Column("number", BigNumber, primary_key=True),
    Column("id", String(200), nullable=False, unique=True),
    Column("requisition", ForeignKey("requisitions.id"), nullable=False, index=True),
    Column("document", JSON, nullable=False),
    Column("bank_version", String(40), nullable=False),
    Column("frozen_at", UtcDateTime, nullable=False),
    Column("digest", String(40), nullable=False),
)
"""`document` is what the digest covers, as it was frozen: minutes, weights, items with wording."""

interviews = Table(
    "interviews",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("candidate", ForeignKey("candidates.id"), nullable=False, index=True),
    Column("kit", ForeignKey("kits.id"), nullable=False),
    Column("planned_at", UtcDateTime, nullable=False),
)

seats = Table(
    "seats",
    metadata,
    Column("interview", ForeignKey("interviews.id"), primary_key=True),
    Column("rater", ForeignKey("people.subject"), primary_key=True),
    Column("role", one_of(SeatRole, "role_known"), nullable=False),
    Column("position", Integer, nullable=False),
)
