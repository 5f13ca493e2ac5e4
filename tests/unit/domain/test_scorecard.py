"""A scorecard says what its log says, and what keeps it from being submitted."""

from assessment.domain.ids import ItemId
from assessment.domain.rating import Kind, NotRated, Recommendation, Standing
from assessment.domain.scorecard import (
    ItemRecord,
    Scorecard,
    before_submitting,
    gaps,
    scorecard,
)
from assessment.domain.status import Status
from tests.builders import FIRST_ITEM, NOON, SHEET, a_kit, a_question, an_entry

ONE_QUESTION = a_kit(questions=[a_question(title="A line goes down")])


def card_of(*entries):
    return scorecard(SHEET, [_numbered(n, e) for n, e in enumerate(entries, 1)])


def _numbered(n, entry):
    values = {name: getattr(entry, name) for name in entry.__slots__}
    return type(entry)(**(values | {"id": n}))


def test_a_sheet_nobody_wrote_on_is_a_blank_draft():
    assert card_of() == Scorecard(
        sheet=SHEET,
        items={},
        recommendation=None,
        reasons="",
        submitted_at=None,
        amendments=(),
        proposed=(),
    )
    assert card_of().status is Status.DRAFT


def test_everything_noted_on_a_question_stands_in_its_record():
    card = card_of(
        an_entry(4),
        an_entry("moved 12 orders", kind=Kind.EVIDENCE),
        an_entry(value=True, kind=Kind.PROBE, part="1"),
        an_entry(value=True, kind=Kind.PROBE, part="0"),
        an_entry(value=True, kind=Kind.BELIEF, part="1"),
        an_entry(160, kind=Kind.SECONDS),
    )

    assert card.items == {
        FIRST_ITEM: ItemRecord(
            item=FIRST_ITEM,
            verdict=4,
            rated_at=NOON,
            evidence="moved 12 orders",
            probes=(0, 1),
            beliefs=(1,),
            seconds=160,
        )
    }


def test_a_probe_taken_back_was_not_asked():
    card = card_of(
        an_entry(value=True, kind=Kind.PROBE, part="0"),
        an_entry(value=False, kind=Kind.PROBE, part="0"),
    )

    assert card.record(FIRST_ITEM).probes == ()


def test_a_cleared_verdict_is_not_zero():
    record = card_of(an_entry(4), an_entry(None)).record(FIRST_ITEM)

    assert (record.level, record.not_rated, record.rated_at) == (None, None, None)


def test_a_reason_for_no_level_is_no_level():
    record = card_of(an_entry(NotRated.NOT_ASKED)).record(FIRST_ITEM)

    assert (record.level, record.not_rated) == (None, NotRated.NOT_ASKED)


def test_only_levels_count_as_rated():
    card = card_of(
        an_entry(1, item="q01"),
        an_entry(NotRated.NO_EVIDENCE, item="q02"),
        an_entry("a word", kind=Kind.EVIDENCE, item="q03"),
    )

    assert card.rated == 1


def test_an_item_nobody_touched_has_a_blank_record():
    assert card_of().record(ItemId("q09")) == ItemRecord(item=ItemId("q09"))


def test_submitting_locks_the_sheet_at_the_time_it_was_stored():
    card = card_of(an_entry(3), an_entry(value=True, kind=Kind.SUBMIT))

    assert (card.status, card.submitted_at) == (Status.SUBMITTED, NOON)


def test_an_amendment_counts_and_stands_in_the_list_with_its_reason():
    card = card_of(
        an_entry(3),
        an_entry(value=True, kind=Kind.SUBMIT),
        an_entry(4, because="I had the two answers mixed up."),
    )

    assert card.record(FIRST_ITEM).verdict == 4
    assert [(a.value, a.because) for a in card.amendments] == [
        (4, "I had the two answers mixed up.")
    ]


def test_what_another_tab_still_held_is_proposed_and_changes_nothing():
    card = card_of(
        an_entry(3),
        an_entry(value=True, kind=Kind.SUBMIT),
        an_entry(5, standing=Standing.PROPOSED),
    )

    assert card.record(FIRST_ITEM).verdict == 3
    assert [p.value for p in card.proposed] == [5]


def test_recommendation_and_reasons_concern_the_whole_sheet():
    card = card_of(
        an_entry(Recommendation.YES, kind=Kind.RECOMMENDATION),
        an_entry("Sure on the shop floor.", kind=Kind.REASONS),
    )

    assert (card.recommendation, card.reasons) == (Recommendation.YES, "Sure on the shop floor.")
    assert card.items == {}


def a_closing(recommendation=Recommendation.YES, reasons="Sure on the shop floor."):
    return (
        an_entry(recommendation, kind=Kind.RECOMMENDATION),
        an_entry(reasons, kind=Kind.REASONS),
    )


def test_a_rated_sheet_with_a_reasoned_recommendation_is_ready():
    assert before_submitting(card_of(an_entry(3), *a_closing()), ONE_QUESTION) == ()


def test_an_open_question_is_named_with_its_number_and_title():
    assert before_submitting(card_of(*a_closing()), ONE_QUESTION) == (
        "Question 1, A line goes down: give a level, or a reason for none.",
    )


def test_a_reason_for_no_level_is_enough():
    card = card_of(an_entry(NotRated.NOT_ASKED), *a_closing())

    assert before_submitting(card, ONE_QUESTION) == ()


def test_the_ends_of_the_scale_ask_for_what_was_heard():
    assert before_submitting(card_of(an_entry(5), *a_closing()), ONE_QUESTION) == (
        "Question 1, A line goes down: write down what you heard that makes this a 5.",
    )
    assert before_submitting(card_of(an_entry(1), *a_closing()), ONE_QUESTION) == (
        "Question 1, A line goes down: write down what you heard that makes this a 1.",
    )


def test_blanks_are_not_evidence():
    card = card_of(an_entry(1), an_entry(" \n", kind=Kind.EVIDENCE), *a_closing())

    assert before_submitting(card, ONE_QUESTION) == (
        "Question 1, A line goes down: write down what you heard that makes this a 1.",
    )


def test_a_recommendation_and_its_reasons_are_asked_for():
    assert before_submitting(card_of(an_entry(3)), ONE_QUESTION) == (
        "Recommendation: choose one of the five options.",
        "Recommendation: give your reasons.",
    )
    assert before_submitting(card_of(an_entry(3), *a_closing(reasons=" ")), ONE_QUESTION) == (
        "Recommendation: give your reasons.",
    )


def test_everything_missing_is_said_at_once():
    two = a_kit(questions=[a_question(title="First one"), a_question(title="Second one")])

    assert before_submitting(card_of(an_entry(5, item="q02")), two) == (
        "Question 1, First one: give a level, or a reason for none.",
        "Question 2, Second one: write down what you heard that makes this a 5.",
        "Recommendation: choose one of the five options.",
        "Recommendation: give your reasons.",
    )


def test_everything_missing_says_where_it_is_missing():
    two = a_kit(questions=[a_question(title="First one"), a_question(title="Second one")])

    found = gaps(card_of(an_entry(5, item="q02")), two)
    assert [(gap.item, gap.kind) for gap in found] == [
        ("q01", Kind.VERDICT),
        ("q02", Kind.EVIDENCE),
        (None, Kind.RECOMMENDATION),
        (None, Kind.REASONS),
    ]
