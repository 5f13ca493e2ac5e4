"""How long candidates' data is kept."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, SmallInteger, String, Table, Text

from assessment.domain.retention import LONGEST, SHORTEST
from db.tables.base import metadata
from db.types import UtcDateTime

retention_periods = Table(
    "retention_periods",
    metadata,
    Column("requisition", ForeignKey("requisitions.id"), primary_key=True),
    Column("months", SmallInteger, nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint(f"months BETWEEN {SHORTEST} AND {LONGEST}", name="months_known"),
)
"""Of requisitions where somebody chose another period than the usual one."""

kept_longer = Table(
    "kept_longer",
    metadata,
    Column("candidate", ForeignKey("candidates.id"), primary_key=True),
    Column("until", Date, nullable=False),
    Column("because", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(200)),
)
"""The last word on each candidate whose data stays longer than the period."""
