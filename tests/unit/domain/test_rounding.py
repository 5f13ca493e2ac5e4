"""One number is shown alike everywhere, also where it lies between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.rounding import one_decimal, rounded


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (56.25, "56.3"),
        (56.249999999999996, "56.3"),
        (18.75, "18.8"),
        (56.24, "56.2"),
        (-2.25, "-2.3"),
        (0.05, "0.1"),
        (100.0, "100.0"),
        (99.96, "100.0"),
        (0, "0.0"),
        (0.1 + 0.2 - 0.05, "0.3"),
    ],
)
def test_half_goes_away_from_zero_and_noise_changes_nothing(number, shown):
    assert one_decimal(number) == shown


@given(st.floats(min_value=-1000, max_value=1000))
def test_what_is_shown_is_within_half_a_tenth(number):
    assert abs(float(one_decimal(number)) - number) <= 0.05 + 1e-9


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [(2.625, 2, "2.63"), (2.5625, 2, "2.56"), (-0.004, 2, "0.00"), (0.0005, 3, "0.001")],
)
def test_any_number_of_decimals_is_rounded_alike(number, decimals, shown):
    assert rounded(number, decimals) == shown


@given(st.floats(min_value=-0.04, max_value=0.0))
def test_what_rounds_to_zero_has_no_sign(number):
    assert one_decimal(number) == "0.0"
