"""The log takes reasons for leaving the kit, and questions that the kit does not have."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

KNOWN, FITS = "ck_entries_kind_known", "ck_entries_value_fits_kind"
KINDS = (
    "verdict",
    "evidence",
    "probe",
    "belief",
    "seconds",
    "recommendation",
    "reasons",
    "submit",
)
TEXTS = ("evidence", "reasons")
NEW = ("deviation", "added")


def upgrade() -> None:
    # In the order of the members of `Kind`: the constraint lists them so.
    kinds = (*KINDS[:5], *NEW, *KINDS[5:])
    _replace(kinds, ("evidence", "reasons", *NEW))


def downgrade() -> None:
    """Reasons and added questions go, with everything that was noted on the latter."""
    op.execute("DELETE FROM entries WHERE kind IN ('deviation', 'added') OR item LIKE 'a-%'")
    _replace(KINDS, TEXTS)


def _replace(kinds: tuple[str, ...], texts: tuple[str, ...]) -> None:
    """The two constraints that name kinds; SQLite can only copy the table, which keeps its ids."""
    connection = op.get_bind()
    on_sqlite = connection.dialect.name == "sqlite"
    last = "SELECT seq FROM sqlite_sequence WHERE name = 'entries'"
    given = connection.execute(sa.text(last)).scalar() if on_sqlite else None
    with op.batch_alter_table(
        "entries", copy_from=_entries(), table_kwargs={"sqlite_autoincrement": True}
    ) as table:
        # `f` says that a name is whole: the naming convention would put its prefix before it again.
        known, fits = table.f(KNOWN), table.f(FITS)
        table.drop_constraint(known, type_="check")
        table.drop_constraint(fits, type_="check")
        table.create_check_constraint(known, f"kind IN ({_listed(kinds)})")
        table.create_check_constraint(fits, _value_fits_kind(texts))
    if given is not None:
        connection.execute(
            sa.text("UPDATE sqlite_sequence SET seq = :seq WHERE name = 'entries'"), {"seq": given}
        )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _value_fits_kind(texts: tuple[str, ...]) -> str:
    return (
        "(kind = 'verdict' OR (level IS NULL AND not_rated_reason IS NULL))"
        " AND (kind = 'recommendation' OR recommendation IS NULL)"
        f" AND (kind IN ({_listed(texts)})) = (text IS NOT NULL)"
        " AND (kind IN ('probe', 'belief', 'submit')) = (flag IS NOT NULL)"
        " AND (kind = 'seconds') = (seconds IS NOT NULL)"
    )


def _entries() -> sa.Table:
    """The table as 0001 made it, every constraint by its name: what SQLite copies."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    name, short, moment = sa.String(200), sa.String(40), sa.DateTime(timezone=True)
    reasons = _listed(("not_asked", "no_evidence", "conflict_of_interest"))
    five = _listed(("strong_no", "no", "mixed", "yes", "strong_yes"))
    standings = _listed(("counts", "late", "proposed"))
    checks = {
        KNOWN: f"kind IN ({_listed(KINDS)})",
        FITS: _value_fits_kind(TEXTS),
        "ck_entries_reason_known": f"not_rated_reason IN ({reasons})",
        "ck_entries_recommendation_known": f"recommendation IN ({five})",
        "ck_entries_standing_known": f"standing IN ({standings})",
        "ck_entries_level_on_the_scale": "level BETWEEN 1 AND 5",
        "ck_entries_level_or_reason": "level IS NULL OR not_rated_reason IS NULL",
    }
    table = sa.Table(
        "entries",
        sa.MetaData(),
        sa.Column("id", number, nullable=False),
        sa.Column("interview", name, nullable=False),
        sa.Column("rater", name, nullable=False),
        sa.Column("client", name, nullable=False),
        sa.Column("seq", number, nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("item", short, nullable=False),
        sa.Column("part", short, nullable=False),
        sa.Column("level", sa.SmallInteger()),
        sa.Column("not_rated_reason", short),
        sa.Column("text", sa.Text()),
        sa.Column("flag", sa.Boolean()),
        sa.Column("seconds", number),
        sa.Column("recommendation", short),
        sa.Column("base", number, nullable=False),
        sa.Column("over", number),
        sa.Column("standing", short, nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("client_at", moment),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.ForeignKeyConstraint(["interview"], ["interviews.id"], name="fk_entries_interview"),
        sa.ForeignKeyConstraint(["rater"], ["people.subject"], name="fk_entries_rater"),
        sa.UniqueConstraint(
            "interview", "rater", "client", "seq", name="uq_entries_interview_rater_client_seq"
        ),
        *(sa.CheckConstraint(rule, name=name) for name, rule in checks.items()),
    )
    c = table.c
    newest = (c.interview, c.rater, c.kind, c.item, c.part, c.id, c.standing)
    sa.Index("ix_entries_newest", *newest, sqlite_where=sa.text("standing = 'counts'"))
    beside = sa.text("because != '' OR standing = 'proposed'")
    sa.Index("ix_entries_kept_beside", c.interview, c.rater, sqlite_where=beside)
    return table
