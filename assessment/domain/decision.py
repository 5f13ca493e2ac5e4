"""What is said after all scorecards are in: the debrief's records. Nothing here is computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessment.domain.ids import CandidateId, InterviewId, ItemId, RaterId


class DebriefKind(StrEnum):
    OPENED = "opened"
    """Opened before every scorecard was in; `text` is the reason."""
    NOTE = "note"
    """What was said, on an item or on the candidate."""
    FINAL_RATING = "final_rating"
    """`level` for an item, agreed in discussion; it never replaces what a rater gave."""
    FINAL_RECOMMENDATION = "final_recommendation"
    """`recommendation` with its reasons in `text`."""
    DECISION = "decision"
    """`decision` with its reason in `text`; apart from any recommendation."""


class Decision(StrEnum):
    """What the debrief ends with."""

    OFFER = "offer"
    REJECT = "reject"
    HOLD = "hold"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefRecord:
    """One line in the debrief's own log; the newest of a kind and item stands."""

    id: int
    candidate: CandidateId
    kind: DebriefKind
    by: RaterId | None
    """Who wrote it; None for the owner of the database."""
    at: datetime
    interview: InterviewId | None = None
    item: ItemId | None = None
    level: int | None = None
    recommendation: str = ""
    decision: Decision | None = None
    text: str = ""


def of_kind(records: Iterable[DebriefRecord], kind: DebriefKind) -> tuple[DebriefRecord, ...]:
    """The records of one kind as they were written; the last one counts."""
    return tuple(r for r in records if r.kind is kind)


def decided(records: Iterable[DebriefRecord]) -> DebriefRecord | None:
    """The decision that counts; None before there is one."""
    return next(reversed(of_kind(records, DebriefKind.DECISION)), None)
