"""What a kit gains with a placement exercise: cards with their keys, a talk, and minutes."""

from dataclasses import replace

import pytest

from assessment.domain.deck import DealtCard, Deck, OtherView
from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.kit import TALK_ITEM
from assessment.services.placement.exercise import dealt, exercise_minutes, talk_item
from question_bank import Activity, OperationsCategory, QuestionStatus, Variant, Variants
from question_bank.model import Industry
from tests.builders import a_bank, a_kit_draft, a_question, bank_of
from tests.small_bank import a_card

TALK = a_question("plc-900", title="Two cards of your board")


def test_a_draft_without_cards_has_no_deck():
    assert dealt(a_bank(), a_kit_draft()) is None


def test_a_deck_has_the_keys_of_today_in_the_order_of_the_draft():
    bank = bank_of([], [a_card("crd-001"), a_card("crd-002", place="4")])

    deck = dealt(bank, replace(a_kit_draft(), cards=("crd-002", "crd-001")))

    assert deck == Deck(tuple(DealtCard.of(bank.cards[c]) for c in ("crd-002", "crd-001")))


def test_a_retired_card_is_named():
    retired = a_card("crd-002", status=QuestionStatus.RETIRED)
    with pytest.raises(Invalid) as refused:
        dealt(bank_of([], [a_card(), retired]), replace(a_kit_draft(), cards=("crd-002",)))
    assert str(refused.value) == ("The bank no longer has the card crd-002: draw new cards.")


def test_the_talk_is_the_banks_own_question_and_its_minutes_count_beside_the_board():
    bank = replace(a_bank(), exercise=TALK)
    item = talk_item(bank)
    assert (item.id, item.asked.question, item.minutes) == (TALK_ITEM, "plc-900", TALK.minutes)
    assert exercise_minutes(bank) == 10 + TALK.minutes


def test_the_talk_is_told_in_the_industry_of_the_role():
    words = Variants(batch=Variant(prompt="Two cards of a batch plant."))
    bank = replace(a_bank(), exercise=TALK.model_copy(update={"variants": words}))

    assert talk_item(bank, Industry.BATCH).asked.prompt == "Two cards of a batch plant."
    assert talk_item(bank).asked.prompt == TALK.prompt


def test_a_bank_without_that_question_says_so():
    with pytest.raises(Incomplete, match=r"add exercise\.yaml to it\.$"):
        talk_item(a_bank())


@pytest.mark.parametrize(
    ("level", "category", "activity", "label"),
    [
        (2, None, None, "Level 2"),
        ("none", None, None, "no level"),
        (3, None, Activity.SUPPORTING, "supporting"),
        (None, OperationsCategory.QUALITY, None, "any quality activity"),
        (3, OperationsCategory.QUALITY, Activity.TRACKING, "quality · tracking"),
        (None, None, Activity.TRACKING, "tracking"),
    ],
)
def test_another_view_is_told_by_what_it_names(level, category, activity, label):
    view = OtherView(
        functional_level=level,
        operations_category=category,
        activity=activity,
        points=0.5,
        reason="it is done there in some plants",
    )
    assert view.label == label
