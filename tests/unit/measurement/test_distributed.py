"""Blocks of candidates may be worked on anywhere; the numbers are the same."""

import sys
from types import ModuleType

import numpy as np
import pytest
from distributed import Client, LocalCluster

from assessment.measurement import objective
from assessment.measurement.blocks import blocks
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import observations
from assessment.measurement.priors import vague_priors
from tests.simulated import ratings


@pytest.fixture
def data(monkeypatch):
    """A table that is cut into several blocks."""
    monkeypatch.setattr(
        objective, "blocks", lambda table: blocks(table, slice_size=100, block_size=200)
    )
    found = observations(ratings(candidates=60, raters=6).table)
    assert len(objective.blocks(found)) >= 3
    return found


def fitted(data, **options):
    return ManyFacetModel(vague_priors(data), **options).fit(data).posterior_


def same(one, other):
    for name in ("ability", "conditional", "thresholds", "severity", "structure_covariance"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=0, atol=1e-8)


def test_two_threads_give_the_numbers_of_one(data):
    same(fitted(data, n_jobs=2, backend="threading"), fitted(data))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_dask_cluster_of_two_workers_gives_the_numbers_of_one_process(data, monkeypatch):
    # Workers run the file of the main module first, and a page run by an earlier test may be that.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    alone = fitted(data)
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        client.wait_for_workers(2)
        together = fitted(data, backend="dask", n_jobs=-1)
        workers = client.run(lambda: 1)

    assert len(workers) == 2
    same(together, alone)
