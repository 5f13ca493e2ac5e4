"""What somebody typed into a role brief and did not save yet."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

SCOPES = ("one_site", "several_sites", "enterprise_programme")
INDUSTRIES = ("general", "batch", "continuous", "discrete", "regulated")


def upgrade() -> None:
    name, short = sa.String(200), sa.String(40)
    checks = {
        "ck_brief_drafts_scope_known": f"organisational_scope IN ({_listed(SCOPES)})",
        "ck_brief_drafts_industry_known": f"industry IN ({_listed(INDUSTRIES)})",
        "ck_brief_drafts_share_is_a_percentage": "enterprise_share BETWEEN 0 AND 100",
    }
    op.create_table(
        "brief_drafts",
        sa.Column("requisition", name, nullable=False),
        sa.Column("keeper", name, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("enterprise_share", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("organisational_scope", short, nullable=False),
        sa.Column("industry", short, nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("rationale", sa.JSON(), nullable=False),
        sa.Column("required_score", sa.Double()),
        sa.Column("coverage_floor", sa.Double(), nullable=False),
        sa.Column("to_clear_up", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("requisition", "keeper", name=op.f("pk_brief_drafts")),
        sa.ForeignKeyConstraint(
            ["requisition"], ["requisitions.id"], name=op.f("fk_brief_drafts_requisition")
        ),
        *(sa.CheckConstraint(rule, name=op.f(of)) for of, rule in checks.items()),
    )


def downgrade() -> None:
    """What was typed and not saved goes."""
    op.drop_table("brief_drafts")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)
