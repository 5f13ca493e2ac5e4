"""A form that somebody filled in and did not save yet."""

from dataclasses import dataclass
from datetime import datetime

from assessment.domain.ids import CandidateId, RaterId, RequisitionId

WORDS = frozenset({"because", "evidence", "note", "reason", "reasons", "why"})
"""The fields that hold free text, in whatever form; any other one holds a choice."""
_PROPOSAL = "proposal "


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


def proposal_form(entry: int) -> str:
    """The name of the form that decides on a proposed entry, by its place in this database's log.

    The only name with such a place in it: another database gives the same entry another one.
    """
    return f"{_PROPOSAL}{entry}"


def proposal_in(form: str) -> int | None:
    """The entry that the form `form` decides on; None where it is another kind of form."""
    place = form.removeprefix(_PROPOSAL)
    return int(place) if place != form and place.isascii() and place.isdecimal() else None
