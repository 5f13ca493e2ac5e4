"""Every row of the two logs has its place and a digest that follows from the row before."""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from assessment.domain.chain import EMPTY, Head
from db.chains import ENTRY, JOURNAL, Chained
from db.types import UtcDateTime

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BATCH = 1000
REASONED = (
    "rename a candidate",
    "withdraw a candidate",
    "reinstate a candidate",
    "remove a candidate",
    "remove or restore an interview",
    "change the panel",
    "debrief opened early",
)
"""Acts whose detail held what somebody had typed: from now on it can be erased."""


def upgrade() -> None:
    for table in ("entries", "journal"):
        for column in _columns():
            op.add_column(table, column)
    because = sa.Column("because", sa.Text(), nullable=False, server_default=sa.text("''"))
    op.add_column("journal", because)
    _move_reasons()
    sheet = ("interview", "rater")
    _chain(_entries(), ENTRY, sheet)
    _chain(_journal(), JOURNAL, ())
    op.create_index("ix_entries_chain", "entries", [*sheet, "place"], unique=True)
    op.create_index("ix_journal_chain", "journal", ["place"], unique=True)


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("place", NUMBER),
        sa.Column("digest", sa.String(64)),
        sa.Column("salt", sa.String(32)),
        sa.Column("text_digest", sa.String(64)),
    ]


def _move_reasons() -> None:
    c = (journal := _journal()).c
    reasoned = c.act.in_(REASONED)
    op.execute(sa.update(journal).where(reasoned).values(because=c.detail, detail=""))


def _chain(table: sa.TableClause, kind: Chained, chain: tuple[str, ...]) -> None:
    """Links the rows of each chain in the order in which they were written."""
    connection, c = op.get_bind(), table.c
    rows = connection.execute(
        sa.select(table).order_by(*(c[name] for name in chain), c.id)
    ).mappings()
    linked: list[dict[str, Any]] = []
    for _, own in groupby(rows, key=lambda row: [row[name] for name in chain]):
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


def _entries() -> sa.TableClause:
    """As this migration leaves it; the types give every value as it was when it was written."""
    numbers = ("id", "seq", "level", "seconds", "base", "over", "place")
    words = (
        *("interview", "rater", "client", "kind", "item", "part", "not_rated_reason", "text"),
        *("recommendation", "standing", "because", "digest", "salt", "text_digest"),
    )
    return sa.table(
        "entries",
        *(sa.column(name, sa.BigInteger()) for name in numbers),
        *(sa.column(name, sa.Text()) for name in words),
        *(sa.column(name, UtcDateTime()) for name in ("client_at", "at")),
        sa.column("flag", sa.Boolean()),
    )


def _journal() -> sa.TableClause:
    words = ("by", "act", "about", "detail", "because", "digest", "salt", "text_digest")
    return sa.table(
        "journal",
        *(sa.column(name, sa.BigInteger()) for name in ("id", "place")),
        *(sa.column(name, sa.Text()) for name in words),
        sa.column("at", UtcDateTime()),
    )


def downgrade() -> None:
    """The chains go; reasons stand in the details again."""
    op.drop_index("ix_entries_chain", "entries")
    op.drop_index("ix_journal_chain", "journal")
    c = (journal := _journal()).c
    op.execute(sa.update(journal).where(c.because != "").values(detail=c.because))
    op.drop_column("journal", "because")
    for table in ("entries", "journal"):
        for column in _columns():
            op.drop_column(table, column.name)
