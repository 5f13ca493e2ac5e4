"""Weights: a blend between the shipped profiles, edited only with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.role import blend, check_weights
from question_bank import Competency
from tests.builders import ENTERPRISE, PLANT, a_brief

GOVERNANCE = Competency.GOVERNANCE


def test_the_ends_of_the_blend_are_the_shipped_profiles():
    assert (blend(PLANT, ENTERPRISE, 0), blend(PLANT, ENTERPRISE, 100)) == (PLANT, ENTERPRISE)


def test_a_blend_lies_on_the_straight_line_between_them():
    # 70 % plant: execution 0.7 * 25 + 0.3 * 5 = 19, governance 0.7 * 5 + 0.3 * 20 = 9.5
    assert blend(PLANT, ENTERPRISE, 30) == dict(
        zip(Competency, (20, 19, 11.5, 18.5, 8.5, 8.5, 9.5, 4.5), strict=True)
    )


@given(st.integers(0, 100))
def test_a_blend_of_two_hundreds_sums_to_a_hundred(share):
    assert sum(blend(PLANT, ENTERPRISE, share).values()) == pytest.approx(100)


@pytest.mark.parametrize("share", [-1, 101])
def test_a_share_off_the_scale_is_refused(share):
    with pytest.raises(Invalid, match=f"a percentage from 0 to 100, not {share}"):
        blend(PLANT, ENTERPRISE, share)


def test_an_unedited_blend_needs_no_reason():
    check_weights(PLANT, PLANT, {})


def test_an_edited_weight_without_a_reason_is_refused_by_name():
    with pytest.raises(
        Incomplete, match="the weight of governance is 15 instead of 5: give a short reason"
    ):
        check_weights(PLANT | {GOVERNANCE: 15}, PLANT, {GOVERNANCE: "  "})


def test_an_edited_weight_with_a_reason_stands():
    check_weights(PLANT | {GOVERNANCE: 15}, PLANT, {GOVERNANCE: "Six sites share one template."})


@pytest.mark.parametrize("weight", [-1, 1001, float("nan"), float("inf")])
def test_a_weight_that_is_no_weight_is_refused(weight):
    with pytest.raises(Invalid, match="write a number from 0 to 1000"):
        check_weights(PLANT | {GOVERNANCE: weight}, PLANT, {GOVERNANCE: "because"})


def test_at_least_one_competency_has_to_count():
    nothing = dict.fromkeys(Competency, 0.0)

    with pytest.raises(Invalid, match="all weights are zero"):
        check_weights(nothing, nothing, {})


@pytest.mark.parametrize(
    ("share", "label"),
    [(0, "plant"), (100, "enterprise"), (30, "70\u00a0% plant, 30\u00a0% enterprise")],
)
def test_the_target_reads_as_words(share, label):
    assert a_brief(enterprise_share=share).target_label == label
