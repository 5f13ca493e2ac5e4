"""What was said and done, append only: the raters' entries, debrief records, the audit log."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    or_,
    text,
)

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.rating import Kind, NotRated, Recommendation, Standing
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of

entries = Table(
    "entries",
    metadata,
    Column("id", BigNumber, primary_key=True),
    Column("interview", ForeignKey("interviews.id"), nullable=False),
    Column("rater", ForeignKey("people.subject"), nullable=False),
    Column("client", String(200), nullable=False),
    Column("seq", BigNumber, nullable=False),
    Column("kind", one_of(Kind, "kind_known"), nullable=False),
    Column("item", String(40), nullable=False),
    Column("part", String(40), nullable=False),
    Column("level", SmallInteger),
    Column("not_rated_reason", one_of(NotRated, "reason_known")),
    Column("text", Text),
    Column("flag", Boolean),
    Column("seconds", BigNumber),
    Column("recommendation", one_of(Recommendation, "recommendation_known")),
    Column("base", BigNumber, nullable=False),
    Column("over", BigNumber),
    Column("standing", one_of(Standing, "standing_known"), nullable=False),
    Column("because", Text, nullable=False),
    Column("client_at", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
    Column("place", BigNumber),
    Column("digest", String(64)),
    Column("salt", String(32)),
    Column("text_digest", String(64)),
    UniqueConstraint("interview", "rater", "client", "seq"),
    CheckConstraint("level BETWEEN 1 AND 5", name="level_on_the_scale"),
    CheckConstraint("level IS NULL OR not_rated_reason IS NULL", name="level_or_reason"),
    CheckConstraint(
        "(kind = 'verdict' OR (level IS NULL AND not_rated_reason IS NULL))"
        " AND (kind = 'recommendation' OR recommendation IS NULL)"
        " AND (kind IN ('evidence', 'reasons', 'deviation', 'added')) = (text IS NOT NULL)"
        " AND (kind IN ('probe', 'belief', 'submit')) = (flag IS NOT NULL)"
        " AND (kind = 'seconds') = (seconds IS NOT NULL)",
        name="value_fits_kind",
    ),
    sqlite_autoincrement=True,
)
"""The raters' log. `id` is the place in it and is never given twice.

`place` counts within the scorecard; `digest` chains it: see `db.chains`. Blank only where something
else than this application wrote the row.
"""

COUNTING = entries.c.standing == literal_column("'counts'")
"""Written out, not bound: SQLite uses a partial index only where the words are the same."""

KEPT_BESIDE = or_(
    entries.c.because != literal_column("''"), entries.c.standing == literal_column("'proposed'")
)
"""Amendments and proposals, which are shown though newer entries may count."""

Index(
    "ix_entries_newest",
    entries.c.interview,
    entries.c.rater,
    entries.c.kind,
    entries.c.item,
    entries.c.part,
    entries.c.id,
    entries.c.standing,  # always 'counts', but SQLite looks it up in the table where it is missing
    sqlite_where=COUNTING,
    postgresql_where=COUNTING,
)
Index(
    "ix_entries_kept_beside",
    entries.c.interview,
    entries.c.rater,
    sqlite_where=KEPT_BESIDE,
    postgresql_where=KEPT_BESIDE,
)
Index("ix_entries_chain", entries.c.interview, entries.c.rater, entries.c.place, unique=True)

debrief_records = Table(
    "debrief_records",
    metadata,
    Column("id", BigNumber, primary_key=True),
    Column("candidate", ForeignKey("candidates.id"), nullable=False, index=True),
    Column("kind", one_of(DebriefKind, "kind_known"), nullable=False),
    Column("by", String(200)),
    Column("at", UtcDateTime, nullable=False),
    Column("interview", ForeignKey("interviews.id")),
    Column("item", String(40)),
    Column("level", SmallInteger),
    Column("recommendation", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("decision", one_of(Decision, "decision_known")),
    Column("place", BigNumber),
    Column("digest", String(64)),
    Column("salt", String(32)),
    Column("text_digest", String(64)),
    CheckConstraint("level BETWEEN 1 AND 5", name="level_on_the_scale"),
    CheckConstraint("(kind = 'decision') = (decision IS NOT NULL)", name="decision_fits_kind"),
    sqlite_autoincrement=True,
)
"""What was said and settled about each candidate, in a chain for each candidate."""
Index("ix_debrief_records_chain", debrief_records.c.candidate, debrief_records.c.place, unique=True)

journal = Table(
    "journal",
    metadata,
    Column("id", BigNumber, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(200)),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("because", Text, nullable=False, server_default=text("''")),
    Column("place", BigNumber),
    Column("digest", String(64)),
    Column("salt", String(32)),
    Column("text_digest", String(64)),
    sqlite_autoincrement=True,
)
"""The audit log: one chain, append only. Codes stand in `detail`; `because` is what somebody typed
as a reason, and can be erased with its salt."""
Index("ix_journal_chain", journal.c.place, unique=True)

settings = Table(
    "settings",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)
