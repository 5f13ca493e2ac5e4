"""Where an interview left its kit follows from the log; why it did is what somebody wrote."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.deviations import Deviation, OffKit, asked_order, deviations
from assessment.domain.ids import ItemId
from assessment.domain.rating import Kind, NotRated, Standing
from assessment.domain.scorecard import scorecard
from tests.builders import SHEET, a_kit, an_added_question, an_entry

KIT = a_kit()  # q01 to q10


def logged(*entries):
    """As a store would keep them: numbered in their order."""
    return [_numbered(n, e) for n, e in enumerate(entries, 1)]


def _numbered(n, entry):
    values = {name: getattr(entry, name) for name in entry.__slots__}
    return type(entry)(**(values | {"id": n}))


def found(*entries):
    log = logged(*entries)
    return deviations(KIT, scorecard(SHEET, log), asked_order(log))


def rated(*numbers):
    return [an_entry(3, item=f"q{n:02}") for n in numbers]


def jumps(*numbers):
    """(question, the later one before it) when asked in this order."""
    return [(d.number, d.after) for d in found(*rated(*numbers))]


def test_the_kits_own_order_is_no_deviation():
    assert jumps(*range(1, 11)) == []


def test_leaving_some_for_later_and_never_coming_back_is_no_other_order():
    assert jumps(1, 4, 9) == []


def test_a_question_asked_right_after_a_later_one_is_out_of_order():
    assert found(*rated(1, 3, 2)) == (
        Deviation(kind=OffKit.ORDER, number=2, item=KIT.items[1], after=3),
    )


def test_one_jump_ahead_and_back_is_one_deviation():
    assert jumps(1, 2, 7, 3, 4, 5, 6, 8) == [(3, 7)]


def test_every_step_back_is_one():
    assert jumps(5, 3, 1) == [(1, 3), (3, 5)]


def test_a_deviation_once_found_stays_whatever_is_asked_next():
    assert jumps(1, 7, 3) == [(3, 7)]
    assert jumps(1, 7, 3, 2, 9) == [(2, 3), (3, 7)]


def test_the_first_mark_counts_and_not_the_last():
    log = [*rated(1, 2, 3), an_entry(5, item="q01")]

    assert found(*log) == ()


def test_a_question_that_was_looked_up_for_less_than_ten_seconds_is_not_asked():
    looked_up = an_entry(9, kind=Kind.SECONDS, item="q09")

    assert found(looked_up, *rated(1, 2, 3)) == ()


def test_a_question_that_was_open_for_ten_seconds_was_asked_before_its_first_mark():
    """5 was put first and rated last: nothing is out of order but 6, after 7."""
    log = [an_entry(10, kind=Kind.SECONDS, item="q05"), *rated(7, 6, 5)]

    assert [(d.number, d.after) for d in found(*log)] == [(6, 7)]


def test_a_mark_counts_when_it_comes_before_the_ten_seconds():
    log = [*rated(5), *rated(7), an_entry(40, kind=Kind.SECONDS, item="q05")]

    assert found(*log) == ()


def test_a_note_a_probe_or_a_belief_shows_that_a_question_was_asked():
    marks = [
        an_entry("said", kind=Kind.EVIDENCE, item="q06"),
        an_entry(value=True, kind=Kind.PROBE, item="q04", part="0"),
        an_entry(value=True, kind=Kind.BELIEF, item="q02", part="0"),
        an_entry(NotRated.NO_EVIDENCE, item="q01"),
    ]

    assert [(d.number, d.after) for d in found(*marks)] == [(1, 2), (2, 4), (4, 6)]


def test_a_skipped_question_is_one_whenever_it_was_marked():
    skipped = an_entry(NotRated.NOT_ASKED, item="q07")

    assert found(skipped, *rated(1, 2, 3)) == (
        Deviation(kind=OffKit.SKIPPED, number=7, item=KIT.items[6]),
    )


def test_what_was_asked_after_all_is_skipped_no_longer():
    assert found(an_entry(NotRated.NOT_ASKED), *rated(1)) == ()


def test_a_question_that_was_begun_and_then_not_asked_is_skipped_and_not_out_of_order():
    begun = [*rated(3), an_entry("no", kind=Kind.EVIDENCE), an_entry(NotRated.NOT_ASKED)]

    assert [(d.kind, d.number) for d in found(*begun)] == [(OffKit.SKIPPED, 1)]


def test_a_conflict_of_interest_is_neither():
    assert found(*rated(3), an_entry(NotRated.CONFLICT_OF_INTEREST)) == ()


def test_late_and_proposed_entries_say_nothing_of_the_order():
    log = [
        an_entry(3, item="q09", standing=Standing.LATE),
        an_entry(3, item="q08", standing=Standing.PROPOSED),
        *rated(1, 2),
    ]

    assert found(*log) == ()


def test_each_kind_has_a_reason_of_its_own():
    log = [
        *rated(2, 1),
        an_entry("he began with it", kind=Kind.DEVIATION, item="q01", part="order"),
        an_entry(NotRated.NOT_ASKED, item="q10"),
        an_entry("no time", kind=Kind.DEVIATION, item="q10", part="skipped"),
    ]
    assert [(d.number, d.because) for d in found(*log)] == [
        (1, "he began with it"),
        (10, "no time"),
    ]

    asked_after_all = [*log, an_entry(4, item="q10")]
    assert [(d.number, d.because) for d in found(*asked_after_all)] == [(1, "he began with it")]


def test_an_added_question_brings_its_reason_and_has_no_place_in_the_order():
    question = an_added_question(because="He named it himself.")
    item = question.item.id
    log = [an_entry(question.text(), kind=Kind.ADDED, item=item), an_entry(4, item=item)]

    assert found(*log, *rated(1, 2)) == (
        Deviation(kind=OffKit.ADDED, number=11, item=question.item, because="He named it himself."),
    )


def test_an_added_question_that_was_not_asked_is_both():
    question = an_added_question()
    item = question.item.id
    log = [
        an_entry(question.text(), kind=Kind.ADDED, item=item),
        an_entry(NotRated.NOT_ASKED, item=item),
    ]

    assert [(d.kind, d.number) for d in found(*log)] == [
        (OffKit.ADDED, 11),
        (OffKit.SKIPPED, 11),
    ]


@given(st.permutations(range(1, 11)))
def test_no_question_is_out_of_order_just_when_all_are_in_order(order):
    assert (jumps(*order) == []) == (order == sorted(order))


@given(st.permutations(range(1, 11)), st.integers(0, 10))
def test_what_is_asked_next_takes_no_deviation_back(order, so_far):
    assert set(jumps(*order[:so_far])) <= set(jumps(*order))


def test_the_order_is_that_of_the_first_marks():
    log = logged(*rated(4, 2), an_entry("more", kind=Kind.EVIDENCE, item="q04"), *rated(7))

    assert asked_order(log) == [ItemId("q04"), ItemId("q02"), ItemId("q07")]
