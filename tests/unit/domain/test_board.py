"""The board is derived from its log: the newest entry counts, and the order of thought is kept."""

from datetime import timedelta
from itertools import permutations

import pytest

from assessment.domain.board import Board, Convention, Footprint, Move, Placement, Stance, board_of
from assessment.domain.errors import Invalid
from assessment.domain.ids import CardId
from assessment.domain.rating import Standing
from question_bank import CELLS, Activity, Cell, OperationsCategory
from tests.boards import EVERY_PLACE, NOON, an_entry_on_the_board, at, laid

CARDS = frozenset({CardId("crd-001"), CardId("crd-002")})


def moved(number, card, to, **more):
    return an_entry_on_the_board("move", value=to, part=card, entry=number, **more)


def test_every_place_of_the_board_reads_back_from_its_key():
    assert len({place.key for place in EVERY_PLACE}) == 6 + len(CELLS)
    assert [Placement.parse(place.key) for place in EVERY_PLACE] == list(EVERY_PLACE)


@pytest.mark.parametrize(
    "key",
    [
        *("", "5", "3", "04", "None", "4.", "3.", "3.production", "3.production.", "3..supporting"),
        *("3.dispatching", "3.production.supporting", "4.production.dispatching", "2.supporting"),
        *("3.production.dispatching.", "3.production.Dispatching", "3.production.dispatching.x"),
    ],
)
def test_what_is_no_place_is_refused(key):
    with pytest.raises(Invalid, match="is no place on the board"):
        Placement.parse(key)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            {"functional_level": 2, "activity": Activity.TRACKING},
            "only Level 3 has operations categories and activities",
        ),
        (
            {"functional_level": 3},
            "a card on Level 3 lies in a cell or among the supporting activities",
        ),
        (
            {"functional_level": 3, "activity": Activity.TRACKING},
            "tracking of which operations category?",
        ),
        (
            {
                "functional_level": 3,
                "activity": Activity.SUPPORTING,
                "operations_category": OperationsCategory.QUALITY,
            },
            "a supporting activity belongs to no operations category",
        ),
    ],
)
def test_a_placement_that_the_model_does_not_know_cannot_be_made(place, said):
    with pytest.raises(Invalid) as caught:
        Placement(**place)

    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("0", "Level 0"),
        ("none", "no level"),
        ("3.supporting", "supporting"),
        ("3.quality.tracking", "quality · tracking"),
    ],
)
def test_a_placement_has_a_name_for_people(key, label):
    assert at(key).label == label


def test_an_untouched_board_holds_nothing():
    assert board_of([], CARDS) == Board()


def test_the_newest_move_of_a_card_counts_in_any_input_order():
    entries = [
        moved(1, "crd-001", "4"),
        moved(2, "crd-002", "none"),
        moved(3, "crd-001", "3.quality.tracking"),
    ]

    boards = [board_of(order, CARDS) for order in permutations(entries)]

    assert boards == [boards[0]] * 6
    assert boards[0].placements == laid({"crd-001": "3.quality.tracking", "crd-002": "none"})


def test_a_card_taken_back_lies_nowhere_and_the_thought_is_kept():
    board = board_of([moved(1, "crd-001", "4"), moved(2, "crd-001", None)], CARDS)

    assert board.placements == {}
    assert board.moves == (
        Move(card=CardId("crd-001"), to=at("4"), at=NOON + timedelta(seconds=1)),
        Move(card=CardId("crd-001"), to=None, at=NOON + timedelta(seconds=2)),
    )
    assert board_of([moved(1, "crd-001", "4"), moved(2, "crd-001", "")], CARDS) == board


def test_what_came_late_after_the_finish_or_of_another_deck_moves_nothing():
    entries = [
        moved(1, "crd-001", "4"),
        moved(2, "crd-001", "2", standing=Standing.LATE),
        moved(3, "crd-001", "0", standing=Standing.PROPOSED),
        moved(4, "crd-900", "1"),
    ]

    board = board_of(entries, CARDS)

    assert board.placements == laid({"crd-001": "4"})
    assert len(board.moves) == 1


def test_the_convention_keeps_own_words_beside_the_choice():
    entries = [
        an_entry_on_the_board("words", value="MES is what we bought", entry=1),
        an_entry_on_the_board("convention", value="own_words", entry=2),
        an_entry_on_the_board("convention", value="interchangeable", entry=3),
    ]

    assert board_of(entries[:1], CARDS).convention == Convention(
        stance=None, words="MES is what we bought"
    )
    assert board_of(entries, CARDS).convention == Convention(
        stance=Stance.INTERCHANGEABLE, words="MES is what we bought"
    )


def test_a_convention_that_was_taken_back_is_none():
    entries = [
        an_entry_on_the_board("convention", value="own_words", entry=1),
        an_entry_on_the_board("convention", value=None, entry=2),
        an_entry_on_the_board("words", value="", entry=3),
    ]

    assert board_of(entries, CARDS).convention is None


def test_a_footprint_is_the_cells_that_are_still_painted():
    entries = [
        an_entry_on_the_board("footprint", value=True, part="production.tracking", entry=1),
        an_entry_on_the_board("footprint", value=True, part="quality.tracking", entry=2),
        an_entry_on_the_board("footprint", value=False, part="quality.tracking", entry=3),
    ]

    assert board_of(entries, CARDS).footprint == Footprint(
        frozenset({Cell.parse("production.tracking")})
    )


def test_a_footprint_that_was_wiped_is_empty_and_not_missing():
    entries = [
        an_entry_on_the_board("footprint", value=True, part="production.tracking", entry=1),
        an_entry_on_the_board("footprint", value=False, part="production.tracking", entry=2),
    ]

    assert board_of(entries, CARDS).footprint == Footprint(frozenset())
    assert board_of([], CARDS).footprint is None


def test_the_board_is_finished_when_the_candidate_says_so():
    finish = an_entry_on_the_board("finish", value=True, entry=9)
    again = an_entry_on_the_board("finish", value=False, entry=10)

    assert board_of([finish], CARDS).finished_at == NOON + timedelta(seconds=9)
    assert board_of([finish, again], CARDS).finished_at is None
