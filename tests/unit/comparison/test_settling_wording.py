"""How close the closest decision is, and what it would take, said no further than the numbers."""

import pytest

from assessment.comparison.profiles import Profile
from assessment.comparison.settling_wording import how_close, would_settle_it
from assessment.measurement.shortlist import EstimateDifference


def test_two_who_cannot_be_told_apart_have_their_chance_and_their_difference():
    off = EstimateDifference(estimate=9.0, low=-3.0, high=21.0, above=0.929)

    assert how_close("C-01", "C-02", off, Profile.BRIEF) == (
        "C-01 and C-02 cannot be told apart under the brief's weights, though C-01 is more likely "
        "to be ahead. Chance that C-01 is ahead: 92 in 100. "
        "Difference: +9\u00a0(−3\u00a0to\u00a0+21) points."
    )


@pytest.mark.parametrize(
    ("questions", "raters", "said"),
    [
        (3, 3, "ask both candidates the 3 questions below, rated by 3 people each."),
        (1, 1, "ask both candidates the question below, rated by one person each."),
    ],
)
def test_what_would_settle_it_says_how_much_it_would_narrow(questions, raters, said):
    whole = would_settle_it(questions, raters, half=11.84, half_then=10.46, told_apart=0.469)

    assert whole == (
        f"What would settle it: {said} That should narrow the difference from ±11.8 to ±10.5 "
        "points; the chance that the two can then be told apart is 46 in 100."
    )
