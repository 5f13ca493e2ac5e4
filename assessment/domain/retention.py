"""How long a candidate's data is kept, from when that runs, and when it is due for a review.

Nothing here deletes anything: what is due waits for a person's word.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assessment.domain.decision import DebriefRecord, decided
from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.ids import CandidateId, RaterId, RequisitionId
from assessment.domain.requisition import Candidate
from assessment.domain.scorecard import Scorecard

SHORTEST, LONGEST, USUAL = 1, 60, 6
"""Months."""
USUAL_REASON = "This leaves time to answer questions about the decision."


class Since(StrEnum):
    """From what the period runs. The value completes `after the …`."""

    DECISION = "decision"
    SCORECARD = "last submitted scorecard"
    WITHDRAWAL = "withdrawal"
    ADDED = "day the candidate was added"
    REMOVAL = "removal"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPeriod:
    """How long the data of one requisition's candidates is kept, and why so long."""

    requisition: RequisitionId
    months: int = USUAL
    reason: str = USUAL_REASON

    @property
    def sentence(self) -> str:
        """`6 months after the decision`."""
        return f"{in_months(self.months)} after the decision"


@dataclass(frozen=True, slots=True)
class RetentionStart:
    """From what and from when the period of one candidate runs."""

    since: Since
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLonger:
    """Somebody's word that a candidate's data stays until a later day."""

    candidate: CandidateId
    until: date
    because: str
    at: datetime
    by: RaterId | None
    """None: the owner of the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """How long one candidate's data is kept."""

    candidate: CandidateId
    period: RetentionPeriod
    start: RetentionStart
    longer: KeptLonger | None = None

    @property
    def ends_on(self) -> date:
        """The day, in UTC, on which the period is over."""
        return months_after(self.start.at.date(), self.period.months)

    @property
    def due_on(self) -> date:
        """The day from which the data is due for a review."""
        return max(self.ends_on, self.longer.until) if self.longer else self.ends_on

    @property
    def removed(self) -> bool:
        """Whether the candidate was taken out of the role, which keeps the data."""
        return self.start.since is Since.REMOVAL

    def due(self, today: date) -> bool:
        return self.due_on <= today

    @property
    def since(self) -> str:
        """`6 months after the decision of 2 March 2026`."""
        start = in_words(self.start.at.date())
        joint = "," if self.start.since is Since.ADDED else " of"
        months = in_months(self.period.months)
        return f"{months} after the {self.start.since.value}{joint} {start}"


def start_of(
    candidate: Candidate, cards: Iterable[Scorecard], debrief: Iterable[DebriefRecord]
) -> RetentionStart:
    """From the last decision; else the last scorecard or the withdrawal, whichever came later.

    Where there is none of them, from the day the candidate was added, so that nobody is forgotten.
    """
    if decision := decided(debrief):
        return RetentionStart(Since.DECISION, decision.at)
    submitted = [RetentionStart(Since.SCORECARD, c.submitted_at) for c in cards if c.submitted_at]
    if candidate.withdrawn_at:
        submitted.append(RetentionStart(Since.WITHDRAWAL, candidate.withdrawn_at))
    added = RetentionStart(Since.ADDED, candidate.added_at)
    return max(submitted, key=lambda start: start.at, default=added)


def checked_period(requisition: RequisitionId, months: int, reason: str) -> RetentionPeriod:
    """Invalid for anything but 1 to 60 whole months, Incomplete without a reason."""
    if isinstance(months, bool) or not isinstance(months, int):
        raise Invalid("Enter the period in whole months.")
    if not SHORTEST <= months <= LONGEST:
        raise Invalid(f"Enter a period from {SHORTEST} to {LONGEST} months.")
    if not reason:
        raise Incomplete("Give a short reason why the data is kept this long.")
    return RetentionPeriod(requisition=requisition, months=months, reason=reason)


def checked_until(until: date, today: date) -> date:
    """Invalid for a day that is not ahead, or further ahead than any period."""
    if until <= today:
        raise Invalid("Choose a day after today.")
    if until > (latest := months_after(today, LONGEST)):
        raise Invalid(
            f"Choose a day no later than {in_words(latest)}. You can extend it again then."
        )
    return until


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 31 August and 6 is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_months(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"


def in_words(day: date) -> str:
    """`2 March 2026`."""
    return f"{day.day} {day:%B %Y}"
