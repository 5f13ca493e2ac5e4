"""A seat of an interview that is written on another laptop until it comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessment.domain.ids import RaterId, RequisitionId, SheetKey


class HandoverDirection(StrEnum):
    """Which way a seat went, as this database has it."""

    OUT = "out"
    """Handed over: another database writes on it."""
    IN = "in"
    """Taken in: this database writes on it, and the seat belongs to another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One handing over of one seat, as one of the two databases keeps it."""

    id: str
    """Random, and the same in both databases."""
    sheet: SheetKey
    """The seat as this database names it."""
    direction: HandoverDirection
    other: str = ""
    """Identity of the other database; blank at home until a return has named it."""
    their_rater: RaterId
    """The rater's code in the database that handed over."""
    board: bool
    """Whether the placement board went with the seat."""
    at: datetime
    by: RaterId | None
    returned_at: datetime | None = None
    """When the return was merged; on the other laptop when its file was made first."""
    taken_back_at: datetime | None = None
    """When the seat was taken back without a return."""

    @property
    def open(self) -> bool:
        """Whether the other laptop is the one that writes."""
        return self.returned_at is None and self.taken_back_at is None

    @property
    def elsewhere(self) -> bool:
        """Whether what is written on the seat here is kept as a proposal."""
        return self.open if self.direction is HandoverDirection.OUT else not self.open

    @property
    def sentence(self) -> str:
        """Where the seat is, for whoever would write on it here; blank where it is here."""
        if not self.elsewhere:
            return ""
        if self.direction is HandoverDirection.OUT:
            return f"This scorecard was handed over to another laptop on {_day(self.at)}."
        when = f" on {_day(self.returned_at)}" if self.returned_at else ""
        return f"This scorecard was returned{when} to the database it came from."


def seat_is_elsewhere(handovers: Iterable[Handover], rater: RaterId) -> bool:
    """Whether another laptop writes on the seat of `rater`, by the handovers of its interview.

    Where an interview came to, only the seats that came with it are written.
    """
    every = tuple(handovers)
    own = [h for h in every if h.sheet.rater == rater]
    out = any(h.open for h in own if h.direction is HandoverDirection.OUT)
    came = any(h.direction is HandoverDirection.IN for h in every)
    return out or (came and not any(h.open for h in own if h.direction is HandoverDirection.IN))


def board_is_elsewhere(handovers: Iterable[Handover]) -> bool:
    """Whether the placement board of one interview is done on another laptop, by its handovers.

    It goes out with one seat and stays with it. On a laptop that an interview came to, it is only
    where the seat that brought it is still there.
    """
    every = tuple(handovers)
    out = any(h.open and h.board for h in every if h.direction is HandoverDirection.OUT)
    came = [h for h in every if h.direction is HandoverDirection.IN]
    return out or (bool(came) and not any(h.open and h.board for h in came))


def lender_key(requisition: RequisitionId) -> str:
    """The setting with the identity of the database that a role came from for an interview."""
    return f"lender.{requisition}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
