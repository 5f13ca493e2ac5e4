"""What a brief was made from: a role, an advert, and the client's answers."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """A brief from before was written by hand, which a blank column means."""
    op.add_column("briefs", sa.Column("origin", sa.JSON()))


def downgrade() -> None:
    op.drop_column("briefs", "origin")
