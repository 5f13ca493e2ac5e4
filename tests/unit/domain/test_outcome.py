"""When outcomes are due, and which record counts."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.domain.ids import CandidateId
from assessment.domain.outcome import OutcomeKind, OutcomeRecord, hire_of, months_after
from question_bank import Competency
from tests.builders import CANDIDATE, NOON

ONE = CandidateId(CANDIDATE)
START = OutcomeRecord(
    id=1, candidate=ONE, kind=OutcomeKind.STARTED, by=None, at=NOON, started_on=date(2026, 3, 2)
)


def outcome(month, *, in_role=True, **values):
    kind = OutcomeKind.OUTCOME
    return OutcomeRecord(
        id=2, candidate=ONE, kind=kind, by=None, at=NOON, month=month, in_role=in_role, **values
    )


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 3, 2), 3, date(2026, 6, 2)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one_of_a_shorter_month(day, months, then):
    assert months_after(day, months) == then


def test_an_outcome_is_due_once_its_months_are_over_and_until_it_is_recorded():
    hire = hire_of(ONE, [START])
    assert hire.due(date(2026, 6, 1)) == ()
    assert hire.due(date(2026, 6, 2)) == (3,)
    assert hire.due(date(2027, 3, 2)) == (3, 6, 12)
    assert hire_of(ONE, [START, outcome(6)]).due(date(2027, 3, 2)) == (3, 12)
    assert hire_of(ONE, []).due(date(2027, 3, 2)) == ()


def test_nothing_is_due_after_somebody_left():
    left = hire_of(ONE, [START, outcome(6, in_role=False)])
    assert left.due(date(2027, 3, 2)) == (3,)


def test_the_newest_start_and_the_newest_outcome_of_a_month_count_and_all_stay():
    moved = replace(START, started_on=date(2026, 4, 1))
    records = [
        START,
        outcome(3, levels={Competency.EXECUTION: 2}),
        outcome(3, text="Better."),
        moved,
    ]
    hire = hire_of(ONE, records)

    assert hire.started_on == date(2026, 4, 1)
    assert (hire.outcomes[3].text, dict(hire.outcomes[3].levels)) == ("Better.", {})
    assert list(hire.history) == records
