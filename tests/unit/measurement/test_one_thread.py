"""Small fits run on one thread, and whatever comes after them as it did before."""

from contextlib import ExitStack

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from assessment.measurement import model, one_thread
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import observations
from assessment.measurement.priors import vague_priors
from tests.simulated import ratings


def threads():
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


@pytest.fixture(autouse=True)
def _two_threads():
    """As on a machine with two cores, whatever this one has."""
    with threadpool_limits(2, user_api="blas"):
        one_thread._libraries.cache_clear()
        yield
    one_thread._libraries.cache_clear()


def test_work_on_one_thread_ends_with_the_last_that_asked_for_it():
    first, second = ExitStack(), ExitStack()
    first.enter_context(one_thread.one_thread())
    second.enter_context(one_thread.one_thread())
    assert threads() == {1}

    first.close()
    assert threads() == {1}

    second.close()
    assert threads() == {2}


def test_a_fault_in_the_work_leaves_no_limit_behind():
    with pytest.raises(ZeroDivisionError), one_thread.one_thread():
        raise ZeroDivisionError

    assert threads() == {2}


@pytest.mark.parametrize(("large", "expected"), [(40_000, {1}), (10, {2})])
def test_only_a_large_table_is_fitted_on_every_core(monkeypatch, large, expected):
    seen = []
    monkeypatch.setattr(model, "LARGE", large)
    monkeypatch.setattr(model, "maximise", lambda *_, **__: seen.append(threads()) or 1 / 0)
    table = ratings(candidates=20, items=5, raters=3, each=2, asked=4, seed=1).table

    with pytest.raises(ZeroDivisionError):
        ManyFacetModel(vague_priors(observations(table))).fit(observations(table))

    assert seen == [expected]
    assert threads() == {2}


def test_the_numbers_are_those_of_several_threads(monkeypatch):
    data = observations(ratings(candidates=60, items=9, raters=4, each=3, asked=6, seed=2).table)
    alone = ManyFacetModel().fit(data).posterior_
    monkeypatch.setattr(model, "LARGE", 0)
    monkeypatch.setattr(model, "sample", lambda table: table)

    shared = ManyFacetModel(tolerance=model.TOLERANCE).fit(data).posterior_

    np.testing.assert_allclose(alone.ability, shared.ability, atol=1e-9)
    np.testing.assert_allclose(alone.structure_covariance, shared.structure_covariance, atol=1e-9)
