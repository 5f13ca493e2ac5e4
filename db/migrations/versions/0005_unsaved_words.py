"""What somebody typed into a form about a candidate and did not save yet."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "unsaved_words",
        sa.Column("candidate", sa.String(200), nullable=False),
        sa.Column("keeper", sa.String(200), nullable=False),
        sa.Column("form", sa.String(200), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "candidate", "keeper", "form", "field", name=op.f("pk_unsaved_words")
        ),
        sa.ForeignKeyConstraint(
            ["candidate"], ["candidates.id"], name=op.f("fk_unsaved_words_candidate")
        ),
    )


def downgrade() -> None:
    """What was typed and not saved goes."""
    op.drop_table("unsaved_words")
