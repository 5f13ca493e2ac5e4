"""What would settle it: the question that the two candidates' difference depends on most."""

import numpy as np
import pandas as pd
import pytest

from assessment.measurement.observations import observations
from assessment.measurement.settling import Unasked, settling
from assessment.measurement.shortlist import shortlist_estimates

EQUALLY = {"known": 50.0, "dark": 50.0}
ASKED = [Unasked("k9", "known"), Unasked("x9", "dark"), Unasked("x8", "dark")]


def heard(items, *, raters=("R1", "R2"), candidates="ABC"):
    """Every candidate's level 2 or 3 on each item; `items` maps an item to its competency."""
    rows = [
        {"candidate": c, "rater": r, "item": i, "level": 2 + (n + len(i)) % 2}
        for n, c in enumerate(candidates)
        for r in raters
        for i in items
    ]
    return observations(pd.DataFrame(rows), dimensions=items)


def fitted(items, weights=EQUALLY, **how):
    return shortlist_estimates(heard(items, **how), {"p": weights})


MUCH_OF_ONE = {f"k{n}": "known" for n in range(6)} | {"x0": "dark"}


def settled(made, weights=EQUALLY, questions=ASKED, pair=("A", "B"), difference=(3.0, 5.0)):
    return settling(made, weights, pair, difference, questions, raters=2)


def test_the_competency_that_little_was_heard_on_is_asked_first():
    found = settled(fitted(MUCH_OF_ONE))

    assert [name for name, _ in found.questions][:2] == ["x9", "x8"]
    left = [share for _, share in found.questions]
    assert 1 > left[0] > left[1] > left[2] > 0
    assert found.left == left[-1]


def test_a_second_question_of_the_same_competency_is_worth_less():
    found = settled(fitted(MUCH_OF_ONE))
    shares = np.square([1.0, *(share for _, share in found.questions)])
    first, second, _ = -np.diff(shares)

    assert first > second > 0


def test_a_competency_that_nobody_was_rated_in_comes_before_a_known_one():
    known = {f"k{n}": "known" for n in range(6)}
    found = settled(fitted(known, {"known": 50.0}))

    assert found.questions[0][0] == "x9"


def test_what_does_not_weigh_and_tells_nothing_else_is_worth_least():
    weights = {"known": 100.0, "dark": 0.0}
    found = settled(fitted(MUCH_OF_ONE, weights), weights)

    assert found.questions[0][0] == "k9"


def test_of_equal_questions_the_first_is_taken_and_the_pair_may_be_named_either_way():
    made = fitted(MUCH_OF_ONE)
    swapped = [ASKED[2], ASKED[1], ASKED[0]]

    assert settled(made).questions[0][0] == "x9"
    assert settled(made, questions=swapped).questions[0][0] == "x8"
    turned = settled(made, pair=("B", "A"), difference=(-3.0, 5.0))
    assert [n for n, _ in turned.questions] == [n for n, _ in settled(made).questions]
    assert turned.told_apart == pytest.approx(settled(made).told_apart)


def test_without_a_question_nothing_changes():
    found = settled(fitted(MUCH_OF_ONE), questions=[])

    assert (found.questions, found.left) == ((), 1.0)
    assert found.told_apart == 0.0  # 3 points with an s.d. of 5 are not clear
    assert settled(fitted(MUCH_OF_ONE), questions=[], difference=(9.0, 5.0)).told_apart == 1.0


def test_what_is_promised_is_what_asking_brings():
    """Refitted with the question asked, the s.d. is about as small as foretold."""
    before = fitted(MUCH_OF_ONE)
    after = fitted(MUCH_OF_ONE | {"x9": "dark"})

    def sd(made):
        draws = made.competencies.spread.mean(axis=2)  # both competencies weigh alike
        return (draws[:, 0] - draws[:, 1]).std()

    foretold = settled(before, questions=[ASKED[1]]).left
    assert sd(after) / sd(before) == pytest.approx(foretold, abs=0.06)


def test_how_probable_a_clear_difference_is_follows_the_formula():
    made = fitted(MUCH_OF_ONE)
    found = settled(made, difference=(6.0, 5.0))
    chance = np.random.default_rng(1)
    moved = chance.normal(6.0, 5 * np.sqrt(1 - found.left**2), 200_000)
    clear = np.abs(moved) >= 1.6448536 * 5 * found.left

    assert found.told_apart == pytest.approx(clear.mean(), abs=0.005)
