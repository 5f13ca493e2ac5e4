"""One meeting of a candidate and one or more seats, following one kit."""

from dataclasses import dataclass, field
from datetime import datetime

from assessment.domain.ids import CandidateId, InterviewId, KitId, RaterId, SheetKey
from assessment.domain.requisition import SeatRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    rater: RaterId
    role: SeatRole
    revoked_up_to: int = field(default=0, compare=False)
    """The highest number of a link of this seat that was revoked; those below are as well."""
    elsewhere: bool = field(default=False, compare=False)
    """Whether another laptop writes on it; what still arrives here is kept as a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """Planned for a date and time; which kit it follows is fixed when it is planned."""

    id: InterviewId
    candidate: CandidateId
    kit: KitId
    planned_at: datetime
    seats: tuple[Seat, ...]
    removed: bool = field(default=False, compare=False)
    """Whether it or its candidate was taken out; what still arrives is kept as a proposal."""

    board_elsewhere: bool = field(default=False, compare=False)
    """Whether its placement board is done on another laptop; what still arrives moves nothing."""

    @property
    def rating_sheets(self) -> tuple[SheetKey, ...]:
        """The sheets that the debrief waits for."""
        return tuple(SheetKey(self.id, s.rater) for s in self.seats if s.role.rates)

    def seat_of(self, rater: RaterId | None) -> Seat | None:
        return next((s for s in self.seats if s.rater == rater), None)

    def role_of(self, rater: RaterId | None) -> SeatRole | None:
        return next((s.role for s in self.seats if s.rater == rater), None)
