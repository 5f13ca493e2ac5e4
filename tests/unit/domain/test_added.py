"""An added question is kept as it was asked, under an id that two raters share."""

import json

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.added import AddedQuestion, item_of
from assessment.domain.rating import Kind, Standing
from assessment.domain.scorecard import before_submitting, items_of, scorecard
from tests.builders import SHEET, a_kit, a_question, an_added_question, an_entry

ONE = an_added_question()
OTHER = an_added_question(a_question("asr-002", title="The line waits"), because="Time was left.")
KIT = a_kit(questions=[a_question()])


def added(question, entry, **more):
    return an_entry(question.text(), kind=Kind.ADDED, item=question.item.id, entry=entry, **more)


def card_of(*entries):
    return scorecard(SHEET, entries)


@given(because=st.text(), minutes=st.integers(1, 120))
def test_what_the_log_keeps_reads_back_as_it_was(because, minutes):
    question = an_added_question(because=because, minutes=minutes)

    assert AddedQuestion.read(question.text()) == question


def test_what_a_later_version_wrote_beside_it_is_left_alone():
    plain = json.loads(ONE.text()) | {"mood": "good"}

    assert AddedQuestion.read(json.dumps(plain)) == ONE


def test_the_item_is_named_by_its_question():
    assert (ONE.item.id, item_of("prd-trk-001")) == ("a-prd-trk-001", "a-prd-trk-001")


def test_added_questions_follow_the_kits_in_the_order_of_the_log():
    card = card_of(added(OTHER, 7), added(ONE, 3))

    assert card.added == (ONE, OTHER)
    assert [i.id for i in items_of(KIT, card)] == ["q01", "a-prd-trk-001", "a-asr-002"]


def test_what_was_taken_back_or_only_proposed_is_not_on_the_sheet():
    back = an_entry("", kind=Kind.ADDED, item=ONE.item.id, entry=4)
    card = card_of(added(ONE, 3), back, added(OTHER, 5, standing=Standing.PROPOSED))

    assert card.added == ()
    assert items_of(KIT, card) == KIT.items


def test_an_added_question_wants_a_level_like_any_other():
    assert before_submitting(card_of(an_entry(3, entry=1), added(ONE, 2)), KIT)[0] == (
        "Question 2, Who made this pallet: give a level, or a reason for none."
    )
