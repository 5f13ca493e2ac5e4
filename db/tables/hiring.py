"""Openings and the people around them: requisitions, candidates, people, panel, briefs, words."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from assessment.domain.requisition import Reveal, SeatRole
from db.tables.base import metadata
from db.types import BigNumber, UtcDateTime, one_of
from question_bank import OrganisationalScope
from question_bank.model import Industry

requisitions = Table(
    "requisitions",
    metadata,
    Column("number", BigNumber, primary_key=True),
    Column("id", String(200), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("reveal", one_of(Reveal, "reveal_known"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("archived_at", UtcDateTime),
    Column("blind_since", UtcDateTime),
)
"""`number` here and below is the order in which rows were added."""

candidates = Table(
    "candidates",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("requisition", ForeignKey("requisitions.id"), nullable=False, index=True),
    Column("added_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Column("withdrawn_because", Text, nullable=False),
    Column("anonymised_at", UtcDateTime),
)

people = Table(
    "people",
    metadata,
    Column("number", BigNumber, primary_key=True),
    Column("subject", String(200), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("email", String(254), index=True, unique=True),
    CheckConstraint("kind IN ('rater', 'candidate')", name="kind_known"),
)
"""The one table that knows names; `subject` is a rater's or a candidate's id.

`email` is what a rater signs in with, in lower case.
"""

contacts = Table(
    "contacts",
    metadata,
    Column("candidate", ForeignKey("candidates.id"), primary_key=True),
    Column("email", Text, nullable=False),
    Column("reference", Text, nullable=False),
)
"""How a candidate is known elsewhere; erased together with the name."""

panel_members = Table(
    "panel_members",
    metadata,
    Column("number", BigNumber, primary_key=True),
    Column("requisition", ForeignKey("requisitions.id"), nullable=False),
    Column("rater", ForeignKey("people.subject"), nullable=False),
    Column("role", one_of(SeatRole, "role_known"), nullable=False),
    UniqueConstraint("requisition", "rater"),
)


def _fields_of_a_brief() -> tuple[SchemaItem, ...]:
    return (
        Column("title", Text, nullable=False),
        Column("client", Text, nullable=False),
        Column("enterprise_share", Integer, nullable=False),
        Column("cells", JSON, nullable=False),
        Column("organisational_scope", one_of(OrganisationalScope, "scope_known"), nullable=False),
        Column("industry", one_of(Industry, "industry_known"), nullable=False),
        Column("weights", JSON, nullable=False),
        Column("rationale", JSON, nullable=False),
        Column("required_score", Double),
        Column("coverage_floor", Double, nullable=False),
        Column("to_clear_up", Text, nullable=False),
        Column("origin", JSON),
        CheckConstraint("enterprise_share BETWEEN 0 AND 100", name="share_is_a_percentage"),
    )


briefs = Table(
    "briefs",
    metadata,
    Column("requisition", ForeignKey("requisitions.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    *_fields_of_a_brief(),
    Column("saved_at", UtcDateTime, nullable=False),
)
"""One row per revision; a brief that was saved is never changed."""

drafts = Table(
    "drafts",
    metadata,
    Column("subject", String(200), primary_key=True),
    Column("author", String(200), primary_key=True),
    Column("form", String(200), primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("candidate", ForeignKey("candidates.id")),
    Column("requisition", ForeignKey("requisitions.id")),
    Column("text", Text, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    CheckConstraint("(candidate IS NULL) <> (requisition IS NULL)", name="one_subject"),
)
"""Forms that a person filled in and did not save yet; `author` is a rater, blank for the owner of
the database, and `subject` the id of the candidate or requisition that the form is about."""
