"""The first sentence about a board, and what earned the points of a card."""

import pytest

from assessment.comparison.placement import Fit, fit, reading
from assessment.comparison.placement_wording import earned_by, headline, score_in_words
from assessment.scoring.placement import board_points, card_points
from question_bank import Activity
from tests.boards import a_dealt_card, a_view, at, laid

CELL = "3.production.tracking"
CARDS = [f"crd-{n:03}" for n in range(1, 11)]


def board_of(*places, cell=CELL):
    """Ten cards of one cell; the first lie where `places` say, the rest is not placed."""
    deck = [a_dealt_card(card, cell) for card in CARDS]
    return reading(board_points(deck, laid(dict(zip(CARDS, places, strict=False)))))


def test_the_headline_gives_the_points_and_where_most_errors_point():
    # 6 cards right, 30 points; three on Level 4 and one on Level 2 earn 1 of 5 each: 34 of 50.
    board = board_of(*[CELL] * 6, "4", "4", "4", "2")

    assert headline(board, 10) == (
        "34 of 50 points with 10 of 10 cards placed. Pushes Level 3 work up to ERP: 3 of 4 errors."
    )


def test_without_level_errors_the_headline_looks_inside_level_3():
    # 7 right, 35 points; tracking of quality: level and activity, 4 of 5. 39 of 40.
    board = board_of(*[CELL] * 7, "3.quality.tracking")

    assert headline(board, 10) == (
        "39 of 40 points with 8 of 10 cards placed. No level errors. Puts production work into "
        "quality: 1 of 1 category error."
    )


def test_a_board_without_errors_says_so():
    assert headline(board_of(*[CELL] * 8), 8) == (
        "40 of 40 points with 8 of 8 cards placed. No errors."
    )


def test_too_few_cards_are_not_rated_and_have_no_points():
    board = board_of(*[CELL] * 6, "4")

    assert headline(board, 10) == (
        "Not rated: 7 of 10 cards placed, and at least 8 are needed. Pushes Level 3 work up to "
        "ERP: 1 of 1 error."
    )
    assert score_in_words(board.points, 10) == ("7 of 10 cards placed, and at least 8 are needed")
    assert headline(board_of(), 10) == (
        "Not rated: 0 of 10 cards placed, and at least 8 are needed."
    )


CARD = a_dealt_card(
    place=CELL,
    near=(Activity.DATA_COLLECTION,),
    other_views=(a_view("2", points=0.6), a_view("none", points=0.4)),
)


@pytest.mark.parametrize(
    ("placed", "earned", "where"),
    [
        (CELL, "expected place", Fit.AS_KEYED),
        (
            "2",
            "accepted alternative (60\u00a0% credit): it is done there in some plants",
            Fit.OTHER_VIEW,
        ),
        (
            "none",
            "accepted alternative (40\u00a0% credit): it is done there in some plants",
            Fit.ERROR,
        ),
        ("4", "one level off", Fit.ERROR),
        ("0", "nothing", Fit.ERROR),
        ("3.production.dispatching", "level and category", Fit.ERROR),
        ("3.quality.tracking", "level and activity", Fit.ERROR),
        ("3.production.data_collection", "level, category and related activity", Fit.ERROR),
        ("3.supporting", "level", Fit.ERROR),
    ],
)
def test_what_earned_the_points_is_named(placed, earned, where):
    points = card_points(CARD, at(placed))

    assert (earned_by(points), fit(points)) == (earned, where)
