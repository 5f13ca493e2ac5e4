"""The address that an interviewer signs in with, and sign-ins that were ended."""

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Nobody had an address before, which a blank column means."""
    op.add_column("people", sa.Column("email", sa.String(254)))
    op.create_index(op.f("ix_people_email"), "people", ["email"], unique=True)
    op.create_table(
        "ended_sign_ins",
        sa.Column("session", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("session", name=op.f("pk_ended_sign_ins")),
    )


def downgrade() -> None:
    op.drop_table("ended_sign_ins")
    op.drop_index(op.f("ix_people_email"), "people")
    op.drop_column("people", "email")
