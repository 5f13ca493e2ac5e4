"""What raters rated for practice, append only."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    literal_column,
)

from assessment.domain.practice import PracticeKind
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of

practice_events = Table(
    "practice_events",
    metadata,
    Column("id", BigNumber, primary_key=True),
    Column("rater", ForeignKey("people.subject"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("kind", one_of(PracticeKind, "kind_known"), nullable=False),
    Column("place", SmallInteger),
    Column("level", SmallInteger),
    Column("document", JSON(none_as_null=True)),
    Column("at", UtcDateTime, nullable=False),
    CheckConstraint("level BETWEEN 1 AND 5", name="level_on_the_scale"),
    CheckConstraint(
        "(kind = 'rated') = (place IS NOT NULL AND level IS NOT NULL)"
        " AND (kind = 'started') = (document IS NOT NULL)",
        name="value_fits_kind",
    ),
    sqlite_autoincrement=True,
)
"""`document` is what a round began with: the rule, and the answers with their wording and key."""

Index("ix_practice_events_rater", practice_events.c.rater, practice_events.c.id)
Index(
    "ix_practice_events_once",
    practice_events.c.rater,
    practice_events.c.round,
    practice_events.c.kind,
    unique=True,
    sqlite_where=practice_events.c.kind != literal_column("'rated'"),
    postgresql_where=practice_events.c.kind != literal_column("'rated'"),
)
"""A round begins once and ends once."""
