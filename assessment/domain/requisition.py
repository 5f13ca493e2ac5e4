"""An opening and the people around it: requisition, candidates, raters, panel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessment.domain.ids import CandidateId, RaterId, RequisitionId, code_of


class Reveal(StrEnum):
    """When a rater may see the others' ratings of a candidate: one value per requisition."""

    AT_DEBRIEF = "at_debrief"
    AFTER_OWN_SCORECARD = "after_own_scorecard"


class SeatRole(StrEnum):
    LEAD = "lead"
    INTERVIEWER = "interviewer"
    OBSERVER = "observer"
    CONSULTANT = "consultant"

    @property
    def rates(self) -> bool:
        """Whether this seat rates and so is waited for; the others rate and block nothing."""
        return self in {SeatRole.LEAD, SeatRole.INTERVIEWER}

    @property
    def leads(self) -> bool:
        """Whether this seat runs the panel and the debrief; the others interview and discuss."""
        return self in {SeatRole.LEAD, SeatRole.CONSULTANT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisition:
    """The approved opening; we keep the applicant tracking system's reference only."""

    id: RequisitionId
    title: str
    client: str
    reveal: Reveal
    created_at: datetime
    archived_at: datetime | None = None
    blind_since: datetime | None = None
    """Since when codes stand for names until a candidate's debrief opens; None: names are shown."""
    """Since when it is out of Today and of the lists; it can still be read and exported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person being considered for one requisition; a code everywhere, a name in one table."""

    id: CandidateId
    requisition: RequisitionId
    added_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""
    anonymised_at: datetime | None = None
    """Since when there are no words and no name; such a candidate has also withdrawn."""

    @property
    def code(self) -> str:
        return code_of(self.id)

    @property
    def withdrawn_day(self) -> str:
        """`2 March 2026`, in UTC; blank for somebody who has not withdrawn."""
        at = self.withdrawn_at
        return f"{at.day} {at:%B %Y}" if at else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """A seat on the requisition: who may be seated in its interviews, and as what."""

    requisition: RequisitionId
    rater: RaterId
    role: SeatRole


def leads(panel: Iterable[PanelMember], rater: RaterId | None) -> bool:
    """Whether `rater` (None: the owner of the database, who always does) runs this panel."""
    return rater is None or any(m.rater == rater and m.role.leads for m in panel)
