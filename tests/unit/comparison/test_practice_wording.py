"""What a practice round is said to show: descriptive, and never surer than its interval."""

from datetime import timedelta

import pytest

from assessment.comparison.practice_wording import (
    agreement,
    competencies_in_words,
    difference,
    range_in_words,
    standard,
    status_in_words,
    strictness_of_practice,
    validity,
)
from assessment.measurement.practice import Practised, practice_pattern
from assessment.planning.practice_round import practice_round
from tests.builders import NOON
from tests.practising import HER, a_practice_bank, a_round

KEYS = (1, 2, 3, 4, 5, 2, 3, 4)
ANSWERS = practice_round(a_practice_bank(), HER, 8, ())


def day(moment):
    return f"{moment:%d.%m.%Y}"


def pattern(*levels):
    return practice_pattern(
        [
            Practised("Execution" if n < 4 else "Quality", k, x)
            for n, (k, x) in enumerate(zip(KEYS, levels, strict=True))
        ]
    )


EXACT, MILD = pattern(*KEYS), pattern(3, 4, 5, 5, 5, 4, 5, 5)


def test_agreement_is_counted_and_has_its_interval():
    assert agreement(EXACT) == (
        "You gave the key's level on 8 of 8 answers (95\u00a0% interval 67\u00a0% to "
        "100\u00a0%), and came "
        "within one level on 8 (67\u00a0%\u00a0to\u00a0100\u00a0%)."
    ).replace(" %", "\u00a0%").replace("95\u00a0%", "95\u00a0%")


def test_strictness_is_claimed_only_where_the_interval_leaves_zero_out():
    assert "weren't clearly stricter or more generous" in strictness_of_practice(EXACT)
    assert strictness_of_practice(MILD).startswith(
        "On average you were about 1.5 levels more generous ("
    )
    assert "levels stricter" in strictness_of_practice(pattern(1, 1, 1, 2, 3, 1, 1, 2))


def test_range_and_competencies():
    assert range_in_words(EXACT) == "You used every level that the key has."
    assert range_in_words(MILD) == "You never gave level 1 or 2, which the key has."
    assert competencies_in_words(EXACT).startswith("No competency clearly differs from the key.")
    one = practice_pattern(
        [Practised("Quality", 4, 2)] * 6 + [Practised("Execution", k, k) for k in KEYS]
    )
    assert "levels stricter" in competencies_in_words(one)
    assert competencies_in_words(one).endswith("on quality.")


@pytest.mark.parametrize(
    ("key", "level", "said"),
    [(3, 3, "same level"), (3, 2, "1 level stricter"), (1, 4, "3 levels more generous")],
)
def test_one_answer(key, level, said):
    assert difference(key, level) == said


def test_the_standard_is_said_with_its_numbers_and_below_it_nobody_is_blamed():
    met, below = a_round(ANSWERS), a_round(ANSWERS, dict.fromkeys(range(16), 3))

    assert standard(met, NOON, day) == (
        "This round meets the standard (within one level on 80\u00a0% and on the key's "
        "level on 30\u00a0%). "
        f"It is valid until {day(met.valid_until)}."
    )
    assert "It was valid until" in standard(met, met.valid_until, day)
    assert "nothing unusual" in standard(below, NOON, day)


def test_until_when():
    later = NOON + timedelta(days=1)

    assert validity(None, NOON, day) == "You have no practice that meets the standard yet."
    assert validity(later, NOON, day) == f"Your practice is valid until {day(later)}."
    assert validity(NOON, later, day).endswith("It's time to practise again.")
    assert status_in_words(later, NOON, day) == f"practised, valid until {day(later)}"
    assert {status_in_words(u, later, day) for u in (None, NOON)} == {"practice is due"}
