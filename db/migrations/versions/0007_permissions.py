"""Links that end, removals that can be undone, and the name before the last one."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

NAME = sa.String(200)
MOMENT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLES = "role IN ('lead', 'interviewer', 'observer', 'consultant')"
STILL = timedelta(days=14)
"""For so long a link from before goes on opening its scorecard."""


def upgrade() -> None:
    links = _create_links()
    op.create_table(
        "removals",
        sa.Column("subject", NAME, nullable=False),
        sa.Column("rater", NAME, nullable=False),
        sa.Column("requisition", NAME, nullable=False),
        sa.Column("role", sa.String(40)),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", NAME),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "rater", name=op.f("pk_removals")),
        sa.ForeignKeyConstraint(
            ["requisition"], ["requisitions.id"], name=op.f("fk_removals_requisition")
        ),
        sa.CheckConstraint(ROLES, name=op.f("ck_removals_role_known")),
    )
    op.create_index(op.f("ix_removals_requisition"), "removals", ["requisition"])
    op.create_table(
        "former_names",
        sa.Column("subject", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", NAME),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_former_names")),
        sa.ForeignKeyConstraint(
            ["subject"], ["candidates.id"], name=op.f("fk_former_names_subject")
        ),
    )
    _keep_links_of_before(links)


def _create_links() -> sa.Table:
    made = op.create_table(
        "seat_links",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("interview", NAME, nullable=False),
        sa.Column("rater", NAME, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("issued_by", NAME),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.Column("revoked_by", NAME),
        sa.Column("earlier", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seat_links")),
        sa.ForeignKeyConstraint(
            ["interview"], ["interviews.id"], name=op.f("fk_seat_links_interview")
        ),
        sa.ForeignKeyConstraint(["rater"], ["people.subject"], name=op.f("fk_seat_links_rater")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_seat_links_interview"), "seat_links", ["interview"])
    return made


def _keep_links_of_before(links: sa.Table) -> None:
    """Until now every rating seat had a link without an end."""
    seats = sa.table("seats", sa.column("interview"), sa.column("rater"), sa.column("role"))
    rating = sa.select(seats.c.interview, seats.c.rater).where(
        seats.c.role.in_(["lead", "interviewer"])
    )
    connection, now = op.get_bind(), datetime.now(UTC)
    rows = [
        {
            "interview": interview,
            "rater": rater,
            "issued_at": now,
            "issued_by": None,
            "ends_at": now + STILL,
            "revoked_at": None,
            "revoked_by": None,
            "earlier": True,
        }
        for interview, rater in connection.execute(
            rating.order_by(seats.c.interview, seats.c.rater)
        )
    ]
    if rows:
        connection.execute(sa.insert(links), rows)


def downgrade() -> None:
    """What was removed is there again; links have no end any more."""
    op.drop_table("former_names")
    op.drop_table("removals")
    op.drop_table("seat_links")
