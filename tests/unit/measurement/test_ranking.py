"""Probabilities, ranges of ranks and tiers from draws that can be counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessment.measurement.ranking import above, order_share, rank_ranges, ranks, tiers


def test_equal_draws_count_half():
    draws = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [2.0, 1.0]])

    np.testing.assert_allclose(above(draws), [[0.5, 0.625], [0.375, 0.5]])


def test_ranks_share_the_better_place():
    assert ranks(np.array([3.0, 5.0, 3.0, 1.0])).tolist() == [2, 1, 2, 4]


def test_a_range_of_ranks_leaves_out_what_is_rarer_than_two_and_a_half_percent():
    draws = np.tile([2.0, 1.0], (1000, 1))
    draws[:24] = [1.0, 2.0]
    assert [r.tolist() for r in rank_ranges(draws)] == [[1, 2], [1, 2]]
    draws[24:26] = [1.0, 2.0]
    assert [r.tolist() for r in rank_ranges(draws)] == [[1, 1], [2, 2]]


def test_a_tier_holds_everyone_who_is_not_surely_below_its_first():
    # B is below A in 94 of 100 draws, C in 95 of 100.
    draws = np.column_stack([np.full(100, 5.0), np.full(100, 4.0), np.full(100, 3.0)])
    draws[:6, 1] = 6.0
    draws[:5, 2] = 6.0

    assert tiers(np.array([5.0, 4.1, 3.1]), draws).tolist() == [1, 1, 2]


def test_a_tier_may_hold_somebody_uncertain_who_is_below_somebody_certain():
    draws = np.column_stack(
        [np.full(100, 5.0), np.full(100, 4.0), np.where(np.arange(100) < 10, 9.0, 2.0)]
    )

    assert tiers(np.array([5.0, 4.0, 2.7]), draws).tolist() == [1, 2, 1]


def test_the_share_of_the_shown_order():
    draws = np.array([[3.0, 2.0, 1.0], [3.0, 1.0, 2.0], [3.0, 2.5, 2.0], [1.0, 2.0, 3.0]])

    assert order_share(np.array([3.0, 2.0, 1.0]), draws) == 0.5


@given(arrays(float, (40, 5), elements=st.floats(-3, 3).map(lambda x: round(x, 1))))
def test_tiers_start_with_the_best_and_every_pair_of_probabilities_sums_to_one(draws):
    estimates = draws.mean(axis=0)
    found = tiers(estimates, draws)
    chance = above(draws)

    np.testing.assert_allclose(chance + chance.T, 1)
    assert found[np.argmax(estimates)] == 1
    assert set(found.tolist()) == set(range(1, int(found.max()) + 1))
    low, high = rank_ranges(draws)
    assert (low <= high).all()
    assert low.min() == 1


@pytest.mark.parametrize("count", [1, 2])
def test_one_candidate_is_a_tier(count):
    assert tiers(np.zeros(count), np.zeros((10, count))).tolist() == [1] * count
