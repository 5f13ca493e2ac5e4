"""How long candidates' data is kept, by requisition, and whose is kept longer."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | None = None
depends_on: str | None = None

NAME = sa.String(200)


def upgrade() -> None:
    """Requisitions without a row have the usual period."""
    op.create_table(
        "retention_periods",
        sa.Column("requisition", NAME, nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("requisition", name=op.f("pk_retention_periods")),
        sa.ForeignKeyConstraint(
            ["requisition"], ["requisitions.id"], name=op.f("fk_retention_periods_requisition")
        ),
        sa.CheckConstraint(
            "months BETWEEN 1 AND 60", name=op.f("ck_retention_periods_months_known")
        ),
    )
    op.create_table(
        "kept_longer",
        sa.Column("candidate", NAME, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", NAME),
        sa.PrimaryKeyConstraint("candidate", name=op.f("pk_kept_longer")),
        sa.ForeignKeyConstraint(
            ["candidate"], ["candidates.id"], name=op.f("fk_kept_longer_candidate")
        ),
    )


def downgrade() -> None:
    """Periods and words go; the audit log keeps that there were some."""
    op.drop_table("kept_longer")
    op.drop_table("retention_periods")
