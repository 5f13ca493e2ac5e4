"""What the estimator promises about any table."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.errors import Invalid
from assessment.measurement.draws import draw
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import observations
from assessment.measurement.priors import ItemPriors, RaterPriors, shortlist_priors, vague_priors
from tests.simulated import competencies, ratings


def fitted(table, **options):
    data = observations(table, **options)
    return ManyFacetModel(vague_priors(data)).fit(data).posterior_


def by_name(posterior):
    return dict(zip(posterior.data.candidates, posterior.ability[:, 0], strict=True))


def test_abilities_severities_and_difficulties_are_recovered():
    truth = ratings(candidates=250, items=20, raters=8, each=3, asked=8, seed=4)

    found = fitted(truth.table)

    ability = np.corrcoef(found.ability[:, 0], truth.ability[:, 0])[0, 1]
    difficulty = np.corrcoef(found.thresholds.mean(axis=1), truth.difficulty)[0, 1]
    off = found.severity - truth.severity
    assert ability > 0.93
    assert difficulty > 0.97
    assert np.abs(off - off.mean()).max() < 0.2


def test_intervals_hold_the_truth_about_as_often_as_they_claim():
    truth = ratings(candidates=400, items=20, raters=8, each=3, asked=8, seed=5)

    found = fitted(truth.table)

    off = found.ability[:, 0] - truth.ability[:, 0]
    off -= off.mean()
    held = np.abs(off) < 1.96 * np.sqrt(found.ability_variance()[:, 0])
    assert 0.92 < held.mean() < 0.98


def test_without_priors_the_spreads_are_estimated():
    truth = ratings(candidates=300, items=20, raters=12, each=3, asked=8, severity_sd=0.5, seed=6)

    spreads = ManyFacetModel().fit(observations(truth.table)).spreads_

    assert spreads.estimated == ("ability", "answer", "severity")
    assert spreads.ability == pytest.approx(truth.ability.std(), rel=0.12)
    assert spreads.answer == pytest.approx(0.6, rel=0.15)
    assert spreads.severity == pytest.approx(truth.severity.std(), rel=0.3)


def test_the_spread_of_three_severities_is_not_estimated():
    spreads = ManyFacetModel().fit(observations(ratings(raters=3).table)).spreads_

    assert spreads.estimated == ("ability", "answer")
    assert spreads.severity == 0.5


def test_nobody_with_two_answers_means_no_answer_effect():
    table = ratings(asked=1, raters=4).table

    spreads = ManyFacetModel().fit(observations(table)).spreads_

    assert spreads.answer == 0


@pytest.mark.parametrize("level", [0, 4])
def test_extreme_scores_are_finite_and_less_certain(level):
    table = ratings(candidates=12).table
    table.loc[table["candidate"] == "C00003", "level"] = level

    found = fitted(table)

    at = found.data.candidates.index("C00003")
    everybody = found.ability_variance()[:, 0]
    assert 1 < abs(found.ability[at, 0]) < 4
    assert everybody[at] > np.median(everybody)


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_but_extreme_scores_converges(seed):
    table = ratings(candidates=20, items=6, asked=4, raters=3, seed=seed).table
    best = table["candidate"].str[-1].astype(int) % 2 == 1
    table["level"] = np.where(best, 4, 0)

    found = fitted(table)

    high = np.array([int(name[-1]) % 2 == 1 for name in found.data.candidates])
    assert found.ability[high, 0].min() > found.ability[~high, 0].max() + 1
    assert found.ability_variance().min() > 0.2


def test_a_level_that_nobody_used_is_no_trouble():
    table = ratings().table
    table["level"] = table["level"].replace({2: 3})

    found = fitted(table)

    assert np.isfinite(found.thresholds).all()


def test_a_candidate_without_ratings_has_the_prior():
    data = observations(ratings(candidates=8).table, candidates=["X-unheard"])
    found = ManyFacetModel(vague_priors(data)).fit(data).posterior_

    at = data.candidates.index("X-unheard")
    assert found.ability[at, 0] == pytest.approx(0, abs=1e-6)
    assert found.ability_variance()[at, 0] == pytest.approx(1, abs=1e-6)


def test_what_is_known_of_raters_and_questions_moves_the_estimate_as_it_should():
    # Two candidates with the same levels on one question, each heard by another rater.
    table = pd.DataFrame(
        {"candidate": ["A", "B"], "item": "q", "rater": ["kind", "strict"], "level": [2, 2]}
    )
    data = observations(table)
    raters = RaterPriors(np.array([-0.7, 0.7]), np.full(2, 0.1))
    priors = shortlist_priors(data, raters=raters)

    found = ManyFacetModel(priors).fit(data).posterior_

    assert by_name(found)["B"] > by_name(found)["A"] + 0.3


def test_joint_draws_have_the_covariance_that_the_posterior_states():
    data = observations(ratings(candidates=6).table, dimensions=competencies())
    found = ManyFacetModel(vague_priors(data)).fit(data).posterior_

    drawn = draw(found).ability
    observed = np.cov(drawn.reshape(len(drawn), -1).T)

    np.testing.assert_allclose(observed, found.ability_covariance(), atol=0.04)
    np.testing.assert_array_equal(drawn, draw(found).ability)


def test_one_competency_informs_the_other():
    data = observations(ratings(candidates=60).table, dimensions=competencies())
    priors = vague_priors(data)
    alone = data.dimensions[0]
    some = observations(
        ratings(candidates=60).table.query("item in ['q000', 'q002', 'q004']"),
        dimensions=dict.fromkeys(["q000", "q002", "q004"], alone) | {"x": "d1"},
    )

    both = ManyFacetModel(priors).fit(data).posterior_

    assert both.ability.shape == (60, 2)
    assert np.corrcoef(both.ability.T)[0, 1] > 0.5
    assert some.dimensions == ("d0", "d1")


@settings(max_examples=15)
@given(st.randoms(use_true_random=False), st.integers(0, 50))
def test_the_order_of_the_rows_changes_nothing(chance, seed):
    table = ratings(candidates=6, seed=seed).table
    rows = list(range(len(table)))
    chance.shuffle(rows)

    one, other = fitted(table), fitted(table.iloc[rows])

    np.testing.assert_array_equal(one.ability, other.ability)
    np.testing.assert_array_equal(one.structure_covariance, other.structure_covariance)


@settings(max_examples=15)
@given(st.integers(0, 50))
def test_other_names_change_nothing(seed):
    table = ratings(candidates=6, seed=seed).table
    renamed = table.assign(
        candidate="x" + table["candidate"].str[::-1],
        rater="y" + table["rater"].str[::-1],
        item="z" + table["item"].str[::-1],
    )

    one, other = by_name(fitted(table)), by_name(fitted(renamed))

    for name, value in one.items():
        assert other["x" + name[::-1]] == pytest.approx(value, abs=1e-5)


@settings(max_examples=15)
@given(st.integers(0, 50))
def test_turning_every_level_round_turns_every_estimate_round(seed):
    table = ratings(candidates=6, seed=seed).table

    one = by_name(fitted(table))
    other = by_name(fitted(table.assign(level=4 - table["level"])))

    for name, value in one.items():
        assert other[name] == pytest.approx(-value, abs=1e-5)


@settings(max_examples=15)
@given(st.integers(0, 50))
def test_a_better_level_never_lowers_the_estimate(seed):
    table = ratings(candidates=6, seed=seed).table
    at = table["level"].idxmin()
    better = table.copy()
    better.loc[at, "level"] += 1
    who = table["candidate"][at]

    assert by_name(fitted(better))[who] > by_name(fitted(table))[who]


def test_a_table_without_ratings_is_refused():
    empty = pd.DataFrame({"candidate": ["A"], "item": ["q"], "rater": ["R"], "level": [np.nan]})

    with pytest.raises(Invalid, match="There are no ratings to analyse"):
        ManyFacetModel().fit(observations(empty))


def test_more_items_than_can_be_estimated_are_refused_with_the_numbers():
    table = pd.DataFrame(
        {"candidate": "A", "item": [f"q{n}" for n in range(1001)], "rater": "R", "level": 2}
    )

    with pytest.raises(Invalid, match="1001 items with 4 steps each and 1 raters"):
        ManyFacetModel().fit(observations(table))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"level": 2.5}, "The level 2.5 is not a whole number from 0 to 4"),
        ({"level": 5}, "The level 5 is not a whole number from 0 to 4"),
        ({"candidate": None}, "A rating has no candidate"),
        ({"item": None}, "A rating has no item"),
    ],
)
def test_a_faulty_row_is_refused(change, said):
    row = {"candidate": "A", "item": "q", "rater": "R", "level": 2} | change

    with pytest.raises(Invalid, match=said):
        observations(pd.DataFrame([row]))


def test_a_rating_given_twice_is_refused():
    row = {"candidate": "A", "item": "q", "rater": "R", "level": 2}

    with pytest.raises(Invalid, match="A is rated twice by R on q: keep one of the two"):
        observations(pd.DataFrame([row, row | {"level": 3}]))


def test_the_same_item_on_two_occasions_is_two_answers():
    row = {"candidate": "A", "item": "q", "rater": "R", "level": 2, "occasion": "I1"}

    assert observations(pd.DataFrame([row, row | {"occasion": "I2"}])).answers == 2


def test_a_table_without_a_needed_column_is_refused():
    with pytest.raises(Invalid, match="no column rater, level"):
        observations(pd.DataFrame({"candidate": ["A"], "item": ["q"]}))


def test_an_item_without_a_competency_is_refused():
    with pytest.raises(Invalid, match="The item q001 has no competency"):
        observations(ratings().table, dimensions={"q000": "a"})


@pytest.mark.parametrize(
    ("spread", "said"),
    [
        ([0.1, 0.2], "A prior of severity needs one mean and one s.d. for each of 1"),
        ([0.0], "A prior of severity is a number with an s.d. above zero"),
        ([np.nan], "A prior of severity is a number with an s.d. above zero"),
    ],
)
def test_a_prior_that_does_not_fit_the_table_is_refused(spread, said):
    row = {"candidate": "A", "item": "q", "rater": "R", "level": 2}
    data = observations(pd.DataFrame([row]))

    with pytest.raises(Invalid, match=said):
        shortlist_priors(data, raters=RaterPriors(np.zeros(len(spread)), np.array(spread)))


def test_a_prior_of_steps_has_a_row_for_each_item():
    row = {"candidate": "A", "item": "q", "rater": "R", "level": 2}
    data = observations(pd.DataFrame([row]))
    items = ItemPriors(np.zeros(1), np.ones(1), np.zeros((1, 3)))

    with pytest.raises(Invalid, match="one row for each item and one column for each step"):
        shortlist_priors(data, items)
