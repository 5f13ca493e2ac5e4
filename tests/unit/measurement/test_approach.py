"""From a sample to everybody, in single precision: the same numbers as the usual search."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy.linalg import cho_solve

from assessment.measurement import likelihood, model, steady
from assessment.measurement.approach import Near, approached, clues
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.newton import maximise
from assessment.measurement.objective import Objective
from assessment.measurement.observations import observations
from assessment.measurement.priors import vague_priors
from tests.simulated import competencies, ratings

USUAL = 1e-3


@cache
def an_objective(dimensions=1, candidates=200, **usual):
    table = ratings(candidates=candidates, raters=8, dimensions=dimensions).table
    data = observations(table, dimensions=competencies(dimensions=dimensions))
    return Objective(data, vague_priors(data, **usual))


@cache
def a_sample(objective):
    few = objective.data.of_candidates(np.arange(0, len(objective.data.candidates), 4))
    rough = Objective(few, vague_priors(few))
    return Near.of(rough, maximise(rough, rough.prior_mean, tolerance=1.0))


def errors(found):
    return np.sqrt(np.diag(cho_solve(found.factor, np.eye(len(found.point.parameters)))))


@pytest.mark.parametrize("dimensions", [1, 3])
def test_it_ends_where_the_usual_search_does(dimensions):
    objective = an_objective(dimensions)
    usual = maximise(objective, objective.prior_mean, tolerance=1e-6)

    found = approached(objective, a_sample(objective), USUAL)

    off = (found.point.parameters - usual.point.parameters) / errors(usual)
    assert np.linalg.norm(off) < 2 * USUAL
    # So small a table is more curved than one for which this search is meant.
    np.testing.assert_allclose(errors(found), errors(usual), rtol=3e-3)
    own = np.sqrt(np.einsum("pii->pi", usual.point.covariance))
    assert (np.abs(found.point.state.ability - usual.point.state.ability) / own).max() < USUAL
    np.testing.assert_allclose(found.point.covariance, usual.point.covariance, rtol=3e-3)
    assert found.point.value == pytest.approx(usual.point.value, abs=0.02)


def test_as_many_nodes_are_used_as_the_sample_needed():
    objective = an_objective(candidates=120, answer_sd=3.0)
    few = objective.data.of_candidates(np.arange(0, 120, 4))
    rough = Objective(few, vague_priors(few, answer_sd=3.0))
    near = Near.of(rough, steady.settled(rough, 1.0))
    slow = steady.settled(objective, 1e-6)

    found = approached(objective, near, USUAL)

    assert near.nodes == found.nodes == slow.nodes == steady.NODES[0]
    off = (found.point.parameters - slow.point.parameters) / errors(slow)
    assert np.linalg.norm(off) < 2 * USUAL


def test_the_curvature_of_the_whole_table_is_worked_out_once(monkeypatch):
    objective, curved, at = an_objective(), [], Objective.at
    near = a_sample(objective)

    def noting(self, *args, **options):
        curved.append(options["curvature"])
        return at(self, *args, **options)

    monkeypatch.setattr(Objective, "at", noting)

    found = approached(objective, near, USUAL)

    assert sum(curved) == 1
    assert found.steps == len(curved) <= 8


def test_from_far_away_it_leaves_the_table_to_the_usual_search():
    objective = an_objective(candidates=40)
    near = a_sample(objective)
    away = np.random.default_rng(1).normal(0, 20, len(near.parameters))
    lost = replace(near, parameters=near.parameters + away)

    assert approached(objective, lost, USUAL) is None


def test_a_table_for_which_the_sample_is_no_help_is_fitted_all_the_same(monkeypatch):
    data = an_objective().data
    usual = ManyFacetModel(vague_priors(data), tolerance=1e-6).fit(data).posterior_
    monkeypatch.setattr(model, "MOST_RATINGS", len(data) // 5)
    monkeypatch.setattr(model, "approached", lambda *_: None)

    found = ManyFacetModel(vague_priors(data), tolerance=USUAL).fit(data).posterior_

    np.testing.assert_allclose(found.parameters, usual.parameters, atol=1e-3)


def test_one_pass_gives_the_gradient_as_if_abilities_had_come_to_rest():
    objective = an_objective()
    near = objective.at(objective.prior_mean, objective.start(), move_nodes=True)
    ability = near.state.ability
    moved = ability + np.random.default_rng(4).normal(0, 0.03, ability.shape)

    passed = objective.at(objective.prior_mean, replace(near.state, ability=moved), rounds=1)

    np.testing.assert_allclose(passed.gradient, near.gradient, atol=0.05)
    np.testing.assert_allclose(passed.state.ability, near.state.ability, atol=2e-3)


def test_single_precision_moves_the_gradient_by_next_to_nothing():
    objective = an_objective()
    near = objective.at(objective.prior_mean, objective.start(), move_nodes=True)
    options = {"rounds": 1, "curvature": True}
    double = objective.at(objective.prior_mean, near.state, **options)
    single = objective.in_precision(np.float32).at(objective.prior_mean, near.state, **options)

    spread = np.sqrt(np.diag(np.linalg.inv(double.curvature)))
    assert (np.abs(single.gradient - double.gradient) * spread).max() < 1e-5
    np.testing.assert_allclose(single.curvature, double.curvature, rtol=1e-5, atol=1e-3)
    assert not np.array_equal(single.gradient, double.gradient)


def test_exponents_too_large_for_single_precision_are_worked_out_in_double():
    objective = an_objective(candidates=40, difficulty_sd=30.0)
    far = objective.prior_mean + 40
    start = objective.start()
    double = objective.at(far, start, rounds=1)
    single = objective.in_precision(np.float32).at(far, start, rounds=1)

    assert likelihood.HIGHEST_SINGLE < 4 * 38.5
    np.testing.assert_allclose(single.gradient, double.gradient, rtol=1e-5, atol=1e-5)


def test_the_guess_stands_on_the_share_of_steps_and_on_how_hard_they_were():
    table = ratings(candidates=3, raters=2, each=2, asked=2, items=2).table
    data = observations(table.assign(level=[4, 4, 4, 4, 2, 2, 2, 2, 0, 0, 0, 0]), candidates=["Z"])
    thresholds = np.array([[0.0, 1.0, 2.0, 3.0], [-1.0, 0.0, 1.0, 2.0]])
    parameters = np.append(thresholds.ravel(), [0.2, 0.4])

    columns, known = clues(data, parameters)

    odds = np.log(16.5 / 0.5)
    assert columns[:3, 0, 0] == pytest.approx([odds, 0.0, -odds])
    assert columns[:3, 0, 1] == pytest.approx([odds**3, 0.0, -(odds**3)])
    # Both items, of mean difficulty 1.5 and 0.5, and both raters.
    assert columns[:3, 0, 2] == pytest.approx([1.3, 1.3, 1.3])
    assert columns[3, 0].tolist() == [0.0, 0.0, 0.0, 1.0]
    assert known[:, 0].tolist() == [True, True, True, False]


def test_a_rating_that_nobody_gave_is_as_hard_as_its_item():
    table = ratings(candidates=1, raters=2, each=2, asked=2, items=2).table.assign(rater=None)
    data = observations(table.drop_duplicates("item"))

    columns, _ = clues(data, np.repeat([1.0, 3.0], 4))

    assert columns[0, 0, 2] == pytest.approx(2.0)


def test_the_guess_is_near_the_most_probable_abilities():
    objective = an_objective()
    usual = maximise(objective, objective.prior_mean, tolerance=1e-3).point.state.ability
    near = a_sample(objective)

    guess = clues(objective.data, near.parameters)[0] @ near.guess

    assert np.std(guess - usual) < 0.15 * np.std(usual)
