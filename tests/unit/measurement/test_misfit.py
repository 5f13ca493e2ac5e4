"""Raters whom the model doesn't describe are seen, and usual ones are left alone."""

import numpy as np
import pandas as pd
import pytest

from assessment.measurement.fit_statistics import fit_statistics
from assessment.measurement.misfit import Misfit, misfit
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import observations
from assessment.measurement.priors import vague_priors
from tests.simulated import apart, ratings

USUAL = {"candidates": 14, "items": 10, "raters": 4, "each": 3, "asked": 9}
SEEDS = range(5)


def seen(table):
    data = observations(table)
    posterior = ManyFacetModel(vague_priors(data)).fit(data).posterior_
    return misfit(data, fit_statistics(posterior).raters)


def test_of_usual_panels_hardly_any_has_something_that_is_seen():
    found = [seen(ratings(**USUAL, seed=seed).table) for seed in range(40)]

    assert sum(map(bool, found)) <= 4  # by chance
    assert found[0] == Misfit()


def test_two_panels_apart_have_nothing_that_is_seen():
    assert not seen(apart(ratings(**USUAL, seed=2).table))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rater_whose_levels_are_noise_is_named(seed):
    table = ratings(**USUAL, seed=seed).table
    own = table["rater"] == "R001"
    table.loc[own, "level"] = np.random.default_rng(seed).integers(0, 5, own.sum())

    assert seen(table).noisy == ("R001",)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rater_of_one_level_is_named(seed):
    table = ratings(**USUAL, seed=seed).table
    own = table["rater"] == "R001"
    table.loc[own & (table["item"] != "q003"), "level"] = 2

    assert seen(table).one_level == ("R001",)


def with_halo(seed, size, **shape):
    """Each rater's levels of a candidate are all raised or lowered by the same number."""
    table = ratings(**(USUAL | shape), seed=seed).table
    chance = np.random.default_rng(seed)
    pairs = pd.factorize(table["candidate"] + table["rater"])[0]
    moved = table["level"] + np.rint(chance.normal(0, size, pairs.max() + 1))[pairs]
    return table.assign(level=np.clip(moved, 0, 4).astype(int))


@pytest.mark.parametrize("seed", SEEDS)
def test_halo_is_seen(seed):
    assert seen(with_halo(seed, 1.0)).halo


def test_halo_needs_two_candidates_of_each_rater_and_two_raters():
    assert not seen(with_halo(1, 1.0, raters=1, each=1)).halo
    assert not seen(with_halo(1, 1.0).query("candidate == 'C00000'")).halo


def test_levels_that_no_person_gave_are_left_out():
    table = ratings(**USUAL, seed=1).table.drop_duplicates(["candidate", "item"])

    assert not seen(table.assign(rater=None))


def test_the_interaction_is_that_of_an_analysis_of_variance(monkeypatch):
    # Complete table: answers, raters and their interaction by hand.
    table = ratings(candidates=6, items=5, raters=3, each=3, asked=5, seed=3).table
    asked = []
    monkeypatch.setattr(
        "assessment.measurement.misfit._clear", lambda *of: asked.append(of) or False
    )
    seen(table)

    ordered = table.sort_values(["candidate", "item", "rater"])
    level = ordered["level"].to_numpy(float).reshape(6, 5, 3)
    off = level - level.mean(axis=2, keepdims=True)
    by_rater = off.mean(axis=(0, 1))
    by_pair = off.mean(axis=1)
    between = 5 * ((by_pair - by_rater) ** 2).sum() / (5 * 2)
    within = ((off - by_pair[:, None]) ** 2).sum() / (6 * 4 * 2)
    [(ratio, freedom, levels)] = asked
    assert freedom == (10, 48)
    assert levels == 5
    assert ratio == pytest.approx(between / within, rel=1e-10)
