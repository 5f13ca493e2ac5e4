"""What somebody typed into a form about a candidate and did not save yet."""

from dataclasses import dataclass
from datetime import datetime

from assessment.domain.ids import CandidateId, RaterId


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form about one candidate, as one person fills it in."""

    candidate: CandidateId
    keeper: RaterId | None
    """None is the owner of the database."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one field of a form said last; a choice is kept as text as well."""

    form: Form
    field: str
    text: str
    kept_at: datetime
