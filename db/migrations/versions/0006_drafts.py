"""One table for every form that was filled in and not saved yet."""

import json
from datetime import datetime
from importlib import import_module
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

ONE_SUBJECT = "(candidate IS NULL) <> (requisition IS NULL)"
BRIEF = (
    *("revision", "title", "client", "enterprise_share", "cells", "organisational_scope"),
    *("industry", "weights", "rationale", "required_score", "coverage_floor", "to_clear_up"),
)
"""What a draft of a role brief holds, as one JSON text."""


def upgrade() -> None:
    drafts = _create_drafts()
    connection = op.get_bind()
    words = sa.table("unsaved_words", *(sa.column(n) for n in _WORDS), _moment("kept_at"))
    for row in connection.execute(sa.select(words)).mappings():
        connection.execute(sa.insert(drafts).values(_of_a_candidate(row)))
    briefs = _brief_drafts()
    for row in connection.execute(sa.select(briefs)).mappings():
        connection.execute(sa.insert(drafts).values(_of_a_requisition(row)))
    op.drop_table("unsaved_words")
    op.drop_table("brief_drafts")


def _create_drafts() -> sa.Table:
    name = sa.String(200)
    return op.create_table(
        "drafts",
        sa.Column("subject", name, nullable=False),
        sa.Column("author", name, nullable=False),
        sa.Column("form", name, nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("candidate", name),
        sa.Column("requisition", name),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", "author", "form", "field", name=op.f("pk_drafts")),
        sa.ForeignKeyConstraint(["candidate"], ["candidates.id"], name=op.f("fk_drafts_candidate")),
        sa.ForeignKeyConstraint(
            ["requisition"], ["requisitions.id"], name=op.f("fk_drafts_requisition")
        ),
        sa.CheckConstraint(ONE_SUBJECT, name=op.f("ck_drafts_one_subject")),
    )


_WORDS = ("candidate", "keeper", "form", "field", "text")
"""The columns of `unsaved_words`, apart from the time."""


def _moment(name: str) -> sa.ColumnClause[datetime]:
    return sa.column(name, sa.DateTime(timezone=True))


def _brief_drafts() -> sa.TableClause:
    documents = {"cells", "weights", "rationale"}
    columns = [sa.column(n, sa.JSON() if n in documents else None) for n in BRIEF]
    return sa.table(
        "brief_drafts",
        sa.column("requisition"),
        sa.column("keeper"),
        *columns,
        _moment("kept_at"),
    )


def _of_a_candidate(row: sa.RowMapping) -> dict[str, Any]:
    return {
        "subject": row["candidate"],
        "author": row["keeper"],
        "form": row["form"],
        "field": row["field"],
        "candidate": row["candidate"],
        "requisition": None,
        "text": row["text"],
        "kept_at": row["kept_at"],
    }


def _of_a_requisition(row: sa.RowMapping) -> dict[str, Any]:
    return {
        "subject": row["requisition"],
        "author": row["keeper"],
        "form": "brief",
        "field": "brief",
        "candidate": None,
        "requisition": row["requisition"],
        "text": json.dumps({name: row[name] for name in BRIEF}, ensure_ascii=False),
        "kept_at": row["kept_at"],
    }


def downgrade() -> None:
    """Drop what was typed and not saved, and bring the two tables back empty."""
    op.drop_table("drafts")
    for migration in ("0004_brief_drafts", "0005_unsaved_words"):
        import_module(f"db.migrations.versions.{migration}").upgrade()
