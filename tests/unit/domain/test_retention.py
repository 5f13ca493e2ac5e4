"""How long data is kept: what the period runs from, when it is over, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessment.domain.decision import DebriefKind, Decision
from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.retention import (
    KeptLonger,
    Retained,
    RetentionPeriod,
    RetentionStart,
    Since,
    checked_period,
    checked_until,
    months_after,
    start_of,
)
from assessment.domain.scorecard import Scorecard
from tests.builders import CANDIDATE, NOON, REQUISITION, SHEET, a_candidate, a_debrief_record

DAY = timedelta(days=1)


def a_card(submitted_at):
    return Scorecard(
        sheet=SHEET,
        items={},
        recommendation=None,
        reasons="",
        submitted_at=submitted_at,
        amendments=(),
        proposed=(),
    )


def a_decision(at):
    kind = DebriefKind.DECISION
    return a_debrief_record(kind, decision=Decision.HOLD, at=at)


def test_the_last_decision_starts_the_period_whatever_came_later():
    found = start_of(
        a_candidate(withdrawn_at=NOON + 9 * DAY),
        [a_card(NOON + 8 * DAY)],
        [a_decision(NOON + DAY), a_debrief_record(at=NOON + 3 * DAY), a_decision(NOON + 2 * DAY)],
    )

    assert found == RetentionStart(Since.DECISION, NOON + 2 * DAY)


@pytest.mark.parametrize(
    ("withdrawn", "submitted", "expected"),
    [
        (None, [NOON + DAY, NOON + 2 * DAY, None], (Since.SCORECARD, NOON + 2 * DAY)),
        (NOON + 3 * DAY, [NOON + DAY], (Since.WITHDRAWAL, NOON + 3 * DAY)),
        (NOON + DAY, [NOON + 2 * DAY], (Since.SCORECARD, NOON + 2 * DAY)),
        (NOON + DAY, [], (Since.WITHDRAWAL, NOON + DAY)),
        (None, [None], (Since.ADDED, NOON)),
    ],
)
def test_without_a_decision_the_last_thing_that_happened_does(withdrawn, submitted, expected):
    cards = [a_card(at) for at in submitted]

    assert start_of(a_candidate(withdrawn_at=withdrawn), cards, []) == RetentionStart(*expected)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 3, 2), 60, date(2031, 3, 2)),
        (date(2026, 1, 1), 11, date(2026, 12, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, expected):
    assert months_after(day, months) == expected


def retained(**more):
    period = RetentionPeriod(requisition=REQUISITION)
    start = RetentionStart(Since.DECISION, datetime(2026, 3, 2, 23, tzinfo=UTC))
    return Retained(candidate=CANDIDATE, period=period, start=start, **more)


def test_it_is_due_from_the_day_on_which_the_period_is_over():
    kept = retained()

    assert kept.due_on == date(2026, 9, 2)
    assert not kept.due(date(2026, 9, 1))
    assert kept.due(date(2026, 9, 2))
    assert kept.since == "6 months after the decision of 2 March 2026"


@pytest.mark.parametrize(
    ("until", "due_on"),
    [(date(2026, 12, 24), date(2026, 12, 24)), (date(2026, 4, 1), date(2026, 9, 2))],
)
def test_a_word_to_keep_it_longer_never_makes_it_shorter(until, due_on):
    word = KeptLonger(candidate=CANDIDATE, until=until, because="A complaint.", at=NOON, by=None)

    assert retained(longer=word).due_on == due_on


@pytest.mark.parametrize("months", [0, 61, -1, 6.0, True, "6"])
def test_only_one_to_sixty_whole_months_are_a_period(months):
    with pytest.raises(Invalid):
        checked_period(REQUISITION, months, "The law.")


def test_a_period_has_a_reason():
    assert checked_period(REQUISITION, 60, "The law.").months == 60
    with pytest.raises(Incomplete, match="reason"):
        checked_period(REQUISITION, 12, "")


def test_a_day_to_keep_it_until_is_ahead_and_not_for_ever():
    today = date(2026, 3, 2)

    assert checked_until(today + DAY, today) == today + DAY
    assert checked_until(date(2031, 3, 2), today)
    for wrong in (today, today - DAY, date(2031, 3, 3)):
        with pytest.raises(Invalid, match="Choose a day"):
            checked_until(wrong, today)
