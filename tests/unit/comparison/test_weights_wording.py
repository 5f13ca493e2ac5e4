"""Which weights change a shortlist, in words: what is different at the top, and nothing else."""

import pytest

from assessment.comparison.weights_wording import on_the_top, steady, what_it_takes, what_turns
from assessment.measurement.sensitivity import Sensitivity, Top, Turn, WeightChange

CODES = {n: f"C-0{n}" for n in "1234"}


def top(leaders, tier, placed="123"):
    return Top(frozenset(leaders), frozenset(tier), frozenset(placed))


NOW = top("1", "12")


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (top("2", "12"), "C-02 has the highest score"),
        (top("12", "12"), "C-01 and C-02 share the highest score"),
        (top("1", "123"), "C-03 joins the first tier"),
        (top("1", "1"), "C-02 falls clearly behind"),
        (top("1", "12", "1234"), "C-04 can be ranked"),
        (top("1", "124", "1234"), "C-04 joins the first tier"),
        (top("1", "1", "13"), "C-02 can no longer be ranked"),
        (top("2", "2"), "C-02 has the highest score, C-01 falls clearly behind"),
        (top("", "", ""), "nobody can be ranked"),
    ],
)
def test_what_is_otherwise_at_the_top(then, words):
    assert what_turns(Turn(30.0, then), NOW, CODES) == words


def test_the_nearer_of_two_ways_is_said():
    change = WeightChange("execution", 25.0, Turn(5.0, top("2", "12")), Turn(28.0, top("1", "1")))

    assert what_it_takes(change, NOW, CODES) == (
        "Execution at 28 instead of 25: C-02 falls clearly behind."
    )


def test_weights_that_change_nothing_are_named():
    moving = WeightChange("execution", 25.0, None, Turn(28.0, top("1", "1")))
    still = [WeightChange(c, 10.0, None, None) for c in ("portfolio", "breadth")]

    assert steady(Sensitivity(NOW, (moving, *still))) == (
        "No weight of breadth or portfolio from 0 to 100 changes it."
    )
    assert steady(Sensitivity(NOW, (moving,))) == ""
    assert steady(Sensitivity(NOW, tuple(still))).startswith("No single weight changes the top")


def test_the_top_now_is_told_with_its_tier():
    assert on_the_top(NOW, CODES) == (
        "Now C-01 has the highest score, and the first tier is C-01 and C-02."
    )
    many = "abcdefgh"
    assert on_the_top(top(many, many), {name: name for name in many}) == (
        "Now 8 candidates share the highest score, and the first tier has 8 candidates."
    )
    assert on_the_top(top("", "", ""), CODES) == "Nobody can be ranked under these weights yet."
