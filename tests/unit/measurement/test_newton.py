"""The search for the optimum: however it starts and goes, it ends in the same place."""

import numpy as np
import pytest

from assessment.measurement import model, newton, optimum
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.newton import Search, maximise
from assessment.measurement.objective import Objective, Point
from assessment.measurement.observations import observations
from assessment.measurement.priors import vague_priors
from tests.simulated import competencies, ratings

TIGHT = 1e-6


@pytest.fixture
def objective():
    table = ratings(candidates=60, raters=6, dimensions=2).table
    data = observations(table, dimensions=competencies(dimensions=2))
    return Objective(data, vague_priors(data))


def test_a_start_far_away_ends_where_a_near_one_does(objective, monkeypatch):
    searched = []
    search = newton._searched
    monkeypatch.setattr(newton, "_searched", lambda *of: searched.append(of) or search(*of))
    near = maximise(objective, objective.prior_mean, tolerance=TIGHT)
    assert not searched
    away = np.random.default_rng(3).normal(0, 4, len(objective.prior_mean))

    far = maximise(objective, objective.prior_mean + away, tolerance=TIGHT)

    assert searched  # a full step was too long
    np.testing.assert_allclose(far.point.parameters, near.point.parameters, atol=1e-5)
    np.testing.assert_allclose(far.point.state.ability, near.point.state.ability, atol=1e-5)
    assert far.point.value == pytest.approx(near.point.value, abs=1e-4)


def test_the_gradient_vanishes_where_it_ends_and_the_curvature_is_of_that_place(objective):
    found = maximise(objective, objective.prior_mean, tolerance=TIGHT)

    again = objective.at(found.point.parameters, found.point.state, curvature=True)

    spread = np.sqrt(np.diag(np.linalg.inv(again.curvature)))
    assert (np.abs(again.gradient) * spread).max() < 2 * TIGHT
    np.testing.assert_allclose(found.point.curvature, again.curvature, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("learning", "error"), [(True, 1e-9), (False, 1e-2)])
def test_steps_that_were_taken_make_up_for_what_the_curvature_leaves_out(learning, error):
    # A quadratic, and a curvature that is too large in two directions.
    chance = np.random.default_rng(7)
    true, top = np.diag(chance.uniform(1, 3, 12)), chance.normal(size=12)
    wrong = chance.normal(size=(12, 2))
    kept = true + wrong @ wrong.T

    def at(parameters):
        gradient = true @ (top - parameters)
        rest = dict.fromkeys(("state", "covariance"))
        return Point(parameters, 0.0, gradient, kept, answer_square=0.0, cross=[], **rest)

    point = at(np.zeros(12))
    search = Search(optimum.factored(point), point.cross)
    for _ in range(10):
        before = point
        point = at(before.parameters + search.step(before.gradient))
        if learning:
            search.learn(before, point)

    off = np.abs(point.parameters - top).max()
    assert bool(off < error) is learning


@pytest.mark.parametrize(("known", "samples"), [(True, [0.02, 0.22]), (False, [1, 0.22])])
def test_starting_from_samples_ends_where_starting_from_everybody_does(known, samples, monkeypatch):
    data = observations(ratings(candidates=400, raters=12).table)
    priors = vague_priors(data) if known else None
    usual = ManyFacetModel(priors, tolerance=TIGHT).fit(data)
    sizes = []
    sample = model.sample
    monkeypatch.setattr(model, "sample", lambda *of: sizes.append(len(sample(*of))) or sample(*of))
    monkeypatch.setattr(model, "MOST_RATINGS", len(data) // 50)

    found = ManyFacetModel(priors, tolerance=TIGHT).fit(data)

    np.testing.assert_allclose(np.array(sizes) / len(data), samples, rtol=0.25)
    np.testing.assert_allclose(found.posterior_.parameters, usual.posterior_.parameters, atol=1e-5)
    np.testing.assert_allclose(found.posterior_.ability, usual.posterior_.ability, atol=1e-5)
