"""A form that somebody filled in and did not save yet."""

from dataclasses import dataclass
from datetime import datetime

from assessment.domain.ids import CandidateId, RaterId, RequisitionId

WORDS = frozenset({"because", "evidence", "note", "reason", "reasons", "why"})
"""The fields that hold free text, in whatever form; any other one holds a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftForm:
    """One form about one candidate or one requisition, as one person fills it in."""

    name: str
    author: RaterId | None
    """None is the owner of the database."""
    candidate: CandidateId | None = None
    requisition: RequisitionId | None = None

    def __post_init__(self) -> None:
        if bool(self.candidate) == bool(self.requisition):
            raise ValueError("a form is about either a candidate or a requisition")

    @property
    def subject(self) -> str:
        """The id of what the form is about."""
        return self.candidate or self.requisition or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftField:
    """What was last typed into one field of a form; a choice is stored as text as well."""

    form: DraftForm
    field: str
    text: str
    kept_at: datetime
