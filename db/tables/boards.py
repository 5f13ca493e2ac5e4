"""What candidates did on their placement boards, append only."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
)

from assessment.domain.board import BoardKind
from assessment.domain.rating import Standing
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of

board_entries = Table(
    "board_entries",
    metadata,
    Column("id", BigNumber, primary_key=True),
    Column("interview", ForeignKey("interviews.id"), nullable=False),
    Column("client", String(200), nullable=False),
    Column("seq", BigNumber, nullable=False),
    Column("kind", one_of(BoardKind, "kind_known"), nullable=False),
    Column("part", String(80), nullable=False),
    Column("value", JSON(none_as_null=True)),
    Column("standing", one_of(Standing, "standing_known"), nullable=False),
    Column("client_at", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
    Column("place", BigNumber),
    Column("digest", String(64)),
    Column("salt", String(32)),
    Column("text_digest", String(64)),
    UniqueConstraint("interview", "client", "seq"),
    CheckConstraint("kind != 'finish' OR value IS NOT NULL", name="a_finish_says_so"),
    sqlite_autoincrement=True,
)
"""The candidates' log. `id` is the place in it and is never given twice.

`place` counts within the board; `digest` chains it: see `db.chains`.
"""
Index("ix_board_entries_chain", board_entries.c.interview, board_entries.c.place, unique=True)
