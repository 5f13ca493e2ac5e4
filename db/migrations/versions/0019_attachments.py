"""Files attached to candidates."""

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = sa.String(200)


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("candidate", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", NAME),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.ForeignKeyConstraint(
            ["candidate"], ["candidates.id"], name=op.f("fk_attachments_candidate")
        ),
        sa.CheckConstraint(
            "kind IN ('pdf', 'docx', 'txt', 'md', 'png', 'jpg')",
            name=op.f("ck_attachments_kind_known"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachments_candidate"), "attachments", ["candidate"])


def downgrade() -> None:
    """The files go; the audit log keeps that they were there."""
    op.drop_table("attachments")
