"""What a board tells beyond its fraction: which levels, categories and activities are confused.

An error is a card off its key that no view held by reputable people would put there. Agreement
with any one view is never scored and never counted here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from assessment.domain.board import Placement
from assessment.domain.deck import DealtCard, OtherView
from assessment.scoring.placement import BoardPoints, CardPoints
from question_bank import Activity, FunctionalLevel, OperationsCategory

K = TypeVar("K", OperationsCategory, Activity)

TENABLE = 0.5
"""An alternate worth half of the points or more is a view one can hold, not an error. Our choice:
below it, an author says that the place is understandable but wrong."""

LevelPair = tuple[FunctionalLevel, FunctionalLevel]
"""The level of the key, and the level of the placement."""


class Direction(StrEnum):
    """Which way level errors point, in the order in which equals are told."""

    UP_TO_BUSINESS = "up_to_business"
    DOWN_TO_CONTROL = "down_to_control"
    PLANNING_DOWN = "planning_down"
    CONTROL_UP = "control_up"
    PAST_LEVEL_3 = "past_level_3"
    BELOW_LEVEL_3 = "below_level_3"
    GIVEN_A_LEVEL = "given_a_level"
    LEFT_OUT = "left_out"


class Fit(StrEnum):
    """How a placed card lies to its key."""

    AS_KEYED = "as_keyed"
    OTHER_VIEW = "other_view"
    """Off the key, where a view held by reputable people would put it: no error."""
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelErrors:
    """The level errors that point one way."""

    direction: Direction
    cards: tuple[CardPoints, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardConfusion(Generic[K]):
    """Cards of one category (or activity) that were put into another."""

    key: K
    placed: K
    cards: tuple[CardPoints, ...]

    @property
    def near(self) -> int:
        """How many of the cards name the place as near, worth half of the activity."""
        return sum(c.placement.activity in c.card.near for c in self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReading:
    """One board, read against its deck; every count leads back to its cards."""

    points: BoardPoints
    levels: Mapping[LevelPair, tuple[CardPoints, ...]]
    """The level confusion matrix: all placed cards, on and off the diagonal."""
    level_errors: tuple[LevelErrors, ...]
    """By direction, the most frequent first."""
    categories: tuple[CardConfusion[OperationsCategory], ...]
    activities: tuple[CardConfusion[Activity], ...]
    """Of cards that were rightly put on Level 3; the most frequent first."""
    other_views: tuple[CardPoints, ...]
    """Cards that lie off their key, where another view would put them."""


def reading(points: BoardPoints) -> BoardReading:
    """What the placed cards of one board say together."""
    wrong = [c for c in points.cards if fit(c) is Fit.ERROR]
    return BoardReading(
        points=points,
        levels=_matrix(points.cards),
        level_errors=_level_errors(wrong),
        categories=_confusions(
            (c, c.card.place.operations_category, c.placement.operations_category) for c in wrong
        ),
        activities=_confusions((c, c.card.place.activity, c.placement.activity) for c in wrong),
        other_views=tuple(c for c in points.cards if fit(c) is Fit.OTHER_VIEW),
    )


def fit(c: CardPoints) -> Fit:
    """Whether a card lies as keyed, as another view would have it, or in error."""
    if c.placement == c.card.place:
        return Fit.AS_KEYED
    return Fit.OTHER_VIEW if tenable_view(c.card, c.placement) else Fit.ERROR


def tenable_view(card: DealtCard, placement: Placement) -> OtherView | None:
    """The strongest alternate that would put the card here, if it is worth half or more."""
    held = [v for v in card.other_views if v.points >= TENABLE and v.agrees(placement)]
    return max(held, key=lambda v: v.points, default=None)


def direction_of(key: FunctionalLevel, placed: FunctionalLevel) -> Direction | None:
    """Which way a placement errs; None where the level is right."""
    if key == placed:
        return None
    if key == "none":
        return Direction.GIVEN_A_LEVEL
    if placed == "none":
        return Direction.LEFT_OUT
    if key == 3:
        return Direction.UP_TO_BUSINESS if placed == 4 else Direction.DOWN_TO_CONTROL
    if placed == 3:
        return Direction.PLANNING_DOWN if key == 4 else Direction.CONTROL_UP
    return Direction.PAST_LEVEL_3 if 4 in {key, placed} else Direction.BELOW_LEVEL_3


def _matrix(cards: Iterable[CardPoints]) -> dict[LevelPair, tuple[CardPoints, ...]]:
    found: defaultdict[LevelPair, list[CardPoints]] = defaultdict(list)
    for c in cards:
        found[c.card.place.functional_level, c.placement.functional_level].append(c)
    return {pair: tuple(cards) for pair, cards in found.items()}


def _level_errors(wrong: Iterable[CardPoints]) -> tuple[LevelErrors, ...]:
    found: defaultdict[Direction, list[CardPoints]] = defaultdict(list)
    for c in wrong:
        if way := direction_of(c.card.place.functional_level, c.placement.functional_level):
            found[way].append(c)
    told = [LevelErrors(direction=way, cards=tuple(found[way])) for way in Direction if found[way]]
    return tuple(sorted(told, key=lambda e: -len(e.cards)))


def _confusions(
    named: Iterable[tuple[CardPoints, K | None, K | None]],
) -> tuple[CardConfusion[K], ...]:
    """Pairs that differ, the most frequent first; a card off Level 3 has nothing to confuse."""
    found: defaultdict[tuple[K, K], list[CardPoints]] = defaultdict(list)
    for c, key, placed in named:
        if key and placed and key != placed:
            found[key, placed].append(c)
    told = [CardConfusion(key=k, placed=p, cards=tuple(cards)) for (k, p), cards in found.items()]
    return tuple(sorted(told, key=lambda c: -len(c.cards)))
