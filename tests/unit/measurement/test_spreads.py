"""Spreads are estimated where the table can tell, and are the usual ones where it can't."""

import numpy as np
import pandas as pd
import pytest

from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import observations
from assessment.measurement.spreads import estimate_spreads


def agreeing(seed):
    """A few raters who nearly always give the same level, over answers of every kind."""
    chance = np.random.default_rng(seed)
    people, items, raters = chance.integers(2, 7), chance.integers(3, 12), chance.integers(2, 4)
    answers = chance.integers(0, 5, (people, items))
    rows = [
        (f"C{p}", f"q{i}", f"R{r}", int(np.clip(answers[p, i] + (chance.random() < 0.1), 0, 4)))
        for p in range(people)
        for i in range(items)
        for r in range(raters)
    ]
    return observations(pd.DataFrame(rows, columns=["candidate", "item", "rater", "level"]))


@pytest.mark.parametrize("seed", [0, 3, 4, 5, 6])
def test_raters_who_nearly_always_agree_are_no_trouble(seed):
    data = agreeing(seed)

    spreads, start = estimate_spreads(data)

    assert np.isfinite([spreads.ability, spreads.answer, spreads.severity]).all()
    assert np.isfinite(start).all()


@pytest.mark.parametrize("seed", [0, 5])
def test_they_can_be_analysed(seed):
    posterior = ManyFacetModel().fit(agreeing(seed)).posterior_

    assert np.isfinite(posterior.ability).all()
    assert (posterior.ability_variance() > 0).all()
