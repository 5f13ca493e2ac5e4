"""The order of thought: how a board came to be, move by move, in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.domain.board import Board, Placement
from assessment.domain.deck import DealtCard, Deck
from assessment.domain.ids import CardId
from assessment.domain.listing import listed
from assessment.scoring.placement import card_points


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMove:
    """One move that changed the board."""

    card: DealtCard
    before: Placement | None
    after: Placement | None
    """None is among the cards to place."""
    again: bool
    """Whether the card had lain somewhere earlier."""

    @property
    def words(self) -> str:
        """`to Level 4`, `from Level 4 to production · dispatching`, `from Level 4 back`."""
        to = f"to {_named(self.after)}" if self.after else "back to the cards to place"
        if self.before:
            return f"from {_named(self.before)} {to}"
        return f"{to} again" if self.again else to


def steps(board: Board, deck: Deck) -> tuple[CardMove, ...]:
    """Every move that changed something, in order; a card put down where it lay is none."""
    return tuple(_steps(board, deck))


def _steps(board: Board, deck: Deck) -> Iterator[CardMove]:
    lying: dict[CardId, Placement | None] = {}
    for move in board.moves:
        card, before = deck.card(move.card), lying.get(move.card)
        if card and before != move.to:
            yield CardMove(card=card, before=before, after=move.to, again=move.card in lying)
            lying[move.card] = move.to


def second_thoughts(told: tuple[CardMove, ...]) -> str:
    """`3 cards were moved again: 2 ended with more points and 1 with fewer points.`"""
    routes: dict[CardId, list[CardMove]] = {}
    for step in told:
        routes.setdefault(step.card.id, []).append(step)
    moved = [route for route in routes.values() if len(route) > 1]
    if not moved:
        return "Every card stayed where it was first placed." if told else "No card was moved."
    if len(moved) == 1:
        return f"1 card was moved again and ended {_outcome(moved[0])}."
    outcomes = Counter(_outcome(route) for route in moved)
    ends = [f"{outcomes[end]} {end}" for end in OUTCOMES if outcomes[end]]
    ends[0] = ends[0].replace(" ", " ended ", 1)
    return f"{len(moved)} cards were moved again: {listed(ends)}."


OUTCOMES = ("with more points", "with the same points", "with fewer points", "unplaced")


def _outcome(route: list[CardMove]) -> str:
    first, last = route[0].after, route[-1].after
    if first is None or last is None:
        return OUTCOMES[3]
    card = route[0].card
    gained = card_points(card, last).points - card_points(card, first).points
    return OUTCOMES[0 if gained > 0 else 2 if gained < 0 else 1]


def _named(place: Placement) -> str:
    """`Level 4`, `no level`, `supporting work`, `production · dispatching`."""
    inside = place.functional_level == 3 and place.cell is None
    return "supporting work" if inside else place.label
