"""The gap between plant and enterprise, taken apart without a remainder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.comparison.score_gap import Contribution, parting
from assessment.scoring.rubric import rubric_scores
from question_bank import Competency, TargetLevel
from tests.builders import ENTERPRISE, PLANT

EXECUTION, BREADTH = Competency.EXECUTION, Competency.BREADTH
GOVERNANCE, PORTFOLIO = Competency.GOVERNANCE, Competency.PORTFOLIO
SHOP_FLOOR = dict.fromkeys(Competency, 0.8) | {GOVERNANCE: 0.2, PORTFOLIO: 0.2}
"""Level 4.2 everywhere, 1.8 on governance and portfolio."""

VALUES = st.dictionaries(st.sampled_from(Competency), st.floats(0, 1), min_size=1)


def test_the_gap_is_enterprise_minus_plant():
    # plant 80 - 5 % of 60 = 77; enterprise 80 - 35 % of 60 = 59
    found = parting(SHOP_FLOOR, PLANT, ENTERPRISE)

    assert (found.plant, found.enterprise) == pytest.approx((77, 59))
    assert found.gap == pytest.approx(-18)
    assert (found.higher, found.lower) == (TargetLevel.PLANT, TargetLevel.ENTERPRISE)


def test_each_competency_carries_its_part_of_the_gap():
    # half-way between 77 and 59 is 68: governance (20 - 5)(.20 - .68) = -7.2, portfolio the same,
    # execution (5 - 25)(.80 - .68) = -2.4, breadth (15 - 10)(.12) = .6, three of -5: -.6 each
    found = parting(SHOP_FLOOR, PLANT, ENTERPRISE)

    assert {c.competency: round(c.points, 6) for c in found.contributions} == {
        GOVERNANCE: -7.2,
        PORTFOLIO: -7.2,
        EXECUTION: -2.4,
        BREADTH: 0.6,
        Competency.INTEGRATION: -0.6,
        Competency.PERFORMANCE: -0.6,
        Competency.ASSURANCE: -0.6,
        Competency.PLACEMENT: 0.0,
    }


def test_the_largest_part_comes_first():
    found = parting(SHOP_FLOOR, PLANT, ENTERPRISE)
    sizes = [abs(c.points) for c in found.contributions]

    assert sizes == sorted(sizes, reverse=True)


def test_the_reason_names_the_few_that_carry_most():
    reason = parting(SHOP_FLOOR, PLANT, ENTERPRISE).reason

    assert {c.competency for c in reason.carriers} == {GOVERNANCE, PORTFOLIO}
    assert reason.heavier_there
    assert reason.weight(TargetLevel.ENTERPRISE) == pytest.approx(35)
    assert reason.weight(TargetLevel.PLANT) == pytest.approx(5)


def test_the_reason_may_be_what_weighs_little_in_the_lower_role():
    # execution 1.0, the rest 0.5: plant 62.5, enterprise 52.5, and execution alone explains it
    found = parting(dict.fromkeys(Competency, 0.5) | {EXECUTION: 1.0}, PLANT, ENTERPRISE)

    assert [c.competency for c in found.reason.carriers] == [EXECUTION]
    assert not found.reason.heavier_there


def test_the_enterprise_may_be_the_higher_one():
    found = parting({EXECUTION: 0.25, GOVERNANCE: 1.0}, PLANT, ENTERPRISE)

    assert (found.higher, found.lower) == (TargetLevel.ENTERPRISE, TargetLevel.PLANT)


def test_even_ratings_have_no_gap_and_no_reason():
    found = parting(dict.fromkeys(Competency, 0.5), PLANT, ENTERPRISE)

    assert found.gap == 0
    assert found.reason is None


def test_shares_are_of_what_was_assessed():
    # execution 25 of 30, governance 5 of 30; for the enterprise 5 and 20 of 25
    found = parting({EXECUTION: 1.0, GOVERNANCE: 0.0}, PLANT, ENTERPRISE)

    assert {c.competency: (c.plant, c.enterprise) for c in found.contributions} == {
        EXECUTION: pytest.approx((83.333333, 20)),
        GOVERNANCE: pytest.approx((16.666667, 80)),
    }
    assert (found.plant, found.enterprise) == pytest.approx((83.333333, 20))


@pytest.mark.parametrize("values", [{}, {PORTFOLIO: 1.0}])
def test_without_a_score_on_both_sides_nothing_is_taken_apart(values):
    assert parting(values, PLANT, ENTERPRISE) is None


@given(VALUES)
def test_the_parts_sum_to_the_gap(values):
    found = parting(values, PLANT, ENTERPRISE)

    if found is not None:
        assert sum(c.points for c in found.contributions) == pytest.approx(found.gap, abs=1e-9)


@given(VALUES)
def test_the_two_scores_are_the_rubric_scores(values):
    import pandas as pd  # noqa: PLC0415  # one row, built beside its only use

    found = parting(values, PLANT, ENTERPRISE)
    table = pd.DataFrame([values], columns=list(Competency), dtype=float)
    plant, enterprise = (
        rubric_scores(table, weights, floor=0.75)["score"].iloc[0]
        for weights in (PLANT, ENTERPRISE)
    )

    if found is None:
        assert pd.isna(plant) or pd.isna(enterprise)
    else:
        assert (found.plant, found.enterprise) == pytest.approx((plant, enterprise))


@given(VALUES)
def test_named_competencies_always_pull_the_way_of_the_gap(values):
    found = parting(values, PLANT, ENTERPRISE)

    if found is not None and found.reason is not None:
        assert all(c.points * found.gap > 0 for c in found.reason.carriers)
        assert 1 <= len(found.reason.carriers) <= 3


def test_a_contribution_knows_its_weight_for_either_role():
    part = Contribution(competency=GOVERNANCE, value=0.2, plant=5.0, enterprise=20.0, points=-7.2)

    assert [part.weight(t) for t in TargetLevel] == [5.0, 20.0]
