"""What was taken out and can be put back, and the name that a candidate had before."""

from dataclasses import dataclass
from datetime import datetime

from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.requisition import SeatRole


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRecord:
    """A candidate or an interview that was removed, or a seat that was taken away."""

    requisition: RequisitionId
    subject: str
    """The candidate or interview; of a seat on the panel the requisition, of one in an interview
    the interview."""
    rater: RaterId | None = None
    """Whose seat it was; None where the subject itself was removed."""
    role: SeatRole | None = None
    """Of that seat."""
    at: datetime
    by: RaterId | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """What a candidate was called before the last renaming."""

    name: str
    at: datetime
    by: RaterId | None
    because: str
