"""Which weights would change a shortlist: found by trying every weight, and nothing else."""

import pandas as pd
import pytest

from assessment.measurement.observations import observations
from assessment.measurement.sensitivity import sensitivity
from assessment.measurement.shortlist import shortlist_estimates

OF = {"a0": "a", "a1": "a", "b0": "b", "b1": "b", "c0": "c"}
WEIGHTS = (("a", 60.0), ("b", 20.0), ("c", 20.0))
LEVELS = {"A": {"a": 4, "b": 0, "c": 2}, "B": {"a": 1, "b": 4, "c": 2}}
"""Levels 0 to 4: with weights 60, 20, 20 A has 70 and B 45."""


def made(levels, leave_out=()):
    rows = [
        {"candidate": c, "rater": r, "item": i, "level": levels[c][OF[i]]}
        for c in levels
        for r in ("R1", "R2")
        for i in OF
        if (c, OF[i]) not in leave_out
    ]
    fitted = shortlist_estimates(observations(pd.DataFrame(rows), dimensions=OF), {})
    values = tuple(
        (c, tuple((k, v / 4) for k, v in of.items() if (c, k) not in leave_out))
        for c, of in levels.items()
    )
    return fitted, values


@pytest.fixture(scope="module")
def two():
    return sensitivity(*_before(made(LEVELS)))


def _before(built, weights=WEIGHTS, floor=0.75):
    fitted, values = built
    return fitted, weights, values, floor


def of(found, competency):
    return next(c for c in found.changes if c.competency == competency)


def leader(weights, levels=LEVELS):
    """By hand: the highest weighted mean."""
    scores = {
        c: sum(weights[k] * v for k, v in has.items()) / sum(weights.values())
        for c, has in levels.items()
    }
    return {c for c, s in scores.items() if s >= max(scores.values()) - 1e-9}


def test_the_top_is_who_leads_and_who_cannot_be_told_from_the_best(two):
    assert two.top.leaders == {"A"}
    assert "A" in two.top.tier
    assert two.top.placed == {"A", "B"}


def test_nothing_changes_before_the_weight_that_is_named(two):
    """The leader at the named weight, and one point nearer to today's, worked out by hand."""
    lower = of(two, "a").lower
    assert lower
    for weight in range(int(lower.weight) + 1, 60):
        assert leader({"a": weight, "b": 20, "c": 20}) == {"A"}
    lowest = next(w for w in range(59, -1, -1) if leader({"a": w, "b": 20, "c": 20}) != {"A"})
    assert lower.weight >= lowest  # the first tier may have changed earlier
    if lower.weight == lowest:
        assert lower.top.leaders == leader({"a": lowest, "b": 20, "c": 20})


def test_more_of_what_favours_the_leader_changes_no_leader(two):
    higher = of(two, "a").higher
    assert higher is None or higher.top.leaders == {"A"}


def test_what_both_answered_alike_turns_nobody_s_score(two):
    change = of(two, "c")
    for turn in (change.lower, change.higher):
        assert turn is None or turn.top.leaders == {"A"}


def test_the_smallest_change_comes_first(two):
    sizes = [c.smallest for c in two.changes]
    assert sizes == sorted(sizes)
    assert two.changes[0].competency in {"a", "b"}


def test_a_weight_can_make_somebody_provisional():
    """B was not asked c, which is 20 of 100 now: from 27 of 107 on, coverage is below 0.75."""
    found = sensitivity(*_before(made(LEVELS, leave_out={("B", "c")})))
    higher = of(found, "c").higher

    assert found.top.placed == {"A", "B"}
    assert higher.weight <= 27
    heavier = sensitivity(
        *_before(
            made(LEVELS, leave_out={("B", "c")}), weights=(("a", 60.0), ("b", 20.0), ("c", 27.0))
        )
    )
    assert heavier.top.placed == {"A"}


@pytest.mark.parametrize("weights", [(60, 20, 20), (5, 90, 5), (33, 33, 34), (0, 1, 3)])
def test_the_first_tier_is_that_of_a_profile_with_the_same_weights(weights):
    levels = LEVELS | {"C": {"a": 3, "b": 2, "c": 4}, "D": {"a": 0, "b": 1, "c": 0}}
    fitted, values = made(levels, leave_out={("C", "b")})
    named = tuple(zip("abc", map(float, weights), strict=True))
    table = fitted.under(dict(named), floor=0.5).table

    top = sensitivity(fitted, named, values, 0.5).top
    assert top.tier == set(table.loc[table["tier"] == 1, "candidate"])
    assert top.placed == set(table.loc[~table["provisional"], "candidate"])


def test_nobody_placed_is_no_top():
    found = sensitivity(*_before(made(LEVELS), floor=1.1))

    assert found.top.leaders == found.top.tier == found.top.placed == frozenset()
    assert all(c.smallest == float("inf") for c in found.changes)


def test_equal_scores_lead_together():
    same = {"A": LEVELS["A"], "B": LEVELS["A"]}
    found = sensitivity(*_before(made(same)))

    assert found.top.leaders == found.top.tier == {"A", "B"}


def test_weights_need_not_add_up_to_a_hundred():
    doubled = tuple((c, 2 * w) for c, w in WEIGHTS)
    built = made(LEVELS)

    assert sensitivity(*_before(built, weights=doubled)) == sensitivity(*_before(built))


def test_a_profile_and_the_same_weights_by_hand_give_the_same_table():
    rows = [
        {"candidate": c, "rater": "R1", "item": i, "level": LEVELS[c][OF[i]]}
        for c in LEVELS
        for i in OF
    ]
    data = observations(pd.DataFrame(rows), dimensions=OF)
    fitted = shortlist_estimates(data, {"p": dict(WEIGHTS)})

    pd.testing.assert_frame_equal(fitted.under(dict(WEIGHTS)).table, fitted.profiles["p"].table)
