"""What is said after all scorecards are in: the debrief's records. Nothing here is computed."""

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
    text: str = ""
