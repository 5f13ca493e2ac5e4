"""The debrief takes decisions: offer, reject or hold."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None

KNOWN = "ck_debrief_records_kind_known"
DECISION = "ck_debrief_records_decision_known"
FITS = "ck_debrief_records_decision_fits_kind"
KINDS = ("opened", "note", "final_rating", "final_recommendation")
DECISIONS = ("offer", "reject", "hold")


def upgrade() -> None:
    # SQLite keeps no constraint added beside a column, so the column comes first, by itself.
    op.add_column("debrief_records", sa.Column("decision", sa.String(40)))
    with _copied(sa.Column("decision", sa.String(40))) as table:
        table.drop_constraint(table.f(KNOWN), type_="check")
        table.create_check_constraint(table.f(KNOWN), f"kind IN ({_listed((*KINDS, 'decision'))})")
        table.create_check_constraint(table.f(DECISION), f"decision IN ({_listed(DECISIONS)})")
        rule = "(kind = 'decision') = (decision IS NOT NULL)"
        table.create_check_constraint(table.f(FITS), rule)


def downgrade() -> None:
    """Decisions go; the audit log keeps that they were recorded."""
    op.execute("DELETE FROM debrief_records WHERE kind = 'decision'")
    checks = {
        DECISION: f"decision IN ({_listed(DECISIONS)})",
        FITS: "(kind = 'decision') = (decision IS NOT NULL)",
    }
    column = sa.Column("decision", sa.String(40))
    with _copied(column, kinds=(*KINDS, "decision"), checks=checks) as table:
        for name in (KNOWN, *checks):
            table.drop_constraint(table.f(name), type_="check")
        table.create_check_constraint(table.f(KNOWN), f"kind IN ({_listed(KINDS)})")
        table.drop_column("decision")


@contextmanager
def _copied(
    *columns: sa.Column[Any],
    kinds: tuple[str, ...] = KINDS,
    checks: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[BatchOperations]:
    """The table to change; SQLite can only copy it, and no number is given twice after that."""
    connection = op.get_bind()
    on_sqlite = connection.dialect.name == "sqlite"
    last = "SELECT seq FROM sqlite_sequence WHERE name = 'debrief_records'"
    given = connection.execute(sa.text(last)).scalar() if on_sqlite else None
    with op.batch_alter_table(
        "debrief_records",
        copy_from=_debrief_records(
            *columns, checks={KNOWN: f"kind IN ({_listed(kinds)})", **checks}
        ),
        table_kwargs={"sqlite_autoincrement": True},
    ) as table:
        yield table
    if given is not None:
        again = "UPDATE sqlite_sequence SET seq = :seq WHERE name = 'debrief_records'"
        connection.execute(sa.text(again), {"seq": given})


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _debrief_records(*columns: sa.Column[Any], checks: Mapping[str, str]) -> sa.Table:
    """The table with every constraint by its name: what SQLite copies."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    name, short = sa.String(200), sa.String(40)
    table = sa.Table(
        "debrief_records",
        sa.MetaData(),
        sa.Column("id", number, nullable=False),
        sa.Column("candidate", name, nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("by", name),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interview", name),
        sa.Column("item", short),
        sa.Column("level", sa.SmallInteger()),
        sa.Column("recommendation", short, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name="pk_debrief_records"),
        sa.ForeignKeyConstraint(
            ["candidate"], ["candidates.id"], name="fk_debrief_records_candidate"
        ),
        sa.ForeignKeyConstraint(
            ["interview"], ["interviews.id"], name="fk_debrief_records_interview"
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="ck_debrief_records_level_on_the_scale"),
        *(sa.CheckConstraint(rule, name=called) for called, rule in checks.items()),
    )
    sa.Index("ix_debrief_records_candidate", table.c.candidate)
    return table
