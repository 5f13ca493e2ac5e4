"""How a panel rates: what stands out is found, and what does not is not made up."""

import numpy as np
import pytest

from assessment.measurement.panel import OneLevel, panel_patterns
from assessment.measurement.role import Rated, RoleRatings, role_estimates

ITEMS, PEOPLE, RATERS = 12, 12, ("R1", "R2", "R3")


def simulated(*, strict=0.0, halo=0.0, drift=0.0, seed=1):
    """Levels from ability and answer, and what R1 adds: strictness, a halo, a change over time."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(0, 0.8, PEOPLE)
    rows = []
    for p in range(PEOPLE):
        answer = 2 + ability[p] + chance.normal(0, 0.6, ITEMS)
        for rater in RATERS:
            off = chance.normal(0, halo) + drift * p / PEOPLE - strict if rater == "R1" else 0.0
            level = np.clip(np.rint(answer + off + chance.normal(0, 0.4, ITEMS)), 0, 4)
            rows += [
                Rated(f"C{p:02}", rater, f"q{i}", f"d{i % 2}", int(level[i]), f"C{p:02}.1/q{i}")
                for i in range(ITEMS)
            ]
    return tuple(rows)


def patterns(ratings, days=None):
    weights = (("plant", (("d0", 1.0), ("d1", 1.0))),)
    role = RoleRatings(ratings=ratings, earlier=(), weights=weights, kit=(), ranks=(), floor=0.75)
    when = {(f"C{p:02}", r): 10.0 * p for p in range(PEOPLE) for r in RATERS}
    return panel_patterns(ratings, role_estimates(role), when if days is None else days, RATERS)


def test_a_usual_panel_has_nothing_that_stands_out():
    found = patterns(simulated())

    for rater in found.raters:
        assert rater.severity.low < 0 < rater.severity.high
        assert rater.halo.low <= 0
        assert not rater.drift.clear
        assert rater.one_level == ()


def test_a_strict_rater_is_found_with_how_much():
    first, *others = patterns(simulated(strict=0.9)).raters

    assert first.severity.low > 0.3
    assert first.severity.value == pytest.approx(0.6, abs=0.2)  # against the mean of all three
    assert all(o.severity.value < 0 for o in others)
    assert sum(r.severity.value for r in (first, *others)) == pytest.approx(0, abs=1e-9)


def test_a_halo_is_found_and_only_with_whom_it_is():
    first, *others = patterns(simulated(halo=0.9)).raters

    assert first.halo.low > 0
    assert first.halo.value > max(o.halo.value for o in others)


def test_drift_is_found_with_its_direction():
    first, *_ = patterns(simulated(drift=2.0)).raters

    assert first.drift.clear
    assert 0.1 < first.drift.value < 1.0  # 2 levels over 110 days, less what others make of it


def test_levels_are_counted_and_colleagues_share_candidates():
    ratings = simulated()
    found = patterns(ratings)

    for rater in found.raters:
        own = [r.level for r in ratings if r.rater == rater.rater]
        assert rater.levels == tuple(own.count(level) for level in range(5))
        assert rater.candidates == PEOPLE
    assert found.together == {("R1", "R2"): 12, ("R1", "R3"): 12, ("R2", "R3"): 12}


def test_a_sheet_of_one_level_is_named_from_five_levels_and_four_in_five_on():
    def sheet(candidate, levels):
        return [
            Rated(candidate, "R1", f"q{n}", "d0", level, f"{candidate}.1/q{n}")
            for n, level in enumerate(levels)
        ]

    ratings = (
        *sheet("A", [3, 3, 3, 3, 1]),
        *sheet("B", [3, 3, 3, 1, 1]),
        *sheet("C", [3, 3, 3, 3]),
    )

    (found,) = panel_patterns(ratings, None, {}, ["R1"]).raters

    assert found.one_level == (OneLevel("A", 3, 4, 5),)
    assert (found.severity, found.halo, found.drift) == (None, None, None)


def test_agreement_is_over_answers_that_two_rated():
    def answer(n, *levels):
        return [
            Rated("A", rater, f"q{n}", "d0", level, f"A.1/q{n}")
            for rater, level in zip(RATERS, levels, strict=False)
        ]

    few = (*answer(1, 3, 3), *answer(2, 1, 2), *answer(3, 4), *answer(4, 0, 4))
    (found,) = panel_patterns(few, None, {}, RATERS).agreement

    assert (found.answers, found.same, found.near) == (
        3,
        pytest.approx(1 / 3),
        pytest.approx(2 / 3),
    )
    assert found.alpha is None

    many = tuple(r for n in range(10) for r in answer(n, n % 5, n % 5, (n + n % 2) % 5))
    (found,) = panel_patterns(many, None, {}, RATERS).agreement
    assert found.alpha.low <= found.alpha.value <= found.alpha.high <= 1


def test_without_dates_there_is_no_drift_and_boards_have_no_rater():
    board = Rated("C00", None, "board", "d0", 4, "C00.1/board")
    found = patterns((*simulated(), board), days={})

    assert [r.drift for r in found.raters] == [None] * 3
    assert [r.rater for r in found.raters] == list(RATERS)


def test_the_same_ratings_give_the_same_patterns():
    assert patterns(simulated()) == patterns(simulated())
