"""A frozen kit keeps its wording, its weights and its hash."""

import json
from dataclasses import replace

from assessment.domain.ids import ItemId
from assessment.domain.kit import AskedQuestion, contents, digest_of
from question_bank import Activity, Boundary, Cell, Competency, OperationsCategory
from tests.builders import PLANT, a_kit, a_kit_item, a_question

DISPATCHING = Cell.parse("production.dispatching")


def test_the_wording_is_what_the_bank_held_when_the_kit_was_frozen():
    asked = AskedQuestion.of(
        a_question(cell=DISPATCHING, boundary=Boundary(activity=Activity.TRACKING))
    )

    assert asked == AskedQuestion(
        question="prd-dsp-001",
        revision=1,
        title="A line goes down",
        competency=Competency.EXECUTION,
        operations_category=OperationsCategory.PRODUCTION,
        activity=Activity.DISPATCHING,
        functional_level="3",
        target_level="both",
        type="situational",
        prompt="A line goes down with forty orders queued to it. What happens next?",
        probes=("Who decides?", "What if the setup differs?"),
        listen_for=("an owner", "a constraint", "a consequence"),
        anchors={
            1: "Describes the screen only.",
            3: "Names the queue and who owns it.",
            5: "Weighs setup, due date and genealogy.",
        },
        wrong_beliefs=("the ERP dispatches", "the PLC schedules"),
        accepted_positions=(),
        cells=(DISPATCHING, Cell.parse("production.tracking")),
    )


def test_wording_survives_a_trip_through_json():
    for question in (a_question(cell=DISPATCHING), a_question(functional_level="none")):
        asked = AskedQuestion.of(question)
        assert AskedQuestion.from_document(json.loads(json.dumps(asked.document()))) == asked


def test_a_handout_is_frozen_with_the_wording():
    asked = AskedQuestion.of(a_question().model_copy(update={"handout": "Line 4: 40\nLine 5: 0"}))

    assert asked.handout == "Line 4: 40\nLine 5: 0"
    assert AskedQuestion.from_document(json.loads(json.dumps(asked.document()))) == asked


def test_a_kit_frozen_before_there_were_handouts_keeps_its_hash():
    kit = a_kit()

    # Computed with the version that had no handouts.
    assert digest_of(contents(kit.minutes, kit.items, kit.weights)) == "798238935d77"
    assert "handout" not in AskedQuestion.of(a_question()).document()


def test_what_a_later_version_wrote_beside_it_is_left_alone():
    asked = AskedQuestion.of(a_question())

    assert AskedQuestion.from_document(asked.document() | {"mood": "calm"}) == asked


def test_an_item_is_found_by_its_id_and_a_stranger_is_not():
    kit = a_kit()

    assert kit.item(ItemId("q03")) == kit.items[2]
    assert kit.item(ItemId("q99")) is None


def test_planned_minutes_are_the_sum_of_the_items():
    assert a_kit().planned_minutes == 50


def test_the_hash_is_twelve_hex_digits_and_stays():
    one, again = a_kit(), a_kit()

    assert one.digest == again.digest
    assert len(one.digest) == 12
    assert int(one.digest, 16) >= 0


def test_the_hash_is_the_same_after_a_trip_through_json():
    plain = contents(45, (a_kit_item(),), PLANT)

    assert digest_of(json.loads(json.dumps(plain))) == digest_of(plain)


def test_the_hash_covers_wording_weight_minutes_and_weights():
    item = a_kit_item()
    reworded = replace(item, asked=replace(item.asked, prompt="Another prompt."))
    heavier = replace(item, weight=2.0)
    longer = replace(item, minutes=6)
    shown = replace(item, asked=replace(item.asked, handout="Line 4: 40 orders"))
    hashes = [
        digest_of(contents(45, (item,), PLANT)),
        digest_of(contents(45, (reworded,), PLANT)),
        digest_of(contents(45, (heavier,), PLANT)),
        digest_of(contents(45, (longer,), PLANT)),
        digest_of(contents(45, (shown,), PLANT)),
        digest_of(contents(60, (item,), PLANT)),
        digest_of(contents(45, (item,), PLANT | {Competency.PORTFOLIO: 1})),
    ]

    assert len(set(hashes)) == len(hashes)


def test_the_order_of_the_weights_does_not_change_the_hash():
    backwards = dict(reversed(PLANT.items()))

    assert digest_of(contents(45, (), backwards)) == digest_of(contents(45, (), PLANT))
