"""Boards and debriefs are chained as scorecards are: place and digest for every row."""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from assessment.domain.chain import EMPTY, Head
from db.chains import BOARD, DEBRIEF, Chained
from db.types import UtcDateTime

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BATCH = 1000
CHAINS = {"board_entries": "interview", "debrief_records": "candidate"}
"""Each table with the column that all rows of one chain share."""


def upgrade() -> None:
    for table in CHAINS:
        for column in _columns():
            op.add_column(table, column)
    _chain(_board_entries(), BOARD)
    _chain(_debrief_records(), DEBRIEF)
    for table, shared in CHAINS.items():
        op.create_index(f"ix_{table}_chain", table, [shared, "place"], unique=True)


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("place", NUMBER),
        sa.Column("digest", sa.String(64)),
        sa.Column("salt", sa.String(32)),
        sa.Column("text_digest", sa.String(64)),
    ]


def _chain(table: sa.TableClause, kind: Chained) -> None:
    """Links the rows of each chain in the order in which they were written."""
    connection, shared = op.get_bind(), table.c[CHAINS[table.name]]
    rows = connection.execute(sa.select(table).order_by(shared, table.c.id)).mappings()
    linked: list[dict[str, Any]] = []
    for _, own in groupby(rows, key=lambda row: row[shared.name]):
        before = EMPTY
        for row in own:
            link = kind.linked(row, before)
            before = Head(link["place"], link["digest"])
            linked.append({"row": row["id"], **link})
    _store(connection, table, linked)


def _store(connection: sa.Connection, table: sa.TableClause, linked: list[dict[str, Any]]) -> None:
    names: dict[str, Any] = {column.name: sa.bindparam(column.name) for column in _columns()}
    put = sa.update(table).where(table.c.id == sa.bindparam("row")).values(names)
    for start in range(0, len(linked), BATCH):
        connection.execute(put, linked[start : start + BATCH])


def _board_entries() -> sa.TableClause:
    """As this migration leaves it; the types give every value as it was when it was written."""
    words = ("interview", "client", "kind", "part", "standing", "digest", "salt", "text_digest")
    return sa.table(
        "board_entries",
        *(sa.column(name, sa.BigInteger()) for name in ("id", "seq", "place")),
        *(sa.column(name, sa.Text()) for name in words),
        *(sa.column(name, UtcDateTime()) for name in ("client_at", "at")),
        sa.column("value", sa.JSON(none_as_null=True)),
    )


def _debrief_records() -> sa.TableClause:
    words = (
        *("candidate", "kind", "by", "interview", "item", "recommendation", "text"),
        *("decision", "digest", "salt", "text_digest"),
    )
    return sa.table(
        "debrief_records",
        *(sa.column(name, sa.BigInteger()) for name in ("id", "level", "place")),
        *(sa.column(name, sa.Text()) for name in words),
        sa.column("at", UtcDateTime()),
    )


def downgrade() -> None:
    """The chains go."""
    for table in CHAINS:
        op.drop_index(f"ix_{table}_chain", table)
        for column in _columns():
            op.drop_column(table, column.name)
