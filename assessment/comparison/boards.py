"""Boards side by side: the cards that the candidates of a shortlist put in different places."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.board import Placement
from assessment.domain.deck import DealtCard, Deck
from assessment.domain.ids import CardId
from assessment.scoring.placement import card_points

Placements = Mapping[CardId, Placement]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDifference:
    """One card that lies in two places or more."""

    card: DealtCard
    by_place: Mapping[Placement, tuple[str, ...]]
    """Who put it there; the place that earns most first."""
    spread: float
    """The share of its points between the best and the worst of these places, 0-1."""


def where_they_differ(deck: Deck, boards: Mapping[str, Placements]) -> tuple[CardDifference, ...]:
    """The cards on which boards of one deck part, the widest spread first.

    A candidate who did not place a card has no say on it.
    """
    found = [d for card in deck.cards if (d := _difference(card, boards))]
    return tuple(sorted(found, key=lambda d: (-d.spread, -len(d.by_place))))


def _difference(card: DealtCard, boards: Mapping[str, Placements]) -> CardDifference | None:
    by_place: dict[Placement, list[str]] = {}
    for candidate, placements in boards.items():
        if card.id in placements:
            by_place.setdefault(placements[card.id], []).append(candidate)
    if len(by_place) < 2:
        return None
    worth = {place: 1 - card_points(card, place).lost for place in by_place}
    ordered = sorted(by_place, key=lambda place: -worth[place])
    return CardDifference(
        card=card,
        by_place={place: tuple(by_place[place]) for place in ordered},
        spread=worth[ordered[0]] - worth[ordered[-1]],
    )
