"""Moves in order is replayed from the moves, and second thoughts are counted by points."""

from datetime import timedelta

from assessment.comparison.move_history import second_thoughts, steps
from assessment.domain.board import Board, Move
from assessment.domain.deck import Deck
from assessment.domain.ids import CardId
from tests.boards import NOON, a_dealt_card, at

CELL = "3.production.tracking"
DECK = Deck((a_dealt_card("crd-001", CELL), a_dealt_card("crd-002", "4"), a_dealt_card("crd-003")))


def replayed(*moves):
    """`(1, "4")` puts crd-001 on Level 4, `(1, None)` takes it back."""
    made = tuple(
        Move(
            card=CardId(f"crd-{n:03}"), to=at(key) if key else None, at=NOON + timedelta(seconds=s)
        )
        for s, (n, key) in enumerate(moves)
    )
    return steps(Board(moves=made), DECK)


def test_every_move_is_told_from_where_to_where():
    told = replayed(
        (1, "4"), (2, "none"), (1, CELL), (3, "3.supporting"), (3, None), (3, "2"), (2, "none")
    )

    assert [(step.card.id, step.words) for step in told] == [
        ("crd-001", "to Level 4"),
        ("crd-002", "to no level"),
        ("crd-001", "from Level 4 to production · tracking"),
        ("crd-003", "to supporting work"),
        ("crd-003", "from supporting work back to the cards to place"),
        ("crd-003", "to Level 2 again"),
    ]


def test_a_card_that_is_not_in_the_deck_is_left_out():
    assert replayed((9, "4")) == ()


def test_second_thoughts_are_told_by_what_they_gained():
    # crd-001: 1 of 5 on Level 4, then 5; crd-002: 2 on Level 4, then 1 among supporting work;
    # crd-003: 1 of 5 on Level 2 and on Level 4.
    told = replayed((1, "4"), (1, CELL), (2, "4"), (2, "3.supporting"), (3, "2"), (3, "4"))

    assert second_thoughts(told) == (
        "3 cards were moved again: 1 ended with more points, 1 with the same points and 1 with "
        "fewer points."
    )


def test_one_second_thought_is_told_in_the_singular():
    assert second_thoughts(replayed((1, "4"), (1, None))) == (
        "1 card was moved again and ended unplaced."
    )


def test_a_board_without_second_thoughts_says_so():
    assert second_thoughts(replayed((1, "4"), (2, "4"))) == (
        "Every card stayed where it was first placed."
    )
    assert second_thoughts(()) == "No card was moved."
