"""The two cards of a board to talk about: the largest error and the most disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.comparison.placement import tenable_view
from assessment.scoring.placement import BoardPoints, CardPoints

HOW_MANY = 2
NO_LEVEL_APART = 5
"""How far apart a level and none count where two errors cost the same: farther than 0 from 4."""


class Why(StrEnum):
    LARGEST_ERROR = "largest_error"
    MOST_DISPUTED = "most_disputed"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkingPoint:
    card: CardPoints
    why: Why


def talking_points(board: BoardPoints) -> tuple[TalkingPoint, ...]:
    """The largest error, then the most disputed of the others; equals in the order of the deck.

    A board without an error gives two disputed cards, one without a dispute two errors.
    """
    wrong = [
        c
        for c in board.cards
        if c.points < c.attainable and tenable_view(c.card, c.placement) is None
    ]
    errors = [
        TalkingPoint(card=c, why=Why.LARGEST_ERROR) for c in sorted(wrong, key=_error, reverse=True)
    ]
    disputed = [
        TalkingPoint(card=c, why=Why.MOST_DISPUTED)
        for c in sorted(board.cards, key=_dispute, reverse=True)
        if c.card.other_views
    ]
    return _first_of([*errors[:1], *disputed, *errors[1:]])


def _error(c: CardPoints) -> tuple[float, int]:
    """Points lost, then how many levels off."""
    apart = abs(c.level_error) if c.level_error is not None else NO_LEVEL_APART
    return c.attainable - c.points, apart


def _dispute(c: CardPoints) -> float:
    """How much of the points the views beside the key are worth together."""
    return sum(v.points for v in c.card.other_views)


def _first_of(offered: Sequence[TalkingPoint]) -> tuple[TalkingPoint, ...]:
    chosen: dict[str, TalkingPoint] = {}
    for point in offered:
        chosen.setdefault(point.card.card.id, point)
    return tuple(chosen.values())[:HOW_MANY]
