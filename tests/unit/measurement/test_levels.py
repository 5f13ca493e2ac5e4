"""Estimates in units of the scale, and fit statistics."""

import numpy as np
import pytest

from assessment.measurement.fit_statistics import fit_statistics
from assessment.measurement.levels import (
    candidate_levels,
    difficulties,
    expected,
    expected_level,
    severities,
)
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import observations
from assessment.measurement.priors import vague_priors
from tests.simulated import ratings


def fitted(table):
    data = observations(table)
    return ManyFacetModel(vague_priors(data)).fit(data).posterior_


def test_the_expected_level_is_the_mean_of_the_categories():
    thresholds = np.array([-1.0, 0.2, 0.4, 1.1])
    logs = np.concatenate([[0.0], np.cumsum(0.7 - thresholds)])
    odds = np.exp(logs)
    by_hand = (odds * np.arange(5)).sum() / odds.sum()

    assert expected(np.array([0.7]), thresholds, 0.0).level[0] == pytest.approx(by_hand)
    assert expected_level(np.array([0.7]), thresholds, 0.0)[0] == pytest.approx(by_hand)


def test_slopes_are_derivatives():
    thresholds, eta, small = np.array([-1.0, 0.2, 0.4, 1.1]), np.array([0.3]), 1e-6
    found = expected(eta, thresholds, 0.6)

    ahead = expected(eta + small, thresholds, 0.6).level
    assert found.slope[0] == pytest.approx((ahead[0] - found.level[0]) / small, rel=1e-4)
    for step in range(4):
        moved = expected(eta, thresholds + small * np.eye(4)[step], 0.6).level
        assert -found.by_step[0, step] == pytest.approx((moved - found.level)[0] / small, rel=1e-4)


def test_intervals_of_levels_stay_on_the_scale_and_hold_the_estimate():
    table = ratings(candidates=12).table
    table.loc[table["candidate"] == "C00003", "level"] = 4

    found = candidate_levels(fitted(table))

    assert (found.low >= 0).all()
    assert (found.high <= 4).all()
    assert ((found.low < found.level) & (found.level < found.high)).all()
    assert (found.se > 0).all()


def test_a_panel_that_heard_everyone_gets_estimates_near_the_means():
    table = ratings(candidates=30, items=6, raters=4, each=4, asked=6).table

    found = candidate_levels(fitted(table))
    means = table.groupby("candidate")["level"].mean().to_numpy()

    assert np.corrcoef(found.level, means)[0, 1] > 0.99
    assert abs(found.level - means).max() < 0.4


def test_severity_is_in_levels_below_the_panel():
    table = ratings(candidates=60, raters=4, each=4, severity_sd=0.0).table
    harsh = table["rater"] == "R002"
    table.loc[harsh, "level"] = (table.loc[harsh, "level"] - 1).clip(lower=0)

    found = severities(fitted(table))
    means = table.groupby("rater")["level"].mean().to_numpy()

    assert found.effect.sum() == pytest.approx(0, abs=1e-9)
    np.testing.assert_allclose(found.effect, means.mean() - means, atol=0.15)
    assert found.effect[2] > 0.5 > 3 * found.se[2]


def test_difficulty_is_in_levels_below_the_average_item():
    table = ratings(candidates=60, items=5, asked=5, raters=3, each=3).table

    found = difficulties(fitted(table))
    means = table.groupby("item")["level"].mean().to_numpy()

    assert found.effect.sum() == pytest.approx(0, abs=1e-9)
    np.testing.assert_allclose(found.effect, means.mean() - means, atol=0.2)


def test_mean_squares_are_near_one_where_the_model_holds():
    fit = fit_statistics(fitted(ratings(candidates=300, items=15, raters=6, each=3).table))

    assert fit.raters.infit == pytest.approx(np.ones(6), abs=0.12)
    assert fit.items.outfit == pytest.approx(np.ones(15), abs=0.25)
    assert fit.raters.ratings.sum() == len(fit.residual)


def test_a_rater_who_is_noise_stands_out():
    table = ratings(candidates=200, items=15, raters=10, each=3).table
    noise = table["rater"] == "R004"
    table.loc[noise, "level"] = np.random.default_rng(3).integers(0, 5, noise.sum())

    fit = fit_statistics(fitted(table)).raters

    assert fit.infit[4] > 1.5
    assert fit.infit_z[4] > 5
    assert np.delete(fit.infit, 4).max() < 1.3


def test_a_rater_who_gives_one_level_is_too_even():
    table = ratings(candidates=100, items=15, raters=6, each=3).table
    table.loc[table["rater"] == "R001", "level"] = 2

    fit = fit_statistics(fitted(table)).raters

    assert fit.infit[1] < 0.7
    assert fit.infit_z[1] < -4
