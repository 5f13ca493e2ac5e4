"""The arithmetic of section 4.1 on cases worked by hand, and what must hold for any case."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.errors import Invalid
from assessment.scoring.rubric import (
    OBSERVATION_COLUMNS,
    competency_values,
    item_values,
    rubric_scores,
    value_of,
    with_equal,
)

COMPETENCIES = ("execution", "governance", "placement")


def observed(*rows):
    """Rows of (candidate, rater, item, competency, item weight, value)."""
    return pd.DataFrame(list(rows), columns=list(OBSERVATION_COLUMNS))


def scored(observations, weights, floor=0.75):
    """Candidate to (score, coverage, provisional)."""
    table = rubric_scores(competency_values(observations), weights, floor=floor)
    return {name: tuple(row) for name, row in table.astype(object).iterrows()}


@pytest.mark.parametrize(
    ("level", "scale", "x"),
    [(1, (1, 5), 0), (2, (1, 5), 0.25), (3, (1, 5), 0.5), (5, (1, 5), 1), (7, (0, 10), 0.7)],
)
def test_a_level_is_placed_on_its_scale(level, scale, x):
    assert value_of(level, scale) == x


@pytest.mark.parametrize("level", [0, 6, 5.5, float("nan")])
def test_a_level_off_the_scale_is_refused(level):
    with pytest.raises(Invalid, match=rf"the level {level:g} is off the scale 1 to 5"):
        value_of(level)


def test_weights_one_and_three_give_75_25_and_100():
    # values 0/1, 1/0, 1/1 under weights 1 and 3: (0*1 + 1*3)/4, (1*1 + 0*3)/4, (1 + 3)/4
    observations = observed(
        ("A", "R1", "q1", "a", 1, 0.0),
        ("A", "R1", "q2", "b", 1, 1.0),
        ("B", "R1", "q1", "a", 1, 1.0),
        ("B", "R1", "q2", "b", 1, 0.0),
        ("C", "R1", "q1", "a", 1, 1.0),
        ("C", "R1", "q2", "b", 1, 1.0),
    )

    assert scored(observations, {"a": 1, "b": 3}) == {
        "A": (75.0, 1.0, False),
        "B": (25.0, 1.0, False),
        "C": (100.0, 1.0, False),
    }


def test_raters_are_averaged_within_an_item_before_items_are_weighed():
    # q1: raters 1.0, 0.5, 0.0 -> 0.5, weight 2. q2: one rater 1.0, weight 1.
    # s = (2*0.5 + 1*1.0) / (2 + 1) = 2/3. Averaging all four ratings would give 0.625.
    observations = observed(
        ("A", "R1", "q1", "a", 2, 1.0),
        ("A", "R2", "q1", "a", 2, 0.5),
        ("A", "R3", "q1", "a", 2, 0.0),
        ("A", "R1", "q2", "a", 1, 1.0),
    )

    assert item_values(observations)["x"].tolist() == [0.5, 1.0]
    assert scored(observations, {"a": 7}) == {"A": (pytest.approx(200 / 3), 1.0, False)}


def test_a_competency_is_not_worth_more_for_having_more_items():
    # execution: three items 1, 1, 1 -> 1; governance: one item 0 -> 0. Equal weights: 50, not 75.
    observations = observed(
        *(("A", "R1", f"q{n}", "execution", 1, 1.0) for n in range(3)),
        ("A", "R1", "q9", "governance", 1, 0.0),
    )

    assert scored(observations, {"execution": 1, "governance": 1}) == {"A": (50.0, 1.0, False)}


def test_what_was_not_assessed_is_left_out_and_counted_in_coverage():
    # placement (20) was rated 0.5, execution (25) was not, governance (5) was rated 1:
    # score = 100 * (20*0.5 + 5*1) / 25 = 60; coverage = 25 / 50 = 0.5, below 0.75
    observations = observed(
        ("A", "R1", "q1", "placement", 1, 0.5),
        ("A", "R1", "q2", "governance", 1, 1.0),
    )

    assert scored(observations, {"placement": 20, "execution": 25, "governance": 5}) == {
        "A": (60.0, 0.5, True)
    }


def test_with_no_weight_assessed_there_is_no_score():
    observations = observed(("A", "R1", "q1", "governance", 1, 1.0))

    table = rubric_scores(
        competency_values(observations), {"governance": 0, "execution": 3}, floor=0.75
    )

    assert table["coverage"].tolist() == [0.0]
    assert table["provisional"].tolist() == [True]
    assert table["score"].isna().tolist() == [True]


def test_items_that_weigh_nothing_assess_nothing():
    observations = observed(
        ("A", "R1", "q1", "execution", 0, 1.0),
        ("A", "R1", "q2", "governance", 1, 0.5),
    )

    assert scored(observations, {"execution": 1, "governance": 1}) == {"A": (50.0, 0.5, True)}


@pytest.mark.parametrize(
    ("assessed", "floor", "provisional"),
    [
        (0.75, 0.75, False),
        (0.7499, 0.75, True),
        (0.7, 0.7, False),
        (0.0, 0.0, False),
        (1, 1, False),
    ],
)
def test_coverage_at_exactly_the_floor_is_enough(assessed, floor, provisional):
    observations = observed(("A", "R1", "q1", "a", 1, 1.0))
    weights = {"a": assessed, "b": 1 - assessed}

    assert scored(observations, weights, floor)["A"][1:] == (pytest.approx(assessed), provisional)


def test_a_floor_that_floats_cannot_write_exactly_is_reached_all_the_same():
    # 0.1 + 0.2 is 0.30000000000000004 and 1.0 - 0.7 is 0.30000000000000004 in floats;
    # three of ten equal weights are 0.3 to a reader, whatever the last digit says.
    weights = dict.fromkeys("abcdefghij", 0.1)
    observations = observed(*(("A", "R1", f"q{c}", c, 1, 1.0) for c in "abc"))

    assert scored(observations, weights, 0.3)["A"][2] is False


def test_weights_that_are_all_zero_are_refused():
    with pytest.raises(Invalid, match="all weights are zero"):
        rubric_scores(pd.DataFrame({"a": [1.0]}), {"a": 0}, floor=0.75)


def test_equal_is_added_beside_the_profiles_and_never_over_one():
    assert with_equal({"plant": {"a": 2.0}}, ("a", "b")) == {
        "equal": {"a": 1.0, "b": 1.0},
        "plant": {"a": 2.0},
    }
    assert with_equal({"equal": {"a": 3.0}}, ("a", "b")) == {"equal": {"a": 3.0}}


FEWER = settings(max_examples=50)
"""Each case builds several tables; fifty find what a hundred find, in half the time."""

levels = st.integers(min_value=1, max_value=5)
weight = st.integers(min_value=0, max_value=40)


@st.composite
def interviews(draw):
    """One or more candidates with items of any competency, each rated by one to three raters."""
    rows = []
    for candidate in range(draw(st.integers(1, 3))):
        for item in range(draw(st.integers(1, 6))):
            competency, item_weight = draw(st.sampled_from(COMPETENCIES)), draw(st.integers(1, 3))
            rows += [
                (f"C{candidate}", f"R{rater}", f"q{item}", competency, item_weight, value_of(level))
                for rater, level in enumerate(draw(st.lists(levels, min_size=1, max_size=3)))
            ]
    return observed(*rows)


profiles = st.fixed_dictionaries(dict.fromkeys(COMPETENCIES, weight)).filter(
    lambda weights: any(weights.values())
)


def exactly(observations, weights):
    """Every number as bytes, so that equality is to the last digit and blank equals blank."""
    table = rubric_scores(competency_values(observations), weights, floor=0.75)
    return {name: np.array(row, dtype=float).tobytes() for name, row in table.iterrows()}


@FEWER
@given(interviews(), profiles, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_raters_changes_nothing(observations, weights, random):
    order = list(range(len(observations)))
    random.shuffle(order)

    assert exactly(observations.iloc[order], weights) == exactly(observations, weights)


@FEWER
@given(interviews(), profiles, st.permutations(["R0", "R1", "R2"]))
def test_renaming_the_raters_changes_nothing(observations, weights, names):
    renamed = observations.replace({"rater": dict(zip(("R0", "R1", "R2"), names, strict=True))})

    assert exactly(renamed, weights) == exactly(observations, weights)


def test_one_candidate_alone_scores_to_the_last_digit_as_among_others():
    """0, 0 and .25 make a mean of .0833…, which pandas added up in two ways."""
    values = {"q0": [0.0, 0.0, 0.25], "q1": [0.0], "q2": [0.25], "q3": [0.25]}
    rows = [
        ("C0", f"R{n}", item, "placement", 1.0, value)
        for item, given_values in values.items()
        for n, value in enumerate(given_values)
    ]
    alone = pd.DataFrame(rows, columns=OBSERVATION_COLUMNS)
    other = pd.DataFrame([("C1", "R0", "q0", "governance", 1.0, 0.0)], columns=alone.columns)
    both, weights = pd.concat([alone, other]), {"placement": 1.0, "governance": 0.0}

    assert exactly(alone, weights)["C0"] == exactly(both, weights)["C0"]


@FEWER
@given(interviews(), profiles)
def test_a_candidate_scores_the_same_alone_as_among_others(observations, weights):
    alone = observations[observations["candidate"] == "C0"]

    assert exactly(alone, weights)["C0"] == exactly(observations, weights)["C0"]


@FEWER
@given(interviews(), profiles, st.permutations(COMPETENCIES))
def test_the_order_of_the_weights_changes_nothing(observations, weights, order):
    assert exactly(observations, {c: weights[c] for c in order}) == exactly(observations, weights)


@FEWER
@given(interviews(), profiles, st.sampled_from([0.25, 0.5, 2.0, 1024.0]))
def test_scaling_all_weights_by_a_power_of_two_changes_not_a_digit(observations, weights, factor):
    scaled = {c: w * factor for c, w in weights.items()}

    assert exactly(observations, scaled) == exactly(observations, weights)


@FEWER
@given(interviews(), profiles, st.floats(min_value=1e-3, max_value=1e3))
def test_scaling_all_weights_changes_nothing_but_rounding(observations, weights, factor):
    scaled = {c: w * factor for c, w in weights.items()}
    values = competency_values(observations)

    pd.testing.assert_frame_equal(
        rubric_scores(values, scaled, floor=0.75),
        rubric_scores(values, weights, floor=0.75),
        rtol=1e-12,
    )


@FEWER
@given(interviews(), profiles, st.data())
def test_raising_a_level_never_lowers_a_score(observations, weights, data):
    place = data.draw(st.integers(0, len(observations) - 1))
    raised = observations.copy()
    raised.loc[place, "value"] = data.draw(
        st.sampled_from([x / 4 for x in range(5) if x / 4 >= observations["value"][place]])
    )

    before = rubric_scores(competency_values(observations), weights, floor=0.75)["score"]
    after = rubric_scores(competency_values(raised), weights, floor=0.75)["score"]

    assert ((after >= before - 1e-9) | before.isna()).all()
    assert before.isna().equals(after.isna())


@FEWER
@given(interviews(), profiles)
def test_a_score_lies_between_the_lowest_and_the_highest_value_it_is_made_of(observations, weights):
    table = rubric_scores(competency_values(observations), weights, floor=0.75).dropna()
    spread = observations.groupby("candidate")["value"].agg(["min", "max"]).reindex(table.index)

    assert (table["score"] >= 100 * spread["min"] - 1e-9).all()
    assert (table["score"] <= 100 * spread["max"] + 1e-9).all()
