"""Local validity against published and hand-computed numbers, and silence below the fewest."""

import math

import numpy as np
import pytest

from assessment.measurement.validity import FEWEST, validity

# Anscombe 1973, The American Statistician 27, data set I: r = 0.816 to three digits.
ANSCOMBE_X = (10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5)
ANSCOMBE_Y = (8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68)


def with_correlation(r, n):
    """`n` pairs whose correlation is exactly `r`."""
    rng = np.random.default_rng(7)
    x, noise = rng.normal(size=(2, n))
    x = (x - x.mean()) / x.std()
    noise -= noise.mean()
    noise -= x * (noise @ x) / (x @ x)
    y = r * x + math.sqrt(1 - r * r) * noise / noise.std()
    return list(zip(x.tolist(), y.tolist(), strict=True))


def test_a_published_correlation_comes_out_and_repeating_the_data_does_not_move_it():
    pairs = [*zip(ANSCOMBE_X, ANSCOMBE_Y, strict=True)] * 2
    found = validity(pairs, ANSCOMBE_X)
    assert found.hires == 22
    assert found.correlation == pytest.approx(0.81642, abs=5e-6)


@pytest.mark.parametrize(("r", "n"), [(0.45, 20), (0.3, 50), (-0.6, 25), (0.0, 40)])
def test_the_interval_is_fishers(r, n):
    found = validity(with_correlation(r, n), [0.0, 1.0])
    z, half = math.atanh(r), 1.959963985 / math.sqrt(n - 3)
    assert found.correlation == pytest.approx(r, abs=1e-12)
    assert found.low == pytest.approx(math.tanh(z - half), abs=1e-8)
    assert found.high == pytest.approx(math.tanh(z + half), abs=1e-8)


def test_the_fewest_hires_are_those_with_which_a_good_interview_can_be_told_from_none():
    found = validity(with_correlation(0.45, FEWEST), [0.0, 1.0])
    assert (round(found.low, 2), round(found.high, 2)) == (0.01, 0.74)
    z = math.atanh(0.45)
    assert math.tanh(z - 1.96 / math.sqrt(FEWEST - 1 - 3)) < 0


def test_below_the_fewest_nothing_is_said_but_how_many_are_missing():
    found = validity(with_correlation(0.9, FEWEST - 1), [0.0, 1.0])
    assert (found.correlation, found.low, found.high, found.spread) == (None, None, None, None)
    assert (found.hires, found.missing) == (FEWEST - 1, 1)
    assert validity([], []).missing == FEWEST


@pytest.mark.parametrize(
    "pairs", [[(0.5, float(n % 5)) for n in range(30)], [(n / 30, 3.0) for n in range(30)]]
)
def test_without_any_difference_there_is_no_correlation(pairs):
    found = validity(pairs, [0.0, 0.5, 1.0])
    assert (found.hires, found.correlation, found.low) == (30, None, None)


def test_the_spread_of_the_hired_is_a_share_of_everybodys():
    hired = [0.6 + 0.1 * (n % 2) for n in range(20)]
    everybody = [*hired, *[0.1 + 0.1 * (n % 2) for n in range(20)]]
    found = validity([(x, float(n % 4)) for n, x in enumerate(hired)], everybody)
    assert found.spread == pytest.approx(np.std(hired, ddof=1) / np.std(everybody, ddof=1))
    assert found.spread < 0.25
