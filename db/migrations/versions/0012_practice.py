"""What raters rate for practice."""

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ONCE = "kind != 'rated'"


def upgrade() -> None:
    op.create_table(
        "practice_events",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("rater", sa.String(200), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("place", sa.SmallInteger()),
        sa.Column("level", sa.SmallInteger()),
        sa.Column("document", sa.JSON()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_events")),
        sa.ForeignKeyConstraint(
            ["rater"], ["people.subject"], name=op.f("fk_practice_events_rater")
        ),
        sa.CheckConstraint(
            "kind IN ('started', 'rated', 'finished')", name=op.f("ck_practice_events_kind_known")
        ),
        sa.CheckConstraint(
            "level BETWEEN 1 AND 5", name=op.f("ck_practice_events_level_on_the_scale")
        ),
        sa.CheckConstraint(
            "(kind = 'rated') = (place IS NOT NULL AND level IS NOT NULL)"
            " AND (kind = 'started') = (document IS NOT NULL)",
            name=op.f("ck_practice_events_value_fits_kind"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_practice_events_rater", "practice_events", ["rater", "id"])
    op.create_index(
        "ix_practice_events_once",
        "practice_events",
        ["rater", "round", "kind"],
        unique=True,
        sqlite_where=sa.text(ONCE),
        postgresql_where=sa.text(ONCE),
    )


def downgrade() -> None:
    """What raters practised is gone."""
    op.drop_table("practice_events")
