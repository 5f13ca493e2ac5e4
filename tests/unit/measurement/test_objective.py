"""Value, gradient and curvature of the marginal posterior, against other ways to get them."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from assessment.measurement.blocks import blocks
from assessment.measurement.objective import Objective
from assessment.measurement.observations import observations
from assessment.measurement.priors import vague_priors
from tests.simulated import competencies, ratings


def an_objective(dimensions, answer_sd=0.6):
    table = ratings(dimensions=dimensions, candidates=15, asked=5).table
    table.loc[::17, "rater"] = None  # some levels that no person gave
    table = table.drop_duplicates(["candidate", "item", "rater"])
    data = observations(table, dimensions=competencies(dimensions=dimensions))
    priors = vague_priors(data, answer_sd=answer_sd)
    found = Objective(data, priors, parts=blocks(data, slice_size=30, block_size=70))
    assert len(found.parts) > 1
    chance = np.random.default_rng(2)
    return found, priors.structure_mean + chance.normal(0, 0.3, len(priors.structure_mean))


def settled(objective, parameters, **options):
    near = objective.at(parameters, objective.start(), move_nodes=True)
    return objective.at(parameters, near.state, tolerance=1e-12, **options)


@pytest.mark.parametrize("answer_sd", [0.0, 0.6])
@pytest.mark.parametrize("dimensions", [1, 3])
def test_the_gradient_is_the_slope_of_the_value(dimensions, answer_sd):
    objective, parameters = an_objective(dimensions, answer_sd)
    point = settled(objective, parameters)

    def value(change):
        return objective.at(parameters + change, point.state, tolerance=1e-12).value

    steps = np.eye(len(parameters)) * 1e-5
    numeric = [(value(step) - value(-step)) / 2e-5 for step in steps]

    assert np.abs(point.gradient).max() > 1
    np.testing.assert_allclose(point.gradient, numeric, atol=2e-7)


@pytest.mark.parametrize("dimensions", [1, 3])
def test_the_curvature_is_that_of_the_posterior_with_abilities_profiled_out(dimensions):
    objective, parameters = an_objective(dimensions)
    point = settled(objective, parameters, curvature=True)

    def profile(change):  # the value less its Laplace determinant
        at = objective.at(parameters + change, point.state, tolerance=1e-12)
        return at.value - np.linalg.slogdet(at.covariance)[1].sum() / 2

    width, size = 1e-3, len(parameters)
    pairs = [(n, m) for n in range(0, size, 7) for m in (n, (5 * n + 3) % size, size - 1)]
    for n, m in pairs:
        one, two = np.eye(size)[n] * width, np.eye(size)[m] * width
        numeric = -(
            profile(one + two) - profile(one - two) - profile(two - one) + profile(-one - two)
        )
        assert point.curvature[n, m] == pytest.approx(numeric / 4 / width**2, abs=1e-5)


def test_the_answer_effect_is_integrated_out_as_a_fine_grid_does_it():
    # One answer, five raters: the integral over u, with the ability where the mode is.
    table = pd.DataFrame(
        {"candidate": "A", "item": "q", "rater": [f"R{n}" for n in range(5)], "level": [4] * 5}
    )
    data = observations(table)
    priors = vague_priors(data, answer_sd=0.9)
    objective = Objective(data, priors)
    point = settled(objective, priors.structure_mean)
    ability = point.state.ability[0, 0]

    grid = np.linspace(-9, 9, 20_001)
    eta = ability + grid[:, None] - priors.thresholds[0]
    logs = np.concatenate([np.zeros((len(grid), 1)), np.cumsum(eta, axis=1)], axis=1)
    share = np.exp(logs[:, 4] - np.log(np.exp(logs).sum(axis=1)))
    density = np.exp(-(grid**2) / 2 / 0.81) / np.sqrt(2 * np.pi * 0.81)
    integral = np.trapezoid(share**5 * density, grid)
    laplace = np.log(point.covariance[0, 0, 0]) / 2  # prior variance 1
    expected = np.log(integral) - ability**2 / 2 + laplace

    assert point.value == pytest.approx(expected, abs=2e-3)


def test_where_the_ratings_are_cut_changes_nothing():
    whole, parameters = an_objective(2)
    coarse = Objective(whole.data, whole.priors)
    assert len(coarse.parts) == 1

    fine, one = settled(whole, parameters), settled(coarse, parameters)

    assert fine.value == pytest.approx(one.value, abs=1e-4)
    np.testing.assert_allclose(fine.gradient, one.gradient, atol=1e-3)


def test_every_table_of_two_ratings_has_a_marginal_likelihood_that_sums_to_one():
    # All 25 outcomes of two raters of one answer: a check of scale, Laplace's error included.
    total = 0.0
    for levels in product(range(5), repeat=2):
        table = pd.DataFrame(
            {"candidate": "A", "item": "q", "rater": ["R1", "R2"], "level": levels}
        )
        data = observations(table)
        priors = vague_priors(data)
        total += np.exp(settled(Objective(data, priors), priors.structure_mean).value)
    assert total == pytest.approx(1, abs=0.02)
