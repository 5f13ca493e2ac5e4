"""Boards of one deck in words and numbers: candidate by candidate, and card by card."""

from typing import NamedTuple

from markupsafe import Markup

from assessment.comparison.placement import Fit, fit
from assessment.comparison.placement_wording import (
    categories_in_words,
    levels_in_words,
    score_in_words,
)
from assessment.domain.board import Placement
from assessment.domain.deck import DealtCard
from assessment.scoring.placement import CardPoints
from assessment.services.reading.board_results import PlannedBoard, ReadBoard, SharedDeck
from assessment.ui.placement.placed_cards import look, place
from assessment.ui.placement.small_boards import share
from assessment.ui.shared.address.navigation import PageName, address
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import number

_draw = Macros("placement/templates/board_tables.html.j2")


class SaidOfBoard(NamedTuple):
    """What one board says; while it cannot be read, why."""

    label: str
    withdrawn: bool
    sealed: str | None = None
    share: str = ""
    score: str = ""
    ways: tuple[str, ...] = ()
    convention: str = ""
    scorecard: str = ""


class CardsPlace(NamedTuple):
    """A place where a card lies, with the marks and names of the boards that have it there."""

    place: str
    other_view: bool
    boards: list[tuple[str, str]]


def in_words(shared: SharedDeck) -> Markup:
    """Each candidate's share of the points, the directions of the errors, and the convention."""
    return _draw("in_words", [_said(b) for b in shared.boards])


def where_cards_lie(shared: SharedDeck) -> Markup:
    """Every card with who put it where; those that lie farthest apart first."""
    apart = [d.card for d in shared.differences]
    rows = [
        (
            shared.deck.ids.index(card.id) + 1,
            card.statement,
            place(card.place),
            _lying(shared, card),
        )
        for card in (*apart, *(c for c in shared.deck.cards if c not in apart))
    ]
    return _draw("where_cards_lie", rows)


def points_by_card(shared: SharedDeck) -> Markup:
    """The numbers: a row for each card, a column for each board."""
    by_card = [{c.card.id: c for c in r.points.cards} for r in shared.readable.values()]
    rows = [
        (n, card.statement, [_points(found.get(card.id)) for found in by_card])
        for n, card in enumerate(shared.deck.cards, 1)
    ]
    totals = [_total(r) for r in shared.readable.values()]
    return _draw("points_by_card", [(label, "n") for label in shared.readable], rows, totals)


def _said(planned: PlannedBoard) -> SaidOfBoard:
    withdrawn = planned.candidate.candidate.withdrawn_at is not None
    if planned.read is None:
        return SaidOfBoard(planned.label, withdrawn, sealed=planned.blank_because)
    read = planned.read
    return SaidOfBoard(
        planned.label,
        withdrawn,
        share=share(read.points, read.points.placed),
        score=score_in_words(read.points, read.dealt),
        ways=(*levels_in_words(read.reading), *categories_in_words(read.reading)),
        convention=read.convention.sentence,
        scorecard=address(PageName.SCORECARD, interview=planned.interview.id),
    )


def _lying(shared: SharedDeck, card: DealtCard) -> list[CardsPlace]:
    """The places of one card with the candidates in each, the place that earns most first."""
    there: dict[Placement, list[tuple[str, CardPoints]]] = {}
    for label, read in shared.readable.items():
        for c in read.points.cards:
            if c.card.id == card.id:
                there.setdefault(c.placement, []).append((label, c))
    ordered = sorted(there.items(), key=lambda found: found[1][0][1].lost)
    return [_place(*found) for found in ordered]


def _place(where: Placement, there: list[tuple[str, CardPoints]]) -> CardsPlace:
    boards = [(look(c), label) for label, c in there]
    return CardsPlace(place(where), fit(there[0][1]) is Fit.OTHER_VIEW, boards)


def _total(read: ReadBoard) -> tuple[str, str]:
    """Of a board with too few cards there is no sum either: it would read as a fraction."""
    points = read.points
    said = "–" if points.fraction is None else f"{number(points.points)} of {points.attainable}"
    return said, share(points, read.dealt)


def _points(c: CardPoints | None) -> str:
    return f"{number(c.points)} of {c.attainable}" if c else "–"
