"""Rounds of practice from their events: which level counts, what meets the standard, until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessment.domain.errors import Invalid
from assessment.domain.ids import RaterId
from assessment.domain.practice import (
    PracticeEvent,
    PracticeKind,
    PracticeRule,
    months_after,
    rounds_of,
    valid_until,
)
from assessment.planning.practice_round import practice_round
from question_bank import load_bank
from tests.builders import NOON
from tests.practising import HER, a_practice_bank, a_round

ANSWERS = practice_round(a_practice_bank(), HER, 8, ())


def event(kind, **given):
    return PracticeEvent(rater=HER, round=1, kind=kind, at=NOON, **given)


STARTED = event(PracticeKind.STARTED, rule=PracticeRule(), answers=ANSWERS)
FINISHED = event(PracticeKind.FINISHED)


def rated(place, level):
    return event(PracticeKind.RATED, place=place, level=level)


def test_the_newest_level_counts_until_the_round_ends():
    (found,) = rounds_of([STARTED, rated(0, 2), rated(1, 4), rated(0, 3), FINISHED, rated(0, 5)])

    assert found.levels == {0: 3, 1: 4}
    assert found.finished_at == NOON
    assert found.open_place == 2


def levels_apart(*apart):
    whole = (*apart, *(0,) * (len(ANSWERS) - len(apart)))
    return {n: a.key + d for n, (a, d) in enumerate(zip(ANSWERS, whole, strict=True))}


@pytest.mark.parametrize(
    ("apart", "met"),
    [
        ((), True),
        ((2, 2, -2), True),  # 13 of 16 within one are 81 %
        ((2, 2, -2, -2), False),  # 12 are 75 %
        ((1,) * 11, True),  # 5 on the key are 31 %
        ((1,) * 12, False),  # 4 are 25 %
    ],
)
def test_a_round_meets_the_standard_by_both_shares(apart, met):
    found = a_round(ANSWERS, levels_apart(*apart))

    assert found.met is met
    assert (found.valid_until is not None) is met
    assert a_round(ANSWERS, levels_apart(*apart), finished_at=None).valid_until is None


def test_practice_holds_for_the_months_of_the_rule_it_began_with():
    short = PracticeRule(months=1)
    at = datetime(2026, 1, 31, 9, tzinfo=UTC)

    assert a_round(ANSWERS, finished_at=at, rule=short).valid_until == at.replace(month=2, day=28)
    assert months_after(at, 12) == at.replace(year=2027)
    assert months_after(at, 11) == at.replace(month=12)
    later = a_round(ANSWERS, finished_at=at - timedelta(days=3))
    assert valid_until([later, a_round(ANSWERS, finished_at=at, rule=short)]) == later.valid_until
    assert valid_until([]) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"questions": 3}, "A round has 4 to 12 questions, not 3."),
        ({"questions": 13}, "not 13"),
        ({"near_percent": 101}, "within one level is from 0 to 100\u00a0%, not 101\u00a0%."),
        ({"same_percent": -1}, "on the key's level is from 0 to 100\u00a0%"),
        ({"same_percent": 90}, "can't be above the second (80\u00a0%)"),
        ({"months": 0}, "Practice holds for 1 to 36 months, not 0."),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_what_may_stand_there(change, said):
    with pytest.raises(Invalid, match=said.replace("(", r"\(").replace(")", r"\)")):
        replace(PracticeRule(), **change).checked()
    assert PracticeRule().checked() == PracticeRule()


def test_one_level_for_everything_never_meets_the_shipped_standard():
    bank = load_bank()
    for n in range(60):
        answers = practice_round(bank, RaterId(f"R-{n:02}"), 8, ())
        for level in range(1, 6):
            assert not a_round(answers, dict.fromkeys(range(16), level)).met
