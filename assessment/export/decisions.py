"""What people concluded about a candidate, as rows of `decisions.csv`; nothing is computed."""

from collections.abc import Iterable, Sequence

from assessment.domain.decision import DebriefKind, DebriefRecord
from assessment.domain.ids import InterviewId, ItemId, RequisitionId
from assessment.domain.rating import Kind
from assessment.domain.scorecard import Scorecard
from assessment.export.columns import SCHEMA
from assessment.export.rows import Row, instant

RECOMMENDATION = "recommendation"
"""The `kind` of what a rater recommends on a scorecard."""
KINDS = {
    DebriefKind.NOTE: "note",
    DebriefKind.FINAL_RATING: "agreed_level",
    DebriefKind.FINAL_RECOMMENDATION: "final_recommendation",
    DebriefKind.DECISION: "decision",
}
"""The published `kind` of each record of the debrief; records of other kinds have no row."""


def decision_rows(
    cards: Iterable[Scorecard],
    debrief: Iterable[DebriefRecord],
    *,
    requisition: RequisitionId,
    candidate: str,
    interviews: Sequence[InterviewId],
) -> list[Row]:
    """The raters' recommendations in the order of their scorecards, then the debrief's log.

    `interviews` are the candidate's own: with one of them, an item has the name that it has in
    `ratings.csv`; with several, the interview stands before it.
    """
    common: Row = {"schema": SCHEMA, "requisition": requisition, "candidate": candidate}
    several = len(interviews) > 1
    return [
        *({**common, **_recommended(card)} for card in cards if card.recommendation),
        *({**common, **_said(r, several=several)} for r in debrief if r.kind in KINDS),
    ]


def _recommended(card: Scorecard) -> Row:
    """`at` is when it was submitted, or last amended."""
    kinds = {Kind.RECOMMENDATION, Kind.REASONS}
    amended = [entry.at for entry in card.amendments if entry.kind in kinds]
    at = max(amended, default=card.submitted_at)
    return {
        "kind": RECOMMENDATION,
        "rater": card.sheet.rater,
        "item": None,
        "level": None,
        "recommendation": card.recommendation and card.recommendation.value,
        "text": card.reasons,
        "at": instant(at) if at else None,
    }


def _said(record: DebriefRecord, *, several: bool) -> Row:
    return {
        "kind": KINDS[record.kind],
        "rater": record.by,
        "item": _place(record.interview, record.item, several=several),
        "level": record.level,
        "recommendation": record.decision.value if record.decision else record.recommendation,
        "text": record.text,
        "at": instant(record.at),
    }


def _place(interview: InterviewId | None, item: ItemId | None, *, several: bool) -> str | None:
    return f"{interview}/{item}" if several and interview and item else item
