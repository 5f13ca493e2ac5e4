"""How a hire turned out: what the manager says after 3, 6 and 12 months, as events that stay."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assessment.domain.ids import CandidateId, RaterId
from assessment.domain.rating import Level
from question_bank import Competency

MONTHS = (3, 6, 12)
"""After how many months the manager is asked."""


class Mismatch(StrEnum):
    """Whether the job turned out to be another one, and which way."""

    NONE = "none"
    MORE_PLANT = "more_plant"
    """The job needed more of the plant than this person has."""
    MORE_ENTERPRISE = "more_enterprise"
    """The job needed more of the enterprise than this person has."""

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Mismatch.NONE: "No mismatch",
    Mismatch.MORE_PLANT: "Needed more plant",
    Mismatch.MORE_ENTERPRISE: "Needed more enterprise",
}


class OutcomeKind(StrEnum):
    STARTED = "started"
    """`started_on`: the first day in the job."""
    OUTCOME = "outcome"
    """What the manager said after `month` months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecord:
    """One line in the log of a hire; the newest start, and the newest of each month, count."""

    id: int
    candidate: CandidateId
    kind: OutcomeKind
    by: RaterId | None
    """Who recorded it; None for the owner of the database."""
    at: datetime
    started_on: date | None = None
    month: int | None = None
    in_role: bool | None = None
    """Whether the person was still in the job then."""
    mismatch: Mismatch | None = None
    """None where the manager was not asked."""
    levels: Mapping[Competency, Level] = field(default_factory=dict)
    """The manager's level for each competency; one that was not rated is missing."""
    text: str = ""

    @property
    def told(self) -> tuple[object, ...]:
        """What it says, without who wrote it and when."""
        said = (self.kind, self.started_on, self.month, self.in_role, self.mismatch)
        return (*said, dict(self.levels), self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hire:
    """One hired candidate as the log says."""

    candidate: CandidateId
    started_on: date | None
    outcomes: Mapping[int, OutcomeRecord]
    """By month, the one that counts."""
    history: tuple[OutcomeRecord, ...]
    """Everything, oldest first."""

    def due_on(self, month: int) -> date | None:
        """The day on which `month` months are over; None before there is a start date."""
        return months_after(self.started_on, month) if self.started_on else None

    def opens_on(self, month: int) -> date | None:
        """The first day on which it can be recorded: a month before it is due."""
        return months_after(self.started_on, month - 1) if self.started_on else None

    def due(self, today: date) -> tuple[int, ...]:
        """The months that are over and have no outcome; none after the person left the job."""
        left = min((m for m, o in self.outcomes.items() if o.in_role is False), default=max(MONTHS))
        return tuple(
            month
            for month in MONTHS
            if month not in self.outcomes
            and month <= left
            and (day := self.due_on(month)) is not None
            and day <= today
        )


def hire_of(candidate: CandidateId, records: Iterable[OutcomeRecord]) -> Hire:
    """The hire as its records, in the order of the log, say."""
    kept = tuple(records)
    starts = [r.started_on for r in kept if r.kind is OutcomeKind.STARTED]
    return Hire(
        candidate=candidate,
        started_on=starts[-1] if starts else None,
        outcomes={r.month: r for r in kept if r.kind is OutcomeKind.OUTCOME and r.month},
        history=kept,
    )


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
