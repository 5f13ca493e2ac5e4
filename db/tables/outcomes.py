"""How hires turned out, append only."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    SmallInteger,
    String,
    Table,
    Text,
)

from assessment.domain.outcome import Mismatch, OutcomeKind
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of

outcome_records = Table(
    "outcome_records",
    metadata,
    Column("id", BigNumber, primary_key=True),
    Column("candidate", ForeignKey("candidates.id"), nullable=False, index=True),
    Column("kind", one_of(OutcomeKind, "kind_known"), nullable=False),
    Column("by", String(200)),
    Column("at", UtcDateTime, nullable=False),
    Column("started_on", Date),
    Column("month", SmallInteger),
    Column("in_role", Boolean),
    Column("mismatch", one_of(Mismatch, "mismatch_known")),
    Column("levels", JSON, nullable=False),
    Column("text", Text, nullable=False),
    CheckConstraint("month IN (3, 6, 12)", name="month_known"),
    CheckConstraint(
        "(kind = 'started') = (started_on IS NOT NULL)"
        " AND (kind = 'outcome') = (month IS NOT NULL)"
        " AND (kind = 'outcome') = (in_role IS NOT NULL)",
        name="value_fits_kind",
    ),
    sqlite_autoincrement=True,
)
"""`levels` holds the manager's level by competency."""
