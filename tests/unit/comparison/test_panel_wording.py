"""What is said of a rater describes; who should sit with whom is said with the reason."""

import pytest

from assessment.comparison.panel_wording import (
    halo_and_drift,
    levels_apart,
    levels_used,
    seating,
    strictness,
    worth_a_look,
)
from assessment.measurement.panel import OneLevel, Range, RaterPattern

NAMES = {"R1": "Ann", "R2": "Ben", "R3": "Cem", "R4": "Dana"}


def a_pattern(**changed):
    usual = {
        "rater": "R1",
        "candidates": 5,
        "levels": (0, 1, 2, 3, 0),
        "one_level": (),
        "severity": None,
        "halo": None,
        "drift": None,
    }
    return RaterPattern(**(usual | changed))


@pytest.mark.parametrize(
    ("severity", "said"),
    [
        (None, "not known yet"),
        (Range(0.51, 0.32, 0.71), "about 0.5 levels stricter (0.3\u00a0to\u00a00.7)"),
        (Range(-0.37, -0.57, -0.17), "about 0.4 levels more generous (0.2\u00a0to\u00a00.6)"),
        (
            Range(-0.15, -0.35, 0.049),
            "not clearly stricter or more generous (−0.3\u00a0to\u00a00.0\u00a0levels)",
        ),
    ],
)
def test_strictness_is_told_as_far_as_it_is_known(severity, said):
    assert strictness(severity) == said


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ((0, 0, 0, 0, 0), "none yet"),
        ((0, 0, 4, 0, 0), "level 3"),
        ((1, 0, 4, 0, 2), "levels 1 to 5"),
    ],
)
def test_the_range_of_levels_is_told(levels, said):
    assert levels_used(levels) == said


def test_only_what_is_clear_is_worth_a_look():
    unclear = a_pattern(halo=Range(0.1, -0.1, 0.3), drift=Range(0.2, -0.1, 0.5))
    assert worth_a_look(unclear, {}) == []
    assert worth_a_look(a_pattern(halo=Range(-0.1, -0.2, -0.05)), {}) == []

    clear = a_pattern(
        one_level=(OneLevel("a", 3, 9, 11),),
        halo=Range(0.3, 0.1, 0.5),
        drift=Range(-0.4, -0.7, -0.1),
    )
    assert worth_a_look(clear, {"a": "C-01"}) == [
        "C-01: level 4 on 9 of 11 questions.",
        "A candidate's levels move together more than the answers explain (halo).",
        "Became stricter over time.",
    ]


def test_halo_and_drift_come_with_their_intervals():
    found = a_pattern(halo=Range(-0.073, -0.111, 0.004), drift=Range(0.45, -2.07, 2.96))
    assert halo_and_drift(found) == (
        "halo −0.07\u00a0(−0.11\u00a0to\u00a00.00) · drift "
        "+0.5\u00a0(−2.1\u00a0to\u00a0+3.0) levels a month"
    )
    assert halo_and_drift(a_pattern()) == "too few candidates for halo and drift"


@pytest.mark.parametrize(
    ("together", "load", "said"),
    [
        (
            {},
            {"R1": 3},
            (
                "One interviewer so far. A second one in the next interview will show how strict "
                "each is."
            ),
        ),
        (
            {("R1", "R2"): 1},
            {"R1": 1, "R2": 1},
            (
                "Every pair of interviewers has at least 1 candidate in common, so their levels "
                "can be compared. No change is needed."
            ),
        ),
        (
            {("R1", "R2"): 2, ("R1", "R3"): 0, ("R2", "R3"): 3},
            {"R1": 2, "R2": 5, "R3": 3},
            (
                "Ann and Cem have no candidates in common and are only compared through others. "
                "One interview together would make the comparison more reliable."
            ),
        ),
        (
            {
                ("R1", "R2"): 2,
                ("R1", "R3"): 0,
                ("R1", "R4"): 0,
                ("R2", "R3"): 0,
                ("R2", "R4"): 0,
                ("R3", "R4"): 1,
            },
            {"R1": 2, "R2": 3, "R3": 1, "R4": 2},
            (
                "Ben and Dana have no candidates in common, directly or through others. "
                "Put them in the next interview together, so that their levels can be compared."
            ),
        ),
    ],
)
def test_who_sits_with_whom_keeps_the_panel_linked(together, load, said):
    assert seating(together, NAMES, load) == said


@pytest.mark.parametrize(
    ("size", "low", "high", "shown"),
    [
        (0.42, 0.21, 0.63, ("0.4 levels", "0.2\u00a0to\u00a00.6")),
        (0.18, 0.04, 0.32, ("0.18 levels", "0.04\u00a0to\u00a00.32")),
        (0.018, 0.004, 0.032, ("0.018 levels", "0.004\u00a0to\u00a00.032")),
    ],
)
def test_a_difference_that_is_sure_is_not_shown_to_begin_at_zero(size, low, high, shown):
    assert levels_apart(size, low, high) == shown
