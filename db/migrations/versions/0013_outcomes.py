"""How hires turned out after 3, 6 and 12 months."""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | None = None
depends_on: str | None = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME, SHORT = sa.String(200), sa.String(40)


def upgrade() -> None:
    op.create_table(
        "outcome_records",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("candidate", NAME, nullable=False),
        sa.Column("kind", SHORT, nullable=False),
        sa.Column("by", NAME),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_on", sa.Date()),
        sa.Column("month", sa.SmallInteger()),
        sa.Column("in_role", sa.Boolean()),
        sa.Column("mismatch", SHORT),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_records")),
        sa.ForeignKeyConstraint(
            ["candidate"], ["candidates.id"], name=op.f("fk_outcome_records_candidate")
        ),
        sa.CheckConstraint(
            "kind IN ('started', 'outcome')", name=op.f("ck_outcome_records_kind_known")
        ),
        sa.CheckConstraint(
            "mismatch IN ('none', 'more_plant', 'more_enterprise')",
            name=op.f("ck_outcome_records_mismatch_known"),
        ),
        sa.CheckConstraint("month IN (3, 6, 12)", name=op.f("ck_outcome_records_month_known")),
        sa.CheckConstraint(
            "(kind = 'started') = (started_on IS NOT NULL)"
            " AND (kind = 'outcome') = (month IS NOT NULL)"
            " AND (kind = 'outcome') = (in_role IS NOT NULL)",
            name=op.f("ck_outcome_records_value_fits_kind"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outcome_records_candidate"), "outcome_records", ["candidate"])


def downgrade() -> None:
    """Outcomes go; the audit log keeps that they were recorded."""
    op.drop_table("outcome_records")
