"""Seats that went to another laptop, and seats that came from one."""

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | None = None
depends_on: str | None = None

NAME, SHORT, MOMENT = sa.String(200), sa.String(40), sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("interview", NAME, nullable=False),
        sa.Column("rater", NAME, nullable=False),
        sa.Column("direction", SHORT, nullable=False),
        sa.Column("other", sa.String(64), nullable=False),
        sa.Column("their_rater", NAME, nullable=False),
        sa.Column("board", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", NAME),
        sa.Column("returned_at", MOMENT),
        sa.Column("taken_back_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.ForeignKeyConstraint(
            ["interview"], ["interviews.id"], name=op.f("fk_handovers_interview")
        ),
        sa.ForeignKeyConstraint(["rater"], ["people.subject"], name=op.f("fk_handovers_rater")),
        sa.CheckConstraint("direction IN ('out', 'in')", name=op.f("ck_handovers_direction_known")),
    )
    op.create_index("ix_handovers_seat", "handovers", ["interview", "rater"])


def downgrade() -> None:
    """Where seats are goes; what was merged stays, and the audit log keeps both."""
    op.drop_table("handovers")
