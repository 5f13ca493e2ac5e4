"""The placement exercise of section 5: from a board to points per card and one fraction.

Attainable: 2 for the level; on Level 3 1 more for the category and 2 for the activity. Earned: 2
for the level, 1 when it is adjacent on 0-4; the category and the activity (half when near) only
when the card was put on Level 3. An alternate that the placement agrees with earns its share of
the attainable points. The best of these counts. Cards that were not placed change nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from assessment.domain.board import Placement
from assessment.domain.deck import DealtCard, OtherView
from assessment.domain.ids import CardId

LEVEL, CATEGORY, ACTIVITY = 2, 1, 2

FEWEST_PLACED = 8
"""Fewer cards in place say too little: the board is not rated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPoints:
    """What one placed card earned, and by what."""

    card: DealtCard
    placement: Placement
    points: float
    attainable: int
    level_error: int | None
    """Placed minus key: +1 is a level too high; None where either is `none`."""
    view: OtherView | None
    """The alternate that earned the points; None where the key did."""

    @property
    def lost(self) -> float:
        """The share of the attainable points that was not earned, 0-1."""
        return 1 - self.points / self.attainable


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPoints:
    """What a board comes to."""

    cards: tuple[CardPoints, ...]
    """The placed ones, in the order of the deck."""

    @property
    def placed(self) -> int:
        return len(self.cards)

    @property
    def points(self) -> float:
        return fsum(c.points for c in self.cards)

    @property
    def attainable(self) -> int:
        return sum(c.attainable for c in self.cards)

    @property
    def fraction(self) -> float | None:
        """Earned / attainable, 0-1; None below 8 placed cards: not rated, never zero."""
        if self.placed < FEWEST_PLACED:
            return None
        return self.points / self.attainable


def board_points(deck: Iterable[DealtCard], placements: Mapping[CardId, Placement]) -> BoardPoints:
    """The points of every card of the deck that was placed."""
    return BoardPoints(
        cards=tuple(card_points(c, placements[c.id]) for c in deck if c.id in placements)
    )


def card_points(card: DealtCard, placement: Placement) -> CardPoints:
    """The best of what the key, its neighbours and the alternates give this placement."""
    attainable = attainable_points(card.place)
    points, view = float(key_points(card, placement)), None
    for other in card.other_views:
        if other.agrees(placement) and other.points * attainable > points:
            points, view = other.points * attainable, other
    return CardPoints(
        card=card,
        placement=placement,
        points=points,
        attainable=attainable,
        level_error=_level_error(card.place, placement),
        view=view,
    )


def attainable_points(place: Placement) -> int:
    """5 in a cell, 4 among the supporting activities, 2 off Level 3."""
    if place.functional_level != 3:
        return LEVEL
    return LEVEL + ACTIVITY + (CATEGORY if place.operations_category else 0)


def key_points(card: DealtCard, placement: Placement) -> int:
    """What the placement earns by the card's key and its near activities alone."""
    key = card.place
    points = _level_points(key, placement)
    if key.functional_level == placement.functional_level == 3:
        if key.operations_category and key.operations_category == placement.operations_category:
            points += CATEGORY
        if key.activity == placement.activity:
            points += ACTIVITY
        elif placement.activity in card.near:
            points += ACTIVITY // 2
    return points


def _level_points(key: Placement, placement: Placement) -> int:
    if key.functional_level == placement.functional_level:
        return LEVEL
    error = _level_error(key, placement)
    return LEVEL // 2 if error is not None and abs(error) == 1 else 0


def _level_error(key: Placement, placement: Placement) -> int | None:
    if key.functional_level == "none" or placement.functional_level == "none":
        return None
    return placement.functional_level - key.functional_level
