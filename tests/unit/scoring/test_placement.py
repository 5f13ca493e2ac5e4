"""Section 5 by hand: what each placement earns, what a board comes to, and what never happens."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.domain.ids import CardId
from assessment.scoring.placement import attainable_points, board_points, card_points
from question_bank import EIGHT_ACTIVITIES, Activity
from tests.boards import EVERY_PLACE, a_dealt_card, a_view, at, laid

STEP_7 = a_dealt_card(
    "crd-014",
    "3.production.execution_management",
    near=(Activity.DISPATCHING,),
    other_views=(a_view("2", points=0.4),),
)
"""The card that the product rules write out."""


@pytest.mark.parametrize(
    ("key", "points", "level_error"),
    [
        ("3.production.execution_management", 5, 0),  # 2 + 1 + 2
        ("3.production.dispatching", 4, 0),  # 2 + 1 + 1: near
        ("3.quality.execution_management", 4, 0),  # 2 + 0 + 2: right activity, wrong category
        ("3.quality.dispatching", 3, 0),  # 2 + 0 + 1
        ("3.production.tracking", 3, 0),  # 2 + 1 + 0
        ("3.inventory.tracking", 2, 0),  # the level alone
        ("3.supporting", 2, 0),  # no category, and supporting is not near
        ("2", 2, -1),  # 0.4 of 5 by the alternate beats 1 for the neighbouring level
        ("4", 1, 1),  # adjacent
        ("1", 0, -2),
        ("0", 0, -3),
        ("none", 0, None),  # `none` is adjacent to nothing
    ],
)
def test_the_worked_card_earns(key, points, level_error):
    earned = card_points(STEP_7, at(key))

    assert (earned.points, earned.attainable, earned.level_error) == (points, 5, level_error)
    assert earned.view == (STEP_7.other_views[0] if key == "2" else None)


@pytest.mark.parametrize(
    ("card", "key", "points"),
    [
        # A supporting card: 2 for the level, 2 for the activity, nothing for a category.
        ("3.supporting", "3.supporting", 4),
        ("3.supporting", "3.quality.tracking", 2),
        ("3.supporting", "4", 1),
        ("3.supporting", "none", 0),
        # Off Level 3 only the level counts, so a cell is as good as its level: adjacent.
        ("4", "4", 2),
        ("4", "3.production.tracking", 1),
        ("4", "2", 0),
        ("4", "none", 0),
        ("2", "3.supporting", 1),
        ("0", "1", 1),
        ("none", "none", 2),
        ("none", "4", 0),
        ("none", "0", 0),
    ],
)
def test_cards_beside_the_cells_earn(card, key, points):
    assert card_points(a_dealt_card(place=card), at(key)).points == points


def test_the_best_of_key_neighbours_and_alternates_counts():
    card = a_dealt_card(
        place="3.production.tracking",
        near=(Activity.PERFORMANCE_ANALYSIS,),
        other_views=(
            a_view("3.production.performance_analysis", points=0.7),
            a_view("3.inventory.tracking", points=0.9),
            a_view(activity=Activity.TRACKING, points=0.5),
            a_view("4", points=0.1),
        ),
    )

    earned = {key: card_points(card, at(key)) for key in ("3.inventory.tracking", "4")}
    analysis = card_points(card, at("3.production.performance_analysis"))

    # Near gives 2 + 1 + 1 = 4, more than 0.7 of 5 = 3.5: the alternate earned nothing.
    assert (analysis.points, analysis.view) == (4, None)
    # 0.9 of 5 = 4.5 beats 2 + 0 + 2 = 4 and 0.5 of 5 = 2.5.
    assert earned["3.inventory.tracking"].points == 4.5
    assert earned["3.inventory.tracking"].view == card.other_views[1]
    # Adjacent gives 1, more than 0.1 of 5.
    assert (earned["4"].points, earned["4"].view) == (1, None)


def test_an_alternate_that_names_only_the_level_holds_all_over_it():
    card = a_dealt_card(place="4", other_views=(a_view("3.supporting", points=0.6),))
    anywhere = a_view(activity=Activity.SUPPORTING, points=0.6)

    assert card_points(card, at("3.supporting")).points == 1.2  # 0.6 of 2
    assert anywhere.agrees(at("3.supporting"))


def test_nearness_helps_in_any_category():
    card = a_dealt_card(place="3.quality.tracking", near=(Activity.DATA_COLLECTION,))

    assert card_points(card, at("3.inventory.data_collection")).points == 3  # 2 + 0 + 1


def eight_cards():
    keys = ("3.production.tracking",) * 4 + ("3.supporting", "4", "2", "none")
    return [a_dealt_card(f"crd-{n:03}", key) for n, key in enumerate(keys, 1)]


def test_a_board_is_earned_over_attainable_of_the_placed_cards():
    # Attainable: 4 cells at 5, supporting 4, three others at 2: 20 + 4 + 6 = 30.
    places = {
        "crd-001": "3.production.tracking",  # 5
        "crd-002": "3.production.dispatching",  # 3
        "crd-003": "4",  # 1
        "crd-004": "none",  # 0
        "crd-005": "3.supporting",  # 4
        "crd-006": "3.inventory.tracking",  # 1
        "crd-007": "0",  # 0
        "crd-008": "none",  # 2
    }

    board = board_points(eight_cards(), laid(places))

    assert [c.points for c in board.cards] == [5, 3, 1, 0, 4, 1, 0, 2]
    assert (board.placed, board.points, board.attainable) == (8, 16, 30)
    assert board.fraction == 16 / 30


def test_fewer_than_eight_placed_is_not_rated_and_never_zero():
    places = {card.id: card.place for card in eight_cards()[1:]}

    board = board_points(eight_cards(), places)

    assert (board.placed, board.points, board.attainable) == (7, 25, 25)
    assert board.fraction is None
    assert board_points(eight_cards(), {}).fraction is None


def test_a_placed_card_that_is_not_in_the_deck_counts_for_nothing():
    places = {card.id: card.place for card in eight_cards()}

    assert board_points(eight_cards(), places | laid({"crd-900": "0"})) == board_points(
        eight_cards(), places
    )


# --- what holds for every board ---------------------------------------------------------------

a_place = st.sampled_from(EVERY_PLACE)
a_share = st.floats(0.05, 0.95)
views = st.lists(
    st.one_of(
        st.builds(lambda place, points: a_view(place.key, points=points), a_place, a_share),
        st.builds(
            lambda activity, points: a_view(activity=activity, points=points),
            st.sampled_from(list(Activity)),
            a_share,
        ),
    ),
    max_size=3,
).map(tuple)


@st.composite
def a_deck(draw, *, disputed=True):
    """Eight to sixteen cards anywhere on the board, with neighbours and perhaps alternates."""
    size = draw(st.integers(8, 16))
    deck = []
    for n in range(size):
        place = draw(a_place)
        others = [a for a in EIGHT_ACTIVITIES if a is not place.activity]
        near = draw(st.lists(st.sampled_from(others), max_size=2, unique=True))
        deck.append(
            a_dealt_card(
                f"crd-{n:03}",
                place.key,
                near=tuple(near) if place.cell else (),
                other_views=draw(views) if disputed else (),
            )
        )
    return deck


def closeness(card, place):
    """How near a placement is to the key, level first; a higher number in each part is nearer."""
    key = card.place
    if key.functional_level == place.functional_level:
        level = 0
    elif "none" in {key.functional_level, place.functional_level}:
        level = -9
    else:
        level = -abs(key.functional_level - place.functional_level)
    category = int(key.operations_category == place.operations_category)
    near = 1 if place.activity in card.near else 0
    activity = 2 if key.activity == place.activity else near
    return (level, category, activity) if level == 0 and key.activity else (level, 0, 0)


def closer(card, one, other):
    """Whether `other` is nowhere farther from the key than `one`: the level decides, then each."""
    before, after = closeness(card, one), closeness(card, other)
    if before[0] != after[0]:
        return after[0] > before[0]
    return all(b <= a for b, a in zip(before, after, strict=True))


@given(a_deck(disputed=False), st.data())
def test_without_alternates_moving_a_card_closer_never_lowers_the_fraction(deck, data):
    places = {card.id: data.draw(a_place) for card in deck}
    card = data.draw(st.sampled_from(deck))
    nearer = data.draw(a_place)
    assume(closer(card, places[card.id], nearer))

    before = board_points(deck, places).fraction
    after = board_points(deck, places | {card.id: nearer}).fraction

    assert after >= before


@given(a_deck(), st.data())
def test_an_unplaced_card_changes_nothing(deck, data):
    placed = {card.id: data.draw(a_place) for card in deck if data.draw(st.booleans())}
    on_board = [card for card in deck if card.id in placed]

    assert board_points(deck, placed) == board_points(on_board, placed)


@given(a_deck())
def test_the_full_key_scores_one(deck):
    board = board_points(deck, {card.id: card.place for card in deck})

    assert board.fraction == 1
    assert board.points == board.attainable
    assert {c.level_error for c in board.cards} <= {0, None}


@given(a_deck(), st.data())
def test_every_fraction_lies_between_nothing_and_one(deck, data):
    board = board_points(deck, {card.id: data.draw(a_place) for card in deck})

    assert 0 <= board.fraction <= 1
    assert all(0 <= c.points <= c.attainable for c in board.cards)


@given(a_deck(), st.data())
def test_an_alternate_never_lowers_what_a_card_earns(deck, data):
    card, place = data.draw(st.sampled_from(deck)), data.draw(a_place)
    bare = a_dealt_card(card.id, card.place.key, near=card.near)

    assert card_points(card, place).points >= card_points(bare, place).points


@given(a_deck(), st.data())
def test_the_order_of_the_deck_does_not_change_the_fraction(deck, data):
    places = {CardId(card.id): data.draw(a_place) for card in deck}

    assert (
        board_points(deck, places).fraction
        == board_points(data.draw(st.permutations(deck)), places).fraction
    )


@given(a_place)
def test_a_place_can_earn_two_four_or_five(place):
    expected = 5 if place.cell else 4 if place.activity else 2

    assert attainable_points(place) == expected
