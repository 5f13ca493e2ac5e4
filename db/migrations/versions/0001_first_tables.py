"""The first tables: hiring, kits and interviews, the logs."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Name = sa.String(200)
Short = sa.String(40)
Moment = sa.DateTime(timezone=True)

TABLES = (
    "requisitions",
    "candidates",
    "people",
    "panel_members",
    "briefs",
    "kit_drafts",
    "kits",
    "interviews",
    "seats",
    "entries",
    "debrief_records",
    "journal",
    "settings",
)

ROLES = ("lead", "interviewer", "observer", "consultant")
KINDS = (
    "verdict",
    "evidence",
    "probe",
    "belief",
    "seconds",
    "recommendation",
    "reasons",
    "submit",
)
VALUE_FITS_KIND = (
    "(kind = 'verdict' OR (level IS NULL AND not_rated_reason IS NULL))"
    " AND (kind = 'recommendation' OR recommendation IS NULL)"
    " AND (kind IN ('evidence', 'reasons')) = (text IS NOT NULL)"
    " AND (kind IN ('probe', 'belief', 'submit')) = (flag IS NOT NULL)"
    " AND (kind = 'seconds') = (seconds IS NOT NULL)"
)


def upgrade() -> None:
    hiring()
    briefs()
    kits()
    interviews()
    entries()
    other_logs()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def required(name: str, kind: TypeEngine[Any], *rest: sa.ForeignKey) -> sa.Column[Any]:
    return sa.Column(name, kind, *rest, nullable=False)


def hiring() -> None:
    op.create_table(
        "requisitions",
        sa.Column("number", Number, primary_key=True),
        sa.Column("id", Name, nullable=False, unique=True),
        required("title", sa.Text()),
        required("client", sa.Text()),
        required("reveal", one_of("reveal_known", "at_debrief", "after_own_scorecard")),
        required("created_at", Moment),
    )
    op.create_table(
        "candidates",
        sa.Column("id", Name, primary_key=True),
        sa.Column(
            "requisition", Name, sa.ForeignKey("requisitions.id"), nullable=False, index=True
        ),
        required("added_at", Moment),
        sa.Column("withdrawn_at", Moment),
        required("withdrawn_because", sa.Text()),
    )
    op.create_table(
        "people",
        sa.Column("number", Number, primary_key=True),
        sa.Column("subject", Name, nullable=False, unique=True),
        required("kind", sa.String(20)),
        required("name", sa.Text()),
        sa.CheckConstraint("kind IN ('rater', 'candidate')", name="kind_known"),
    )
    op.create_table(
        "panel_members",
        sa.Column("number", Number, primary_key=True),
        required("requisition", Name, sa.ForeignKey("requisitions.id")),
        required("rater", Name, sa.ForeignKey("people.subject")),
        required("role", one_of("role_known", *ROLES)),
        sa.UniqueConstraint("requisition", "rater"),
    )


def briefs() -> None:
    scopes = ("one_site", "several_sites", "enterprise_programme")
    industries = ("general", "batch", "continuous", "discrete", "regulated")
    op.create_table(
        "briefs",
        sa.Column("requisition", Name, sa.ForeignKey("requisitions.id"), primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True, autoincrement=False),
        required("title", sa.Text()),
        required("client", sa.Text()),
        required("enterprise_share", sa.Integer()),
        required("cells", sa.JSON()),
        required("organisational_scope", one_of("scope_known", *scopes)),
        required("industry", one_of("industry_known", *industries)),
        required("weights", sa.JSON()),
        required("rationale", sa.JSON()),
        sa.Column("required_score", sa.Double()),
        required("coverage_floor", sa.Double()),
        required("to_clear_up", sa.Text()),
        required("saved_at", Moment),
        sa.CheckConstraint("enterprise_share BETWEEN 0 AND 100", name="share_is_a_percentage"),
    )


def kits() -> None:
    op.create_table(
        "kit_drafts",
        sa.Column("requisition", Name, sa.ForeignKey("requisitions.id"), primary_key=True),
        required("minutes", sa.Integer()),
        required("questions", sa.JSON()),
    )
    op.create_table(
        "kits",
        sa.Column("number", Number, primary_key=True),
        sa.Column("id", Name, nullable=False, unique=True),
        sa.Column(
            "requisition", Name, sa.ForeignKey("requisitions.id"), nullable=False, index=True
        ),
        required("document", sa.JSON()),
        required("bank_version", Short),
        required("frozen_at", Moment),
        required("digest", Short),
    )


def interviews() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", Name, primary_key=True),
        sa.Column("candidate", Name, sa.ForeignKey("candidates.id"), nullable=False, index=True),
        required("kit", Name, sa.ForeignKey("kits.id")),
        required("planned_at", Moment),
    )
    op.create_table(
        "seats",
        sa.Column("interview", Name, sa.ForeignKey("interviews.id"), primary_key=True),
        sa.Column("rater", Name, sa.ForeignKey("people.subject"), primary_key=True),
        required("role", one_of("role_known", *ROLES)),
        required("position", sa.Integer()),
    )


def entries() -> None:
    reasons = ("not_asked", "no_evidence", "conflict_of_interest")
    five = ("strong_no", "no", "mixed", "yes", "strong_yes")
    op.create_table(
        "entries",
        sa.Column("id", Number, primary_key=True),
        required("interview", Name, sa.ForeignKey("interviews.id")),
        required("rater", Name, sa.ForeignKey("people.subject")),
        required("client", Name),
        required("seq", Number),
        required("kind", one_of("kind_known", *KINDS)),
        required("item", Short),
        required("part", Short),
        sa.Column("level", sa.SmallInteger()),
        sa.Column("not_rated_reason", one_of("reason_known", *reasons)),
        sa.Column("text", sa.Text()),
        sa.Column("flag", sa.Boolean()),
        sa.Column("seconds", Number),
        sa.Column("recommendation", one_of("recommendation_known", *five)),
        required("base", Number),
        sa.Column("over", Number),
        required("standing", one_of("standing_known", "counts", "late", "proposed")),
        required("because", sa.Text()),
        sa.Column("client_at", Moment),
        required("at", Moment),
        sa.UniqueConstraint("interview", "rater", "client", "seq"),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level_on_the_scale"),
        sa.CheckConstraint("level IS NULL OR not_rated_reason IS NULL", name="level_or_reason"),
        sa.CheckConstraint(VALUE_FITS_KIND, name="value_fits_kind"),
        sqlite_autoincrement=True,
    )
    newest = ["interview", "rater", "kind", "item", "part", "id", "standing"]
    _partial("ix_entries_newest", newest, "standing = 'counts'")
    beside = "because != '' OR standing = 'proposed'"
    _partial("ix_entries_kept_beside", ["interview", "rater"], beside)


def _partial(name: str, columns: list[str], where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, "entries", columns, sqlite_where=rows, postgresql_where=rows)


def other_logs() -> None:
    kinds = ("opened", "note", "final_rating", "final_recommendation")
    op.create_table(
        "debrief_records",
        sa.Column("id", Number, primary_key=True),
        sa.Column("candidate", Name, sa.ForeignKey("candidates.id"), nullable=False, index=True),
        required("kind", one_of("kind_known", *kinds)),
        sa.Column("by", Name),
        required("at", Moment),
        sa.Column("interview", Name, sa.ForeignKey("interviews.id")),
        sa.Column("item", Short),
        sa.Column("level", sa.SmallInteger()),
        required("recommendation", Short),
        required("text", sa.Text()),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level_on_the_scale"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "journal",
        sa.Column("id", Number, primary_key=True),
        required("at", Moment),
        sa.Column("by", Name),
        required("act", sa.Text()),
        required("about", sa.Text()),
        required("detail", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "settings",
        sa.Column("key", Name, primary_key=True),
        required("value", sa.Text()),
    )
