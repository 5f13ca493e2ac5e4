"""Placement boards: the candidates' log, and the cards of a kit in preparation."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

KINDS = ("convention", "words", "move", "footprint", "finish")
STANDINGS = ("counts", "late", "proposed")


def upgrade() -> None:
    op.add_column("kit_drafts", sa.Column("cards", sa.JSON()))
    name, short, moment = sa.String(200), sa.String(40), sa.DateTime(timezone=True)
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    checks = {
        "ck_board_entries_kind_known": f"kind IN ({_listed(KINDS)})",
        "ck_board_entries_standing_known": f"standing IN ({_listed(STANDINGS)})",
        "ck_board_entries_a_finish_says_so": "kind != 'finish' OR value IS NOT NULL",
    }
    op.create_table(
        "board_entries",
        sa.Column("id", number, nullable=False),
        sa.Column("interview", name, nullable=False),
        sa.Column("client", name, nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", short, nullable=False),
        sa.Column("part", sa.String(80), nullable=False),
        sa.Column("value", sa.JSON()),
        sa.Column("standing", short, nullable=False),
        sa.Column("client_at", moment),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_entries")),
        sa.ForeignKeyConstraint(
            ["interview"], ["interviews.id"], name=op.f("fk_board_entries_interview")
        ),
        sa.UniqueConstraint(
            "interview", "client", "seq", name=op.f("uq_board_entries_interview_client_seq")
        ),
        *(sa.CheckConstraint(rule, name=op.f(of)) for of, rule in checks.items()),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """The boards go, and with them what they say of their candidates."""
    op.drop_table("board_entries")
    with op.batch_alter_table("kit_drafts") as table:
        table.drop_column("cards")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)
