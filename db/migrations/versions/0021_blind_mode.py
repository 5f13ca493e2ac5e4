"""Since when a requisition hides its candidates' names."""

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """No names were hidden before, which a blank column means."""
    op.add_column("requisitions", sa.Column("blind_since", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("requisitions", "blind_since")
