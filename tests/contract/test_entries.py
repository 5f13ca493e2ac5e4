"""The raters' log, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.errors import Invalid, NotFound
from assessment.domain.ids import SheetKey
from assessment.domain.rating import EntryKey, Kind, NotRated, Recommendation, Standing
from tests.builders import (
    INTERVIEW,
    NOON,
    OTHER_RATER,
    RATER,
    SHEET,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)

OTHER_SHEET = SheetKey(INTERVIEW, OTHER_RATER)
SECOND_INTERVIEW = "MES-1.C-02.1"
SECOND_SHEET = SheetKey(SECOND_INTERVIEW, RATER)


@pytest.fixture
def store(any_store):
    both = (a_seat(RATER), a_seat(OTHER_RATER))
    furnish(any_store, an_interview(seats=both), an_interview(SECOND_INTERVIEW, seats=both))
    return any_store


def append(store, *entries):
    """The entries as stored; each gets the next number of its client unless it names one."""
    with store() as uow:
        stored = [uow.entries.append(e) for e in entries]
        uow.commit()
    return stored


def numbered(*entries):
    """The same entries with seq 1, 2, 3 ..."""
    return [replace(e, seq=n) for n, e in enumerate(entries, 1)]


VALUES = [
    *[(Kind.VERDICT, value) for value in (1, 2, 3, 4, 5, None, *NotRated)],
    (Kind.EVIDENCE, "said the queue has an owner"),
    (Kind.EVIDENCE, ""),
    (Kind.PROBE, True),
    (Kind.PROBE, False),
    (Kind.BELIEF, True),
    (Kind.SECONDS, 0),
    (Kind.SECONDS, 3_000_000_000),
    *[(Kind.RECOMMENDATION, value) for value in (*Recommendation, None)],
    (Kind.REASONS, "strong on lines, untested on sites"),
    (Kind.SUBMIT, True),
    (Kind.DEVIATION, "no time"),
    (Kind.ADDED, '{"minutes": 5}'),
    (Kind.ADDED, ""),
]


@pytest.mark.parametrize(("kind", "value"), VALUES, ids=str)
def test_every_value_comes_back_as_it_was_and_of_its_own_type(store, kind, value):
    append(store, an_entry(value, kind=kind))

    with store(read_only=True) as uow:
        (found,) = uow.entries.history(SHEET)
    assert (found.kind, found.value, type(found.value)) == (kind, value, type(value))


def test_every_kind_of_entry_can_be_stored():
    assert {kind for kind, _ in VALUES} == set(Kind)


TEXTS = {
    "long": "The candidate said: it depends on the release. " * 213,  # 10,011 characters
    "emoji": "👩🏽‍🏭 points at 🏭, then 🤷",
    "arabic": "قال المرشح إن الأمر مسؤولية المصنع",
    "chinese": "候选人说：工单由制造运营管理下达",
    "lines": "first\r\nsecond\n\tthird \\ 'quoted' \"twice\" % :name ;--",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_comes_back_as_it_was(store, text):
    (stored,) = append(store, an_entry(text, kind=Kind.EVIDENCE, because=text))

    with store(read_only=True) as uow:
        found = uow.entries.get(stored.id)

    assert found == stored
    assert (found.value, found.because) == (text, text)


def test_an_entry_comes_back_whole(store):
    full = an_entry(
        "she corrected herself",
        kind=Kind.EVIDENCE,
        client="tab-7",
        seq=9_007_199_254_740_991,  # the largest whole number of a browser
        base=1,
        over=2,
        standing=Standing.PROPOSED,
        because="after reading my notes",
        client_at=NOON - timedelta(seconds=3, microseconds=1),
    )

    (stored,) = append(store, full)

    with store(read_only=True) as uow:
        assert uow.entries.history(SHEET) == [stored]
    assert stored == an_entry(**{n: getattr(full, n) for n in COMPARED}, entry=stored.id)


COMPARED = (
    "value", "kind", "client", "seq", "base", "over", "standing", "because", "client_at",
)  # fmt: skip


def test_the_id_that_an_entry_brings_is_ignored_and_ids_rise(store):
    first, second = append(store, *numbered(an_entry(entry=77), an_entry(4, entry=5)))

    assert 0 < first.id < second.id


def test_an_id_is_not_given_twice_after_a_crash_before_the_commit(store):
    (kept,) = append(store, an_entry())
    with store() as uow:
        uow.entries.append(an_entry(5, seq=2))

    (next_one,) = append(store, an_entry(4, seq=2))

    assert next_one.id > kept.id
    with store(read_only=True) as uow:
        assert [e.value for e in uow.entries.history(SHEET)] == [3, 4]


def test_a_number_is_taken_once_per_sheet_and_client(store):
    append(store, an_entry(3))

    with pytest.raises(Invalid), store() as uow:
        uow.entries.append(an_entry(5))

    append(store, an_entry(5, client="tab-2"), an_entry(5, sheet=OTHER_SHEET))
    with store(read_only=True) as uow:
        assert [e.value for e in uow.entries.history(SHEET)] == [3, 5]


@pytest.mark.parametrize(
    "sheet",
    [SheetKey("MES-1.C-09.1", RATER), SheetKey(INTERVIEW, "R-09")],
    ids=["interview", "rater"],
)
def test_an_entry_needs_its_interview_and_its_rater(store, sheet):
    with pytest.raises(NotFound), store() as uow:
        uow.entries.append(an_entry(sheet=sheet))


def test_seen_tells_what_a_clients_numbers_became(store):
    mine = append(store, an_entry(1, seq=1), an_entry(2, seq=2), an_entry(3, seq=3))
    append(store, an_entry(5, client="tab-2", seq=1), an_entry(5, sheet=OTHER_SHEET, seq=1))

    with store(read_only=True) as uow:
        assert uow.entries.seen(SHEET, "tab-1", [3, 1, 99]) == {1: mine[0], 3: mine[2]}
        assert uow.entries.seen(SHEET, "tab-1", []) == {}
        assert len(uow.entries.seen(SHEET, "tab-1", range(1, 5001))) == 3


def test_the_newest_in_the_log_counts_whatever_the_clock_says(store):
    _, newer = append(
        store,
        *numbered(an_entry(5, at=NOON), an_entry(2, at=NOON - timedelta(hours=1))),
    )

    with store(read_only=True) as uow:
        assert uow.entries.newest(SHEET) == [newer]
        assert uow.entries.current(SHEET, [newer.key]) == {newer.key: newer}


def test_a_late_entry_is_kept_and_does_not_count(store):
    counts, late = append(store, *numbered(an_entry(4), an_entry(1, standing=Standing.LATE)))

    with store(read_only=True) as uow:
        assert uow.entries.newest(SHEET) == [counts]
        assert uow.entries.current(SHEET, [late.key]) == {late.key: counts}
        assert uow.entries.history(SHEET) == [counts, late]


def test_a_cleared_verdict_is_the_newest_and_is_none(store):
    _, cleared = append(store, *numbered(an_entry(4), an_entry(None)))

    with store(read_only=True) as uow:
        assert uow.entries.newest(SHEET) == [cleared]
    assert cleared.value is None


def test_each_item_kind_and_part_has_its_own_newest(store):
    kept = append(
        store,
        *numbered(
            an_entry(4, item="q01"),
            an_entry(2, item="q02"),
            an_entry("heard", kind=Kind.EVIDENCE, item="q01"),
            an_entry(value=True, kind=Kind.PROBE, item="q01", part="0"),
            an_entry(value=False, kind=Kind.PROBE, item="q01", part="1"),
            an_entry("because", kind=Kind.REASONS),
        ),
    )

    with store(read_only=True) as uow:
        assert uow.entries.newest(SHEET) == kept
        wanted = [kept[1].key, kept[4].key, EntryKey(Kind.VERDICT, "q03", "")]
        assert uow.entries.current(SHEET, wanted) == {kept[1].key: kept[1], kept[4].key: kept[4]}
        assert uow.entries.current(SHEET, []) == {}


def test_newest_brings_every_amendment_and_every_proposal(store):
    verdict, submit, first, proposed, second, late = append(
        store,
        *numbered(
            an_entry(3),
            an_entry(value=True, kind=Kind.SUBMIT),
            an_entry(4, because="I had mixed up two answers"),
            an_entry(1, standing=Standing.PROPOSED),
            an_entry(5, because="and then read my notes"),
            an_entry(2, standing=Standing.LATE, item="q02"),
        ),
    )

    with store(read_only=True) as uow:
        assert uow.entries.newest(SHEET) == [submit, first, proposed, second]
        assert uow.entries.history(SHEET) == [verdict, submit, first, proposed, second, late]


def test_newest_of_brings_every_sheet_that_was_begun(store):
    mine, hers, elsewhere = append(
        store,
        an_entry(3),
        an_entry(4, sheet=OTHER_SHEET),
        an_entry(5, sheet=SECOND_SHEET),
    )

    with store(read_only=True) as uow:
        assert uow.entries.newest_of([INTERVIEW]) == {SHEET: [mine], OTHER_SHEET: [hers]}
        assert uow.entries.newest_of([SECOND_INTERVIEW, INTERVIEW]) == {
            SHEET: [mine],
            OTHER_SHEET: [hers],
            SECOND_SHEET: [elsewhere],
        }
        assert uow.entries.newest_of([]) == {}


def test_the_position_of_each_sheet_moves_with_its_own_entries_alone(store):
    with store(read_only=True) as uow:
        assert uow.entries.positions([SHEET.interview]) == {}
        assert uow.entries.positions([]) == {}

    first = append(store, *numbered(an_entry(), an_entry(sheet=OTHER_SHEET)))
    with store(read_only=True) as uow:
        before = uow.entries.positions([SHEET.interview])
        assert uow.entries.positions(["MES-9.C-01.1"]) == {}
    assert {s: at.newest for s, at in before.items()} == {e.sheet: e.id for e in first}

    append(store, an_entry(4, seq=9))
    with store(read_only=True) as uow:
        after = uow.entries.positions([SHEET.interview])
    assert after[OTHER_SHEET] == before[OTHER_SHEET]
    assert after[SHEET] != before[SHEET]


def test_an_entry_that_was_undone_and_another_in_its_place_have_different_positions(store):
    found = []
    for level in (2, 5):
        with store() as uow:  # left without a commit
            uow.entries.append(an_entry(level))
            found.append(uow.entries.positions([SHEET.interview])[SHEET])

    assert found[0] != found[1]


def test_what_was_added_is_told_once_by_interview_whoever_added_it(store):
    tracking, batches, taken_off, gone = "a-prd-trk-001", "a-prd-exe-003", "", "a-gov-001"
    append(
        store,
        *numbered(
            an_entry("{}", kind=Kind.ADDED, item=tracking),
            an_entry("{}", kind=Kind.ADDED, item=gone),
            an_entry(taken_off, kind=Kind.ADDED, item=gone),
            an_entry(3, item=tracking),
            an_entry("{}", kind=Kind.ADDED, item="a-late", standing=Standing.PROPOSED),
        ),
    )
    append(
        store,
        *numbered(
            an_entry("{}", kind=Kind.ADDED, item=batches, sheet=OTHER_SHEET),
            an_entry("{}", kind=Kind.ADDED, item=tracking, sheet=OTHER_SHEET),
        ),
    )

    with store(read_only=True) as uow:
        both = uow.entries.added_in([SECOND_INTERVIEW, INTERVIEW])
        assert both == {INTERVIEW: [tracking, batches]}
        assert uow.entries.added_in([SECOND_INTERVIEW]) == {}
        assert uow.entries.added_in([]) == {}


def test_a_sheet_shows_nothing_of_another_raters(store):
    append(store, an_entry(5, sheet=OTHER_SHEET), an_entry(5, sheet=SECOND_SHEET))

    with store(read_only=True) as uow:
        assert uow.entries.newest(SHEET) == []
        assert uow.entries.history(SHEET) == []
        assert uow.entries.seen(SHEET, "tab-1", [1]) == {}
        assert uow.entries.current(SHEET, [an_entry().key]) == {}


def test_questions_stand_in_the_order_in_which_each_was_first_asked(store):
    append(
        store,
        *numbered(
            an_entry(9, kind=Kind.SECONDS, item="q09"),  # looked up
            an_entry(10, kind=Kind.SECONDS, item="q10"),
            an_entry(NotRated.NOT_ASKED, item="q08"),
            an_entry(NotRated.CONFLICT_OF_INTEREST, item="q07"),
            an_entry("no time", kind=Kind.DEVIATION, item="q08", part="skipped"),
            an_entry(None, item="q06"),
            an_entry("late", kind=Kind.EVIDENCE, item="q05", standing=Standing.LATE),
            an_entry(4, item="q03"),
            an_entry("said", kind=Kind.EVIDENCE, item="q01"),
            an_entry(2, item="q03"),
            an_entry(NotRated.NO_EVIDENCE, item="q04"),
            an_entry(value=True, kind=Kind.PROBE, item="q02", part="0"),
            an_entry(value=True, kind=Kind.BELIEF, item="q01", part="0"),
            an_entry(5, item="a-plc-001"),
        ),
        an_entry(5, item="q10", sheet=OTHER_SHEET),
    )

    with store(read_only=True) as uow:
        assert uow.entries.asked_order(SHEET) == ["q10", "q03", "q01", "q04", "q02", "a-plc-001"]


def test_an_unknown_entry_is_none(store):
    with store(read_only=True) as uow:
        assert uow.entries.get(1_000_000) is None


def test_a_sheet_can_be_locked_and_then_written(store):
    with store() as uow:
        uow.entries.lock(SHEET)
        uow.entries.lock(SHEET)
        uow.entries.append(an_entry())
        uow.commit()

    with store(read_only=True) as uow:
        assert len(uow.entries.history(SHEET)) == 1
