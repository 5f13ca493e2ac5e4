"""Boards of one deck stand side by side on the cards that they put in different places."""

from assessment.comparison.boards import CardDifference, where_they_differ
from assessment.domain.deck import Deck
from tests.boards import a_dealt_card, at, laid

CELL = "3.production.tracking"
DECK = Deck(
    (
        a_dealt_card("crd-001", "4"),
        a_dealt_card("crd-002", CELL),
        a_dealt_card("crd-003", "none"),
    )
)


def test_the_card_with_the_widest_spread_comes_first():
    boards = {
        "C-01": laid({"crd-001": "4", "crd-002": CELL, "crd-003": "none"}),
        "C-02": laid({"crd-001": "3.supporting", "crd-002": "none", "crd-003": "none"}),
        "C-03": laid({"crd-001": "3.supporting", "crd-003": "none"}),
    }

    # crd-001 earns 2 and 1 of 2: a spread of 0.5; crd-002 earns 5 and 0 of 5: a spread of 1.
    assert where_they_differ(DECK, boards) == (
        CardDifference(
            card=DECK.cards[1], by_place={at(CELL): ("C-01",), at("none"): ("C-02",)}, spread=1
        ),
        CardDifference(
            card=DECK.cards[0],
            by_place={at("4"): ("C-01",), at("3.supporting"): ("C-02", "C-03")},
            spread=0.5,
        ),
    )


def test_boards_that_agree_or_are_alone_differ_nowhere():
    board = laid({"crd-001": "4", "crd-003": "2"})

    assert where_they_differ(DECK, {"C-01": board, "C-02": board}) == ()
    assert where_they_differ(DECK, {"C-01": board}) == ()
    assert where_they_differ(DECK, {}) == ()
