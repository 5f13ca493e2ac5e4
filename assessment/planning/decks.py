"""Decks of 8 to 16 placement cards, dealt so that another deck for the same role asks as much.

A blueprint says how many cards of each kind a deck of this size has and how many are disputed.
Every deck fills it exactly, spreads its cells over the eight activities, takes about half of its
cards from the role's own industry and comes as near as it can to one difficulty: that of the pool
it is dealt from. Nothing is drawn by chance; the same bank always deals the same decks.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from assessment.domain.deck import FEWEST_CARDS, MOST_CARDS, DealtCard, Deck
from assessment.domain.errors import Incomplete, Invalid
from question_bank import EIGHT_ACTIVITIES, Card
from question_bank.card import CardIndustry
from question_bank.model import Industry
from question_bank.taxonomy import FunctionalLevel, OperationsCategory

DEFAULT_CARDS = 12
"""Placed and talked about in the ten minutes that an interview of fifty can spare."""

NO_LEVEL_APART = 2
"""A level and none lie as far apart as two levels that are not neighbours: neither earns half."""


class CardKind(StrEnum):
    """The kinds of card that a blueprint counts."""

    PRODUCTION = "production"
    MAINTENANCE = "maintenance"
    QUALITY = "quality"
    INVENTORY = "inventory"
    SUPPORTING = "supporting"
    LEVEL_4 = "level_4"
    BELOW_LEVEL_3 = "below_level_3"
    NO_LEVEL = "no_level"


_KINDS: Mapping[CardKind, str] = {kind: kind.value.replace("_", "-") for kind in CardKind}

MORE_CELLS = (CardKind.PRODUCTION, CardKind.QUALITY, CardKind.MAINTENANCE, CardKind.INVENTORY)
"""Who gets the cells beyond one for each category, in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckBlueprint:
    """What a deck of one size is made of, whatever the industry."""

    size: int
    kinds: Mapping[CardKind, int]
    disputed: int

    @classmethod
    def of(cls, size: int) -> "DeckBlueprint":
        """One card of no level and one supporting; the rest in cells, each category in turn.

        A second card at Level 4 from 10 cards on, a second below Level 3 from 14. A third of all
        is disputed.
        """
        if not FEWEST_CARDS <= size <= MOST_CARDS:
            raise Invalid(f"a deck has {FEWEST_CARDS} to {MOST_CARDS} cards, not {size}")
        kinds = dict.fromkeys(CardKind, 1)
        kinds[CardKind.LEVEL_4] += size >= 10
        kinds[CardKind.BELOW_LEVEL_3] += size >= 14
        for extra in range(size - sum(kinds.values())):
            kinds[MORE_CELLS[extra % len(MORE_CELLS)]] += 1
        return cls(size=size, kinds=kinds, disputed=size // 3)

    @property
    def cells(self) -> int:
        return sum(self.kinds[CardKind(category)] for category in OperationsCategory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """Cards chosen for a deck, in the order in which they are shown."""

    cards: tuple[Card, ...]
    reused: tuple[str, ...]
    """Cards that were to be avoided and are here all the same: the bank has no others."""

    @property
    def deck(self) -> Deck:
        """The cards with their keys of today, to be frozen into a kit."""
        return Deck(tuple(DealtCard.of(card) for card in self.cards))

    @property
    def difficulty(self) -> float:
        return sum(difficulty(card) for card in self.cards)


def difficulty(card: Card) -> float:
    """How much there is to get wrong, from the card's own structure; nobody has played it yet.

    1 when it is disputed, half for having activities near it, half for each level between its key
    and the farthest of its alternates. What a cell asks beyond a level is not counted: decks that
    follow one blueprint have it in common.
    """
    levels = [a.functional_level for a in card.alternates if a.functional_level is not None]
    farthest = max((_apart(card.place.functional_level, level) for level in levels), default=0)
    return (card.dispute is not None) + 0.5 * bool(card.near) + 0.5 * farthest


def deal(
    cards: Iterable[Card],
    industry: Industry,
    *,
    size: int = DEFAULT_CARDS,
    avoid: frozenset[str] = frozenset(),
) -> Deal:
    """A deck for a role in `industry`; cards to `avoid` stay out while the pool has others."""
    blueprint = DeckBlueprint.of(size)
    table = _Table(cards, CardIndustry.of(industry), blueprint, avoid)
    chosen = [trait.card for trait in table.improved(table.first_hand())]
    return Deal(
        cards=tuple(sorted(chosen, key=_shuffled)),
        reused=tuple(sorted(c.id for c in chosen if c.id in avoid)),
    )


def equivalent_deals(
    cards: Sequence[Card], industry: Industry, *, count: int, size: int = DEFAULT_CARDS
) -> tuple[Deal, ...]:
    """Decks for one role that ask as much as each other; the first is what `deal` gives."""
    dealt: list[Deal] = []
    for _ in range(count):
        seen = frozenset(c.id for done in dealt for c in done.cards)
        dealt.append(deal(cards, industry, size=size, avoid=seen))
    return tuple(dealt)


def kind_of(card: Card) -> CardKind:
    place = card.place
    if place.operations_category:
        return CardKind(place.operations_category.value)
    if place.activity:
        return CardKind.SUPPORTING
    if place.functional_level == "none":
        return CardKind.NO_LEVEL
    return CardKind.LEVEL_4 if place.functional_level == 4 else CardKind.BELOW_LEVEL_3


class _Faults(NamedTuple):
    """What is wrong with a hand, the worst first; the hand with the smallest is dealt."""

    reused: int
    disputed: int
    """Off the blueprint's number."""
    crowded: int
    """Pairs of cells with the same activity, beyond those that cannot be helped."""
    industry: int
    """Off one half from the role's own industry."""
    difficulty: float
    """Off the difficulty that the pool would have on average."""

    @property
    def none_to_mend(self) -> bool:
        """Difficulty comes in halves, so nothing comes nearer than a quarter for certain."""
        return not any(self[:-1]) and self.difficulty <= 0.25


class _Trait(NamedTuple):
    """What dealing has to know of a card."""

    card: Card
    kind: CardKind
    reused: bool
    disputed: bool
    own: bool
    """It is of the role's industry, not a general one."""
    activity: str
    """Blank beside the cells."""
    difficulty: float


Hand = tuple[_Trait, ...]


class _Table:
    """The cards a deck can be dealt from, and what makes one hand better than another."""

    def __init__(
        self,
        cards: Iterable[Card],
        industry: CardIndustry,
        blueprint: DeckBlueprint,
        avoid: frozenset[str],
    ) -> None:
        self.blueprint = blueprint
        fitting = [
            _trait(c, avoid)
            for c in sorted(cards, key=_shuffled)
            if c.industry in {industry, CardIndustry.GENERAL}
        ]
        self.pool = {kind: [t for t in fitting if t.kind is kind] for kind in CardKind}
        for kind, wanted in blueprint.kinds.items():
            if len(self.pool[kind]) < wanted:
                raise Incomplete(
                    f"the bank has {len(self.pool[kind])} {_KINDS[kind]} cards for a role in "
                    f"{industry} industry; a deck of {blueprint.size} takes {wanted}"
                )
        self.own = blueprint.size // 2 if industry is not CardIndustry.GENERAL else 0
        self.difficulty = sum(
            wanted * fmean(t.difficulty for t in self.pool[kind])
            for kind, wanted in blueprint.kinds.items()
        )

    def first_hand(self) -> Hand:
        """Any cards of the right kinds, fresh ones first."""
        return tuple(
            trait
            for kind, wanted in self.blueprint.kinds.items()
            for trait in sorted(self.pool[kind], key=lambda t: t.reused)[:wanted]
        )

    def improved(self, hand: Hand) -> Hand:
        """The hand after exchanging one card, or else two at once, for as long as that helps."""
        faults = self.faults(hand)
        while not faults.none_to_mend:
            better = self._better(hand, faults, exchanges=1) or self._better(
                hand, faults, exchanges=2
            )
            if better is None:
                break
            hand, faults = better, self.faults(better)
        return hand

    def faults(self, hand: Hand) -> _Faults:
        activities = Counter(t.activity for t in hand if t.activity)
        pairs = sum(count * (count - 1) // 2 for count in activities.values())
        return _Faults(
            reused=sum(t.reused for t in hand),
            disputed=abs(sum(t.disputed for t in hand) - self.blueprint.disputed),
            crowded=pairs - max(self.blueprint.cells - len(EIGHT_ACTIVITIES), 0),
            industry=abs(sum(t.own for t in hand) - self.own),
            difficulty=abs(sum(t.difficulty for t in hand) - self.difficulty),
        )

    def _better(self, hand: Hand, than: _Faults, *, exchanges: int) -> Hand | None:
        """The first hand with so many cards exchanged that has smaller faults."""
        return next(
            (
                other
                for places in combinations(range(len(hand)), exchanges)
                for other in self._exchanged(hand, places)
                if self.faults(other) < than
            ),
            None,
        )

    def _exchanged(self, hand: Hand, places: tuple[int, ...]) -> Iterator[Hand]:
        if not places:
            yield hand
            return
        first, *rest = places
        held = {t.card.id for t in hand}
        for trait in self.pool[hand[first].kind]:
            if trait.card.id not in held:
                changed = (*hand[:first], trait, *hand[first + 1 :])
                yield from self._exchanged(changed, tuple(rest))


def _trait(card: Card, avoid: frozenset[str]) -> _Trait:
    return _Trait(
        card=card,
        kind=kind_of(card),
        reused=card.id in avoid,
        disputed=card.dispute is not None,
        own=card.industry is not CardIndustry.GENERAL,
        activity=str(card.place.activity) if card.place.operations_category else "",
        difficulty=difficulty(card),
    )


def _apart(one: FunctionalLevel, other: FunctionalLevel) -> int:
    if one == other:
        return 0
    if one == "none" or other == "none":
        return NO_LEVEL_APART
    return abs(one - other)


def _shuffled(card: Card) -> str:
    """An order that tells nothing about the cards and is always the same."""
    return hashlib.sha256(card.id.encode()).hexdigest()
