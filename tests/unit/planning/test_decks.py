"""Decks for one role differ in their cards, not in what they ask; the bank has enough."""

from collections import Counter
from itertools import combinations

import pytest

from assessment.domain.errors import Incomplete, Invalid
from assessment.planning.decks import (
    CardKind,
    DeckBlueprint,
    deal,
    difficulty,
    equivalent_deals,
    kind_of,
)
from question_bank import Activity, Alternate, QuestionStatus, load_bank
from question_bank.model import Industry
from tests.small_bank import a_card

CARDS = load_bank().active_cards
SIZES = range(8, 17)
ROLES = [(industry, size) for industry in Industry for size in (8, 12, 16)]


def an_alternate(level, points=0.5):
    return Alternate(functional_level=level, points=points, reason="in some plants it is so")


@pytest.mark.parametrize(
    ("size", "cells", "level_4", "below", "disputed"),
    [
        (8, 4, 1, 1, 2),
        (9, 5, 1, 1, 3),
        (10, 5, 2, 1, 3),
        (12, 7, 2, 1, 4),
        (14, 8, 2, 2, 4),
        (16, 10, 2, 2, 5),
    ],
)
def test_a_blueprint_says_what_a_deck_of_its_size_is_made_of(size, cells, level_4, below, disputed):
    blueprint = DeckBlueprint.of(size)

    assert blueprint.cells == cells
    assert blueprint.kinds[CardKind.LEVEL_4] == level_4
    assert blueprint.kinds[CardKind.BELOW_LEVEL_3] == below
    assert blueprint.kinds[CardKind.NO_LEVEL] == blueprint.kinds[CardKind.SUPPORTING] == 1
    assert sum(blueprint.kinds.values()) == size
    assert blueprint.disputed == disputed


@pytest.mark.parametrize("size", SIZES)
def test_every_deck_has_a_cell_of_each_category(size):
    kinds = DeckBlueprint.of(size).kinds
    categories = [kinds[k] for k in list(CardKind)[:4]]

    assert min(categories) >= 1
    assert max(categories) - min(categories) <= 1


@pytest.mark.parametrize("size", [0, 7, 17])
def test_a_deck_has_eight_to_sixteen_cards(size):
    with pytest.raises(Invalid, match=f"a deck has 8 to 16 cards, not {size}"):
        deal(CARDS, Industry.GENERAL, size=size)


def test_difficulty_is_read_off_the_card():
    near = (Activity.TRACKING,)
    beside = Alternate(activity=Activity.TRACKING, points=0.5, reason="in some plants it is so")

    assert difficulty(a_card()) == 0
    assert difficulty(a_card(near=near)) == 0.5
    assert difficulty(a_card(alternates=(beside,))) == 1  # disputed within its level
    assert difficulty(a_card(alternates=(an_alternate(2),))) == 1.5  # one level off
    assert difficulty(a_card(near=near, alternates=(an_alternate(1), an_alternate(4)))) == 2.5
    assert difficulty(a_card(alternates=(an_alternate("none"),))) == 2  # as far as two levels


@pytest.mark.parametrize(("industry", "size"), ROLES)
def test_a_deal_follows_its_blueprint(industry, size):
    blueprint = DeckBlueprint.of(size)

    dealt = deal(CARDS, industry, size=size)

    activities = Counter(c.place.activity for c in dealt.cards if c.place.operations_category)
    own = sum(c.industry.value != "general" for c in dealt.cards)
    assert Counter(kind_of(c) for c in dealt.cards) == blueprint.kinds
    assert sum(c.dispute is not None for c in dealt.cards) == blueprint.disputed
    assert len(activities) == min(blueprint.cells, 8)  # every cell another activity, while it can
    assert max(activities.values()) <= 2
    assert own == (0 if industry is Industry.GENERAL else size // 2)
    assert len(set(dealt.cards)) == size
    assert dealt.reused == ()


@pytest.mark.parametrize(("industry", "size"), ROLES)
def test_two_decks_for_a_shortlist_share_no_card_and_ask_as_much(industry, size):
    one, other = equivalent_deals(CARDS, industry, count=2, size=size)

    assert {c.id for c in one.cards}.isdisjoint(c.id for c in other.cards)
    assert Counter(map(kind_of, one.cards)) == Counter(map(kind_of, other.cards))
    # Difficulty comes in halves: over a whole deck the two are at most one half apart.
    assert abs(one.difficulty - other.difficulty) <= 0.5


@pytest.mark.parametrize("industry", list(Industry))
def test_three_decks_of_the_usual_size_are_equivalent(industry):
    deals = equivalent_deals(CARDS, industry, count=3)

    assert all(a.deck.ids != b.deck.ids for a, b in combinations(deals, 2))
    assert [d.reused for d in deals] == [(), (), ()]
    assert max(d.difficulty for d in deals) - min(d.difficulty for d in deals) <= 0.5


def test_the_same_bank_always_deals_the_same_deck():
    backwards = tuple(reversed(CARDS))

    assert deal(CARDS, Industry.BATCH) == deal(backwards, Industry.BATCH)
    assert equivalent_deals(CARDS, Industry.BATCH, count=2)[0] == deal(CARDS, Industry.BATCH)


def test_a_regulated_plant_plays_the_cards_of_a_batch_plant():
    assert deal(CARDS, Industry.REGULATED) == deal(CARDS, Industry.BATCH)


def test_cards_of_another_industry_stay_out():
    industries = {c.industry.value for c in deal(CARDS, Industry.DISCRETE, size=16).cards}

    assert industries == {"general", "discrete"}


def test_the_order_of_a_deck_does_not_sort_it_by_kind():
    kinds = [kind_of(c) for c in deal(CARDS, Industry.BATCH).cards]

    assert kinds != sorted(kinds, key=list(CardKind).index)


def test_when_every_card_is_to_be_avoided_the_deal_says_which_came_back():
    dealt = deal(CARDS, Industry.GENERAL, avoid=frozenset(c.id for c in CARDS))

    assert dealt.reused == tuple(sorted(dealt.deck.ids))


def test_a_bank_without_a_kind_of_card_cannot_deal():
    without = [c for c in CARDS if c.place.functional_level != "none"]

    with pytest.raises(Incomplete) as caught:
        deal(without, Industry.CONTINUOUS)

    assert str(caught.value) == (
        "the bank has 0 no-level cards for a role in continuous industry; a deck of 12 takes 1"
    )


def test_a_dealt_deck_keeps_the_keys_of_today():
    dealt = deal(CARDS, Industry.BATCH)

    assert dealt.deck.ids == tuple(c.id for c in dealt.cards)
    assert [c.statement for c in dealt.deck.cards] == [c.statement for c in dealt.cards]
    assert {c.status for c in dealt.cards} == {QuestionStatus.ACTIVE}
