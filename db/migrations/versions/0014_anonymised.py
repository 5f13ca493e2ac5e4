"""Since when a candidate's data is anonymised."""

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Nobody was anonymised before, which a blank column means."""
    op.add_column("candidates", sa.Column("anonymised_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("candidates", "anonymised_at")
