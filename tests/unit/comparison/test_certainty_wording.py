"""Sentences about how sure a comparison is: *clearly* only from 95 in 100, and never a place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.comparison.certainty_wording import (
    FITS,
    chances,
    interval,
    mismatch,
    pair,
    panels_in_words,
    rank_range,
    rests_on,
    strictness_rests_on,
    tiers_in_words,
)
from assessment.comparison.profiles import Profile
from assessment.measurement.linking import Linking, PanelLink
from assessment.measurement.role import (
    DifficultyBasis,
    Estimate,
    Rated,
    RoleRatings,
    StrictnessBasis,
    role_estimates,
)
from assessment.measurement.shortlist import EstimateDifference
from question_bank import TargetLevel

PLANT = FITS[Profile.PLANT]


@pytest.mark.parametrize(
    ("above", "said"),
    [
        (1.0, "D is clearly above B on plant fit."),
        (0.95, "D is clearly above B on plant fit."),
        (
            0.9499,
            "D and B cannot be told apart on plant fit, though D is more likely to be ahead.",
        ),
        (0.6, "D and B cannot be told apart on plant fit, though D is more likely to be ahead."),
        (0.59, "D and B cannot be told apart on plant fit: either may be ahead."),
        (0.5, "D and B cannot be told apart on plant fit: either may be ahead."),
    ],
)
def test_a_pair_is_told_as_far_as_it_is_known(above, said):
    assert pair("D", "B", above, PLANT) == said


@given(st.floats(0.5, 1.0))
def test_clearly_takes_ninety_five_in_a_hundred(above):
    assert ("clearly" in pair("D", "B", above, PLANT)) == (above >= 0.95)
    assert (chances(above) >= "95 in 100") == (above >= 0.95)


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.5, "50 in 100"),
        (0.9499, "94 in 100"),
        (0.95, "95 in 100"),
        (0.99, "99 in 100"),
        (0.9976, "more than 99 in 100"),
        (1.0, "more than 99 in 100"),
    ],
)
def test_a_chance_is_rounded_down(probability, said):
    assert chances(probability) == said


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        ([], ""),
        ([["A"]], ""),
        ([["A", "B"]], "A and B cannot be told apart on plant fit."),
        ([["A", "C", "B"]], "B and C cannot be told apart from A on plant fit."),
        ([["A"], ["B"]], "A is clearly above B on plant fit."),
        (
            [["A"], ["B", "C"]],
            (
                "A is clearly above each of the other ranked candidates on plant fit. "
                "B and C cannot be told apart on plant fit."
            ),
        ),
        (
            [["A", "B"], ["D", "C"], ["E"]],
            "A and B cannot be told apart on plant fit. D and C cannot be told apart either.",
        ),
    ],
)
def test_tiers_are_told_without_naming_a_last_place(tiers, said):
    assert tiers_in_words(tiers, PLANT) == said


def test_a_rank_is_told_with_its_range_only():
    assert rank_range(Estimate(70, 60, 80, 2, 1, 3, 1), 5) == "rank 1 to 3 of 5"
    assert rank_range(Estimate(70, 60, 80, 1, 1, 1, 1), 5) == "rank 1 of 5"
    assert rank_range(Estimate(70, 60, 80), 5) == ""


def test_an_interval_is_told_with_its_estimate():
    assert interval(Estimate(76.53, 66.86, 82.49)) == "77 (67–82)"
    off = EstimateDifference(-9.4, -21.2, 0.3, 0.06)
    assert interval(off, signed=True) == "−9\u00a0(−21\u00a0to\u00a00)"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (
            (12, 0, 0),
            "These questions have no earlier ratings, so they are assumed to be similarly hard.",
        ),
        ((12, 12, 1204), "Question difficulty is based on 1,204 earlier ratings."),
        (
            (12, 3, 40),
            (
                "Question difficulty is based on 40 earlier ratings, which cover 3 of the 12 "
                "items. The others are assumed to be similarly hard."
            ),
        ),
        (
            (12, 1, 1),
            (
                "Question difficulty is based on 1 earlier rating, which covers 1 of the 12 "
                "items. The others are assumed to be similarly hard."
            ),
        ),
    ],
)
def test_what_difficulty_rests_on_is_said(basis, said):
    assert rests_on(DifficultyBasis(*basis)) == said


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ((3,), "Strictness is based on this role's ratings alone."),
        ((3, 3), "Interviewers' strictness is also based on their ratings in other roles."),
        (
            (3, 1, 2),
            (
                "For 1 of 3 interviewers, strictness is also based on their ratings in other "
                "roles. For 2 of 3 interviewers, strictness is also based on their practice."
            ),
        ),
    ],
)
def test_what_strictness_rests_on_is_said(basis, said):
    assert strictness_rests_on(StrictnessBasis(*basis)) == said


def a_linking(link):
    return Linking(
        link, (("R1", "R2"), ("R3",)), (("a", "b"), ("c",)), np.array([0, 0, 1], dtype=np.int64)
    )


CODES = {"a": "C-01", "b": "C-02", "c": "C-03"}
NAMES = {"R1": "Ann", "R2": "Ben", "R3": "Cem"}


def test_panels_that_share_no_candidate_are_named():
    assert panels_in_words(a_linking(PanelLink.RATERS), 1.0, CODES, NAMES) == ""
    assert panels_in_words(a_linking(PanelLink.ITEMS), 0.348, CODES, NAMES) == (
        "2 panels have no candidate in common: Ann and Ben rated C-01 and C-02; Cem rated C-03. "
        "Comparisons between them depend on the questions they share, and on the panels being "
        "about equally strict. The ratings remove 34\u00a0% of the uncertainty about which panel "
        "is stricter."
    )
    assert panels_in_words(a_linking(PanelLink.NOTHING), 0.0, CODES, {}) == (
        "2 panels have no candidate and no question in common: R1 and R2 rated C-01 and C-02; R3 "
        "rated C-03. Comparisons between them depend on the assumption that panels and questions "
        "are alike. The ratings remove 0\u00a0% of the uncertainty about which panel is stricter."
    )


def one_sided(strong, weak):
    """Two candidates rated high on one competency and low on the other, by three raters."""
    ratings = tuple(
        Rated(c, f"R{r}", f"{d}{n}", d, level, c)
        for c in "AB"
        for d, level in ((strong, 4), (weak, 0))
        for n in range(5)
        for r in range(3)
    )
    weights = (
        ("plant", (("execution", 90.0), ("portfolio", 10.0))),
        ("enterprise", (("execution", 10.0), ("portfolio", 90.0))),
    )
    ranks = tuple((p, (("A", 1), ("B", 1))) for p in ("plant", "enterprise"))
    return role_estimates(
        RoleRatings(ratings=ratings, earlier=(), weights=weights, kit=(), ranks=ranks, floor=0.75)
    )


def test_a_sure_mismatch_with_the_brief_is_said_plainly_and_no_other():
    found = one_sided("portfolio", "execution")

    assert mismatch(found, "A", TargetLevel.PLANT) == (
        "Fits an enterprise role clearly better than this plant role: "
        "the mismatch that surfaces in month six."
    )
    assert mismatch(found, "A", TargetLevel.ENTERPRISE) == ""
    assert mismatch(found, "A", None) == ""
