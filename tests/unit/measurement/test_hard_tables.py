"""Tables on which a search may lose its way: every one has an estimate, or a clear refusal."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.errors import Invalid
from assessment.measurement import newton, steady
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.newton import maximise
from assessment.measurement.objective import Objective
from assessment.measurement.observations import observations
from assessment.measurement.priors import shortlist_priors, usual_steps, vague_priors
from tests.simulated import apart, competencies, ratings, twice


def only_ends(table, by, chance):
    """The lowest level or the highest, the same for every row of one candidate, item or rater."""
    codes, names = pd.factorize(table[by])
    return table.assign(level=np.where(chance.random(len(names)) < 0.5, 4, 0)[codes])


def one_cell(table, chance):
    return table.head(1).assign(level=int(chance.integers(0, 5)))


TABLES = {
    "ends by candidate": lambda t, chance: only_ends(t, "candidate", chance),
    "ends by item": lambda t, chance: only_ends(t, "item", chance),
    "ends by rater": lambda t, chance: only_ends(t, "rater", chance),
    "ends at random": lambda t, chance: t.assign(level=4 * chance.integers(0, 2, len(t))),
    "ends by ability": lambda t, _: t.assign(level=np.where(t["level"] >= 2, 4, 0)),
    "one rater": lambda t, _: t.assign(rater="R").drop_duplicates(["candidate", "item"]),
    "one candidate": lambda t, _: t[t["candidate"] == t["candidate"].iloc[0]],
    "one item": lambda t, _: t[t["item"] == t["item"].iloc[0]],
    "one level": lambda t, chance: t.assign(level=int(chance.integers(0, 5))),
    "two panels": lambda t, _: apart(t),
    "unused levels": lambda t, _: t.assign(level=t["level"].replace({2: 3, 4: 3})),
    "double raters": lambda t, _: twice(t),
    "one rating": one_cell,
}


def a_table(kind, seed):
    chance = np.random.default_rng(seed)
    items, raters = int(chance.integers(3, 8)), int(chance.integers(2, 6))
    table = ratings(
        candidates=int(chance.integers(2, 14)),
        items=items,
        raters=raters,
        each=int(chance.integers(1, min(raters, 3) + 1)),
        asked=int(chance.integers(1, items + 1)),
        seed=seed,
    ).table
    return TABLES[kind](table, chance)


def numbers(posterior):
    variance = posterior.ability_variance().ravel()
    return np.concatenate([posterior.parameters, posterior.ability.ravel(), np.sqrt(variance)])


@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=5, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from([vague_priors, shortlist_priors, None]))
def test_usual_priors_always_give_numbers(kind, seed, priors):
    data = observations(a_table(kind, seed))

    found = ManyFacetModel(priors and priors(data)).fit(data).posterior_

    assert np.isfinite(numbers(found)).all()
    assert found.ability_variance().min() > 0


def estimated(data, priors):
    """The posterior, or None and why there is none."""
    try:
        return ManyFacetModel(priors).fit(data).posterior_, ""
    except Invalid as refused:
        return None, str(refused)


LOG_SD = st.floats(np.log(10**-1.5), np.log(10))
"""Of a prior: variances from 0.001 to 100."""


@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=5, derandomize=True)
@given(st.integers(0, 10_000), LOG_SD, LOG_SD, LOG_SD, LOG_SD)
def test_any_priors_give_numbers_or_say_why_not(kind, seed, ability, answer, severity, difficulty):
    data = observations(a_table(kind, seed))
    priors = vague_priors(
        data,
        ability_sd=float(np.exp(ability)),
        answer_sd=float(np.exp(answer)),
        severity_sd=float(np.exp(severity)),
        difficulty_sd=float(np.exp(difficulty)),
    )
    found, refused = estimated(data, priors)

    if found is None:
        assert f"These {len(data)} ratings can't be estimated" in refused
        assert answer > np.log(1.5)  # only ever with answers that differ a lot
    else:
        assert np.isfinite(numbers(found)).all()


@pytest.mark.parametrize(
    ("kind", "seed", "ability", "answer", "severity", "difficulty"),
    [
        ("ends at random", 5690, 1.56, 3.39, 0.6, 0.07),
        ("ends by candidate", 8897, 2.05, 2.92, 3.18, 0.09),
        ("ends by rater", 6283, 8.36, 5.03, 9.81, 0.44),
        ("unused levels", 9592, 2.02, 9.92, 0.04, 0.12),
        ("ends by item", 2956, 1.23, 3.86, 0.04, 0.06),
    ],
)
def test_answers_that_differ_a_lot_need_nodes_close_together(  # as many as there are priors
    kind, seed, ability, answer, severity, difficulty
):
    data = observations(a_table(kind, seed))
    priors = vague_priors(
        data,
        ability_sd=ability,
        answer_sd=answer,
        severity_sd=severity,
        difficulty_sd=difficulty,
    )

    found = ManyFacetModel(priors).fit(data).posterior_

    assert np.isfinite(numbers(found)).all()


@pytest.mark.parametrize("answer_sd", [0.6, 3.0, 10.0])
def test_many_nodes_are_the_integral_over_the_answer_effect(answer_sd):
    table = ratings(candidates=1, items=1, asked=1, raters=3, each=3).table
    data = observations(table.assign(level=[0, 4, 4]))
    fine = Objective(data, vague_priors(data, answer_sd=answer_sd)).with_nodes(steady.NODES[-1])
    point = fine.at(fine.prior_mean, fine.start(), move_nodes=True)
    ability, thresholds = float(point.state.ability[0, 0]), usual_steps(4)
    effect = np.linspace(-12 * answer_sd, 12 * answer_sd, 200_001)
    eta = (ability + effect)[:, None]
    terms = np.hstack([np.zeros_like(eta), np.cumsum(eta - thresholds, axis=1)])
    logs = terms - np.logaddexp.reduce(terms, axis=1)[:, None]
    density = np.exp(2 * logs[:, 4] + logs[:, 0] - (effect / answer_sd) ** 2 / 2)
    density /= answer_sd * np.sqrt(2 * np.pi)

    # The value has the prior of the ability in it, and the width of its posterior.
    others = -(ability**2) / 2 + np.log(float(point.covariance[0, 0, 0])) / 2
    marginal = point.value - others

    assert marginal == pytest.approx(np.log(density.sum() * (effect[1] - effect[0])), abs=1e-5)


@pytest.mark.parametrize("dimensions", [1, 3])
def test_the_slower_search_ends_where_the_usual_one_does(dimensions):
    table = ratings(candidates=60, raters=6, dimensions=dimensions).table
    data = observations(table, dimensions=competencies(dimensions=dimensions))
    objective = Objective(data, vague_priors(data))
    usual = maximise(objective, objective.prior_mean, tolerance=1e-6)

    slow = steady.settled(objective, 1e-6)

    # Five nodes are not quite the integral, and thirty-one are.
    off = slow.point.parameters - usual.point.parameters
    assert np.abs(off).max() < 2e-3
    assert np.abs(slow.point.state.ability - usual.point.state.ability).max() < 2e-3
    spread = np.sqrt(np.diag(np.linalg.inv(slow.point.curvature)))
    assert np.abs(slow.point.gradient * spread).max() < 2e-6


def test_what_does_not_settle_is_refused_with_what_is_the_matter(monkeypatch):
    table = ratings(candidates=6).table.assign(level=4)
    data = observations(table)
    monkeypatch.setattr(newton, "MOST_STEPS", 1)
    monkeypatch.setattr(steady, "MOST_PLACINGS", 1)

    with pytest.raises(Invalid) as refused:
        ManyFacetModel(vague_priors(data, answer_sd=3.0)).fit(data)

    assert str(refused.value) == (
        "These 72 ratings can't be estimated: the search for the most probable values did not "
        "settle. 100% of them are the lowest or the highest level, and answers to one question are "
        "assumed to differ by 3.0 logits (s.d.). It settles with levels in between, or with "
        "narrower priors."
    )


def test_abilities_that_came_to_no_rest_are_searched_for_more_slowly(monkeypatch):
    table = ratings(candidates=20, items=6, asked=4, raters=3, seed=1).table
    data = observations(only_ends(table, "candidate", np.random.default_rng(1)))
    objective, asked = Objective(data, vague_priors(data)), []
    at = Objective.at

    def restless(self, *args, **options):
        point = at(self, *args, **options)
        asked.append(self.nodes)
        point.settled = self.nodes > 5
        return point

    monkeypatch.setattr(Objective, "at", restless)

    maximise(objective, objective.prior_mean, tolerance=1e-5)

    assert asked[-1] == steady.NODES[0]
