"""A board is read in directions and confusions; a view that others hold is never an error."""

import pytest

from assessment.comparison.placement import Direction, direction_of, reading, tenable_view
from assessment.comparison.placement_wording import (
    activities_in_words,
    categories_in_words,
    levels_in_words,
    other_views_in_words,
)
from assessment.scoring.placement import board_points
from question_bank import FUNCTIONAL_LEVELS, Activity
from tests.boards import a_dealt_card, a_view, at, laid


def read(cards, places):
    """Cards and placements by number: `{1: "3.supporting"}`."""
    deck = [a_dealt_card(f"crd-{n:03}", key) for n, key in cards.items()]
    return reading(board_points(deck, laid({f"crd-{n:03}": key for n, key in places.items()})))


CELL = "3.production.tracking"


@pytest.mark.parametrize(
    ("key", "placed", "direction"),
    [
        (3, 4, Direction.UP_TO_BUSINESS),
        (3, 2, Direction.DOWN_TO_CONTROL),
        (3, 0, Direction.DOWN_TO_CONTROL),
        (4, 3, Direction.PLANNING_DOWN),
        (2, 3, Direction.CONTROL_UP),
        (0, 3, Direction.CONTROL_UP),
        (4, 1, Direction.PAST_LEVEL_3),
        (2, 4, Direction.PAST_LEVEL_3),
        (1, 2, Direction.BELOW_LEVEL_3),
        ("none", 4, Direction.GIVEN_A_LEVEL),
        ("none", 0, Direction.GIVEN_A_LEVEL),
        (3, "none", Direction.LEFT_OUT),
        (0, "none", Direction.LEFT_OUT),
    ],
)
def test_a_level_error_points_one_way(key, placed, direction):
    assert direction_of(key, placed) is direction


@pytest.mark.parametrize("level", FUNCTIONAL_LEVELS)
def test_the_right_level_points_nowhere(level):
    assert direction_of(level, level) is None


def test_the_direction_is_told_in_words_with_its_share():
    # Four level errors: three cells pushed to Level 4, one network given a level.
    board = read(
        {1: CELL, 2: CELL, 3: CELL, 4: CELL, 5: "none", 6: "4"},
        {1: "4", 2: "4", 3: "4", 4: CELL, 5: "2", 6: "4"},
    )

    assert levels_in_words(board) == (
        "Pushes Level 3 work up to ERP: 3 of 4 errors.",
        "Gives a level to work that has none: 1 of 4 errors.",
    )


def test_one_error_is_counted_in_the_singular():
    assert levels_in_words(read({1: "0"}, {1: "3.supporting"})) == (
        "Pulls control up into Level 3: 1 of 1 error.",
    )


def test_equal_directions_are_all_told():
    board = read({1: "4", 2: CELL}, {1: "3.supporting", 2: "1"})

    assert levels_in_words(board) == (
        "Pushes Level 3 work down into control: 1 of 2 errors.",
        "Pulls business planning down into Level 3: 1 of 2 errors.",
    )


def test_a_board_without_level_errors_says_on_how_many_cards():
    board = read({1: CELL, 2: "none", 3: "4"}, {1: "3.quality.dispatching", 2: "none"})

    assert levels_in_words(board) == ("No level errors on 2 placed cards.",)
    assert levels_in_words(read({1: CELL}, {})) == ("No cards placed.",)


def test_the_matrix_holds_every_placed_card_once():
    board = read({1: CELL, 2: CELL, 3: "4", 4: "none"}, {1: CELL, 2: "4", 3: "4"})

    assert {pair: [c.card.id for c in cards] for pair, cards in board.levels.items()} == {
        (3, 3): ["crd-001"],
        (3, 4): ["crd-002"],
        (4, 4): ["crd-003"],
    }


def test_categories_and_activities_are_confused_apart_and_only_on_level_3():
    board = read(
        {1: "3.quality.tracking", 2: "3.quality.dispatching", 3: CELL, 4: "3.supporting", 5: CELL},
        {
            1: "3.production.tracking",  # the category
            2: "3.production.detailed_scheduling",  # both
            3: "3.inventory.tracking",  # the category
            4: "3.quality.tracking",  # the activity: a supporting card has no category to confuse
            5: "4",  # neither: it is not on Level 3
        },
    )

    assert categories_in_words(board) == (
        "Puts quality work into production: 2 of 3 category errors.",
        "Puts production work into inventory: 1 of 3 category errors.",
    )
    assert activities_in_words(board) == (
        "Mistakes dispatching for detailed scheduling: 1 of 2 activity errors.",
        "Mistakes supporting work for tracking: 1 of 2 activity errors.",
    )


def test_near_activities_are_named_as_near():
    near = (Activity.DETAILED_SCHEDULING,)
    deck = [
        a_dealt_card("crd-001", "3.production.dispatching", near=near),
        a_dealt_card("crd-002", "3.quality.dispatching"),
        a_dealt_card("crd-003", "3.quality.tracking", near=(Activity.DATA_COLLECTION,)),
    ]
    places = {
        "crd-001": "3.production.detailed_scheduling",
        "crd-002": "3.quality.detailed_scheduling",
        "crd-003": "3.quality.data_collection",
    }

    assert activities_in_words(reading(board_points(deck, laid(places)))) == (
        (
            "Mistakes dispatching for detailed scheduling: 2 of 3 activity errors (1 of them "
            "between "
            "related activities)."
        ),
        "Mistakes tracking for data collection: 1 of 3 activity errors (related activities).",
    )


def test_a_view_worth_half_or_more_is_no_error_and_a_weaker_one_is():
    views = (a_view("2", points=0.5), a_view("4", points=0.4))
    deck = [a_dealt_card(f"crd-00{n}", CELL, other_views=views) for n in (1, 2)]

    board = reading(board_points(deck, laid({"crd-001": "2", "crd-002": "4"})))

    assert [c.card.id for c in board.other_views] == ["crd-001"]
    assert levels_in_words(board) == ("Pushes Level 3 work up to ERP: 1 of 1 error.",)
    assert other_views_in_words(board) == (
        "1 card is in an accepted alternative place. That is no error."
    )
    assert set(board.levels) == {(3, 2), (3, 4)}  # the matrix shows both all the same


def test_a_view_that_earns_no_more_than_the_key_is_still_a_view():
    # Near: 2 + 1 + 1 = 4 of 5; the alternate's 0.8 of 5 is as much, so nobody needs it to score.
    card = a_dealt_card(
        place=CELL,
        near=(Activity.DATA_COLLECTION,),
        other_views=(a_view("3.production.data_collection", points=0.8),),
    )

    board = reading(board_points([card], {card.id: at("3.production.data_collection")}))

    assert board.points.cards[0].view is None
    assert tenable_view(card, at("3.production.data_collection")) == card.other_views[0]
    assert board.activities == ()
    assert len(board.other_views) == 1


def test_several_cards_of_another_view_are_counted():
    deck = [a_dealt_card(f"crd-00{n}", "2", other_views=(a_view("1", points=0.7),)) for n in (1, 2)]

    board = reading(board_points(deck, laid({"crd-001": "1", "crd-002": "1"})))

    assert other_views_in_words(board) == (
        "2 cards are in accepted alternative places. Those are no errors."
    )
    assert other_views_in_words(read({1: "4"}, {1: "4"})) == ""
