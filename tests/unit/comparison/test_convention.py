"""Whether a board keeps to its own convention is told in a sentence that scores nothing."""

from assessment.comparison.convention import ConventionReading, convention_reading
from assessment.domain.board import Board, Convention, Footprint, Stance
from assessment.scoring.placement import board_points
from question_bank import Cell
from tests.boards import a_dealt_card, a_view, laid

KEYS = {
    "crd-001": "3.production.tracking",
    "crd-002": "3.production.dispatching",
    "crd-003": "3.maintenance.tracking",
    "crd-004": "3.quality.tracking",
    "crd-005": "3.inventory.tracking",
    "crd-006": "4",
}


def read(stance, *, painted=None, words="", **moved):
    """The key's board, some cards elsewhere: `crd_003="4"`."""
    places = KEYS | {card.replace("_", "-"): key for card, key in moved.items()}
    deck = [
        a_dealt_card(
            card, key, other_views=(a_view("2", points=0.6),) if key.startswith("3") else ()
        )
        for card, key in KEYS.items()
    ]
    board = Board(
        placements=laid(places),
        convention=Convention(stance=stance, words=words) if stance else None,
        footprint=None
        if painted is None
        else Footprint(frozenset(Cell.parse(key) for key in painted)),
    )
    return convention_reading(board, board_points(deck, board.placements))


def test_production_only_parts_from_a_footprint_beyond_production():
    said = read(
        Stance.PRODUCTION_OPERATIONS,
        painted=["production.tracking", "inventory.tracking", "quality.tracking"],
    )

    assert said == ConventionReading(
        keeps=False,
        sentence=(
            "Said MES is production operations, but marked 2 cells in quality and inventory as MES."
        ),
    )


def test_production_only_is_kept_by_a_footprint_in_production():
    assert read(Stance.PRODUCTION_OPERATIONS, painted=["production.tracking"]) == ConventionReading(
        keeps=True,
        sentence="Said MES is production operations, and marked no cell outside production.",
    )


def test_production_only_does_not_speak_of_where_other_work_lies():
    # MES as production operations still leaves maintenance on Level 3: no card can part from it.
    said = read(Stance.PRODUCTION_OPERATIONS, crd_003="4", crd_004="4")

    assert said == ConventionReading(
        keeps=None,
        sentence=(
            "Said MES is production operations, but marked no footprint to compare that with."
        ),
    )


def test_any_level_3_software_parts_from_a_board_that_keeps_level_3_for_production():
    said = read(Stance.ANY_LEVEL_3_SOFTWARE, crd_003="4", crd_005="none")

    assert said == ConventionReading(
        keeps=False,
        sentence=(
            "Said MES is any software doing Level 3 work, but used Level 3 mostly for production: "
            "2 of 3 maintenance, quality and inventory cards are on other levels, and 0 of 2 "
            "production cards."
        ),
    )


def test_one_slip_or_the_same_share_of_production_is_no_habit():
    one = read(Stance.INTERCHANGEABLE, crd_003="4")
    # 2 of 3 others are off, and 2 of 2 production cards: Level 3 is not kept for production.
    all_over = read(Stance.INTERCHANGEABLE, crd_001="4", crd_002="4", crd_003="4", crd_004="4")

    assert [one.keeps, all_over.keeps] == [True, True]
    assert one.sentence == (
        "Said MES and MOM are interchangeable words, and treated the cards of all four categories "
        "alike."
    )


def test_cards_where_another_view_would_put_them_are_not_held_against_the_convention():
    assert read(Stance.ANY_LEVEL_3_SOFTWARE, crd_003="2", crd_004="2").keeps is True


def test_a_footprint_in_production_only_raises_a_question_under_the_wider_conventions():
    assert read(Stance.INTERCHANGEABLE, painted=["production.tracking"]) == ConventionReading(
        keeps=None,
        sentence=(
            "Said MES and MOM are interchangeable words, and marked only production cells: "
            "ask what covered the rest of Level 3 at that plant."
        ),
    )


def test_own_words_are_quoted_and_left_to_people():
    assert read(Stance.OWN_WORDS, words=" MES is what we bought ") == ConventionReading(
        keeps=None,
        sentence=(
            "In their own words: “MES is what we bought”. Ask the candidate whether the board "
            "follows this."
        ),
    )
    assert (
        read(Stance.OWN_WORDS).sentence
        == "The candidate chose “in my own words” but wrote nothing."
    )


def test_nothing_stated_is_said():
    assert read(None) == ConventionReading(keeps=None, sentence="No convention was stated.")


def test_a_board_without_other_cards_cannot_tell():
    deck = [a_dealt_card("crd-001", "3.production.tracking")]
    board = Board(convention=Convention(stance=Stance.INTERCHANGEABLE))

    assert convention_reading(board, board_points(deck, {})) == ConventionReading(
        keeps=None,
        sentence=(
            "Said MES and MOM are interchangeable words, but placed no cards of other categories "
            "to compare that with."
        ),
    )
