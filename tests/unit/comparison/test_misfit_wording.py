"""Too narrow intervals are said to be so, with what was seen; otherwise nothing is said."""

import pytest

from assessment.comparison.misfit_wording import too_narrow
from assessment.measurement.misfit import Misfit

HALO = (
    "some interviewers' levels go up or down with the candidate as a whole (halo), whatever the "
    "answer"
)
NAMES = {"R1": "Ann", "R2": "Ben"}


def test_nothing_is_said_where_nothing_was_seen():
    assert too_narrow(Misfit(), NAMES) == ""


@pytest.mark.parametrize(
    ("found", "seen"),
    [
        (
            Misfit(noisy=("R1", "R2")),
            "the levels from Ann and Ben follow the candidates less than expected",
        ),
        (
            Misfit(one_level=("R2",)),
            "Ben gave nearly every answer the same level, whoever the candidate",
        ),
        (
            Misfit(noisy=("R1",), halo=True),
            f"the levels from Ann follow the candidates less than expected; {HALO}",
        ),
    ],
)
def test_what_was_seen_and_what_it_means(found, seen):
    assert too_narrow(found, NAMES) == (
        f"The intervals are probably too narrow: {seen}. The estimates don't allow for this, so "
        "the true order is less certain than shown."
    )


def test_away_from_the_intervals_it_is_said_where_they_are():
    said = too_narrow(Misfit(noisy=("R1",)), NAMES, " on Compare")

    assert said.startswith("The intervals on Compare are probably too narrow: the levels from Ann")


def test_of_many_raters_ten_are_named():
    found = Misfit(noisy=tuple(f"R{n}" for n in range(12)))

    said = too_narrow(found, {}, people="raters")

    assert "the levels from R0, R1, R2, R3, R4, R5, R6, R7, R8, R9 and 2 more follow" in said


def test_halo_is_told_of_whoever_rates_there():
    assert "some raters' levels go up or down" in too_narrow(Misfit(halo=True), {}, people="raters")
