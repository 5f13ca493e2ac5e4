"""What counts on a sheet is the newest in the log, whatever the clock or the reading order says."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.rating import EntryKey, Kind, NotRated, Standing, current
from tests.builders import FIRST_ITEM, NOON, an_entry

VERDICT = EntryKey(Kind.VERDICT, FIRST_ITEM, "")


def test_the_newest_in_the_log_counts():
    first, second = an_entry(2, entry=1), an_entry(4, entry=2)

    assert current([first, second]) == {VERDICT: second}


def test_the_newest_in_the_log_counts_even_when_its_clock_is_behind():
    first = an_entry(2, entry=1, at=NOON)
    second = an_entry(4, entry=2, at=NOON - timedelta(hours=1))

    assert current([first, second]) == {VERDICT: second}


def test_a_late_entry_is_kept_but_does_not_count():
    newer = an_entry(4, entry=1, seq=2)
    late = an_entry(2, entry=2, seq=1, standing=Standing.LATE)

    assert current([newer, late]) == {VERDICT: newer}


def test_a_proposed_entry_does_not_count():
    rated = an_entry(4, entry=1)
    proposed = an_entry(2, entry=2, standing=Standing.PROPOSED)

    assert current([rated, proposed]) == {VERDICT: rated}


def test_a_cleared_verdict_counts_as_cleared():
    rated, cleared = an_entry(4, entry=1), an_entry(None, entry=2)

    assert current([rated, cleared]) == {VERDICT: cleared}


def test_every_probe_has_its_own_current_value():
    asked = an_entry(value=True, kind=Kind.PROBE, part="0", entry=1)
    other = an_entry(value=True, kind=Kind.PROBE, part="1", entry=2)
    taken_back = an_entry(value=False, kind=Kind.PROBE, part="1", entry=3)

    assert current([asked, other, taken_back]) == {
        EntryKey(Kind.PROBE, FIRST_ITEM, "0"): asked,
        EntryKey(Kind.PROBE, FIRST_ITEM, "1"): taken_back,
    }


def test_the_same_question_in_two_places_of_a_kit_is_two_items():
    one, two = an_entry(2, item="q01", entry=1), an_entry(5, item="q02", entry=2)

    assert {key.item: entry.value for key, entry in current([one, two]).items()} == {
        "q01": 2,
        "q02": 5,
    }


def test_reasons_for_no_level_read_as_words():
    assert [reason.label for reason in NotRated] == [
        "not asked",
        "no evidence",
        "conflict of interest",
    ]


@given(st.permutations([an_entry(level, entry=n) for n, level in enumerate((1, 3, 5, 2), 1)]))
def test_the_order_of_reading_changes_nothing(entries):
    assert current(entries)[VERDICT].value == 2
