"""Two cards are picked to talk about: the largest error and the most disputed."""

from assessment.comparison.talking_points import Why, talking_points
from assessment.scoring.placement import board_points
from tests.boards import a_dealt_card, a_view, laid

CELL = "3.production.tracking"


def picked(deck, places):
    return [(p.card.card.id, p.why) for p in talking_points(board_points(deck, laid(places)))]


def disputed(card, place, *shares):
    views = tuple(a_view("4" if n else "2", points=share) for n, share in enumerate(shares))
    return a_dealt_card(card, place, other_views=views)


def test_the_largest_error_loses_most_points():
    deck = [
        a_dealt_card("crd-001", "none"),  # loses 2 of 2
        a_dealt_card("crd-002", CELL),  # loses 4 of 5
        disputed("crd-003", CELL, 0.4),
        disputed("crd-004", CELL, 0.4, 0.3),
    ]

    assert picked(deck, {"crd-001": "2", "crd-002": "4", "crd-003": CELL, "crd-004": CELL}) == [
        ("crd-002", Why.LARGEST_ERROR),
        ("crd-004", Why.MOST_DISPUTED),
    ]


def test_of_errors_that_cost_the_same_the_farther_one_is_talked_about():
    # Both lose all 5: Level 0 is three levels off, `none` is no level at all.
    deck = [a_dealt_card("crd-001", CELL), a_dealt_card("crd-002", CELL)]

    assert picked(deck, {"crd-001": "0", "crd-002": "none"})[0][0] == "crd-002"
    assert picked(deck, {"crd-001": "0", "crd-002": "1"})[0][0] == "crd-001"


def test_a_card_is_picked_once():
    deck = [disputed("crd-001", CELL, 0.4, 0.4), disputed("crd-002", CELL, 0.4)]

    assert picked(deck, {"crd-001": "none", "crd-002": CELL}) == [
        ("crd-001", Why.LARGEST_ERROR),
        ("crd-002", Why.MOST_DISPUTED),
    ]


def test_a_board_without_an_error_gives_two_disputed_cards():
    deck = [
        disputed("crd-001", CELL, 0.2),
        disputed("crd-002", "2", 0.6),
        disputed("crd-003", CELL, 0.9),
    ]
    # crd-003 lies where its own alternate, worth 0.9, would put it: no error.

    assert picked(deck, {"crd-001": CELL, "crd-002": "2", "crd-003": "2"}) == [
        ("crd-003", Why.MOST_DISPUTED),
        ("crd-002", Why.MOST_DISPUTED),
    ]


def test_a_board_without_a_dispute_gives_two_errors():
    deck = [a_dealt_card(f"crd-00{n}", CELL) for n in (1, 2, 3)]

    assert picked(deck, {"crd-001": CELL, "crd-002": "4", "crd-003": "none"}) == [
        ("crd-003", Why.LARGEST_ERROR),
        ("crd-002", Why.LARGEST_ERROR),
    ]


def test_an_unplaced_card_is_not_talked_about_and_a_faultless_plain_board_gives_none():
    deck = [disputed("crd-001", CELL, 0.4), a_dealt_card("crd-002", "4")]

    assert picked(deck, {"crd-002": "4"}) == []
    assert [why.label for why in Why] == ["largest error", "most disputed"]
