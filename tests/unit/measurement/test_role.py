"""The estimates of one role: from plain values, once, and blank where there is nothing to say."""

import numpy as np
import pytest

from assessment.measurement.role import (
    DifficultyBasis,
    Rated,
    RoleRatings,
    StrictnessBasis,
    role_estimates,
)

WEIGHTS = (("plant", (("d0", 80.0), ("d1", 20.0))), ("equal", (("d0", 1.0), ("d1", 1.0))))
RANKS = (("plant", (("A", 1), ("B", 2), ("C", 3))), ("equal", (("A", 1), ("B", 2), ("C", 3))))


def heard(levels, raters=("R1", "R2"), occasion="first"):
    """What each candidate got on q0, q1 and so on from every rater; even questions are d0."""
    return tuple(
        Rated(candidate, rater, f"q{n}", f"d{n % 2}", level, f"{candidate} {occasion}")
        for candidate, row in levels.items()
        for rater in raters
        for n, level in enumerate(row)
    )


THREE = heard({"A": [4, 4, 3, 4, 4, 3], "B": [2, 3, 2, 2, 3, 2], "C": [0, 1, 0, 0, 1, 0]})


def a_role(ratings=THREE, *, earlier=(), kit=(), ranks=RANKS, floor=0.75, **strictness):
    return RoleRatings(
        ratings=ratings,
        earlier=earlier,
        weights=WEIGHTS,
        kit=kit,
        ranks=ranks,
        floor=floor,
        **strictness,
    )


def test_everybody_has_an_estimate_in_its_interval_and_a_rank_in_its_range():
    found = role_estimates(a_role())

    assert found.placed("plant") == ("A", "B", "C")
    for profile in ("plant", "equal"):
        for estimate in found.by_profile[profile].values():
            assert 0 <= estimate.low < estimate.estimate < estimate.high <= 100
            assert estimate.rank_low <= estimate.rank <= estimate.rank_high
    assert [found.by_profile["plant"][c].tier for c in "ABC"] == [1, 2, 3]
    assert found.difference("plant", "A", "C").above > 0.99
    assert found.of("A").keys() == {"plant", "equal"}


NEAR = heard({"A": [4, 4, 3, 4, 4, 3], "B": [3, 3, 3, 3, 3, 3], "C": [3, 2, 2, 3, 2, 3]})


def in_tiers(*withdrawn):
    found = role_estimates(a_role(NEAR, withdrawn=frozenset(withdrawn)))
    return found, [found.by_profile["plant"][c].tier for c in "ABC"]


def test_a_withdrawn_candidate_has_a_rank_and_no_tier():
    found, placed = in_tiers("B")

    assert placed == [1, None, 2]
    assert [found.by_profile["plant"][c].rank for c in "ABC"] == [1, 2, 3]
    assert found.placed("plant") == ("A", "C")
    assert found.ranked("plant") == 3
    assert in_tiers("B", "C")[1] == [None, None, None]
    tried = found.under({"d0": 1.0, "d1": 1.0}, {"A": 1, "B": 2, "C": 3}, 0.75)
    assert tried["B"].tier is None


def test_nobody_is_put_below_another_because_of_somebody_who_has_withdrawn():
    found, everybody = in_tiers()
    assert everybody == [1, 1, 2]
    assert (
        found.difference("plant", "A", "C").above
        >= 0.95
        > found.difference("plant", "B", "C").above
    )

    assert in_tiers("A")[1] == [None, 1, 1]


def test_the_same_ratings_are_fitted_once_and_give_the_same_numbers():
    first = role_estimates(a_role())
    before = role_estimates.cache_info()

    assert role_estimates(a_role()) is first
    assert role_estimates.cache_info().misses == before.misses
    assert role_estimates.__wrapped__(a_role()).by_profile == first.by_profile


@pytest.mark.parametrize("levels", [{}, {"A": [3, 3, 2]}])
def test_fewer_than_two_candidates_have_no_estimate(levels):
    assert role_estimates(a_role(heard(levels))) is None


def test_a_provisional_candidate_has_an_estimate_and_no_rank():
    """C was rated on d1 alone, which is 20 of 100 for the plant."""
    ratings = tuple(r for r in THREE if r.candidate != "C" or r.competency == "d1")
    ranks = (("plant", (("A", 1), ("B", 2))), ("equal", (("A", 1), ("B", 2))))

    found = role_estimates(a_role(ratings, ranks=ranks))

    apart = found.by_profile["plant"]["C"]
    assert apart.low < apart.estimate < apart.high
    assert (apart.rank, apart.rank_low, apart.rank_high, apart.tier) == (None,) * 4
    assert found.placed("plant") == ("A", "B")


def test_nobody_is_placed_alone():
    ranks = (("plant", (("A", 1),)), ("equal", ()))

    found = role_estimates(a_role(ranks=ranks))

    assert found.placed("plant") == ()
    assert {e.rank for e in found.by_profile["plant"].values()} == {None}


def test_without_earlier_ratings_difficulty_rests_on_nothing():
    assert role_estimates(a_role()).basis == DifficultyBasis(items=6, known=0, ratings=0)


def test_earlier_ratings_of_other_questions_are_no_basis():
    other = tuple(r._replace(item=f"other {r.item}") for r in THREE)

    assert role_estimates(a_role(earlier=other)).basis.ratings == 0
    assert role_estimates(a_role(earlier=other)).by_profile == role_estimates(a_role()).by_profile


def test_what_earlier_candidates_found_hard_counts_for_whoever_was_asked_it():
    """A and B answered different questions alike; A's were harder for eight others."""
    ratings = tuple(
        r
        for r in heard({"A": [2] * 6, "B": [2] * 6, "C": [2] * 6})
        if (r.candidate == "A" and r.item in {"q0", "q1"})
        or (r.candidate == "B" and r.item in {"q2", "q3"})
        or (r.candidate == "C" and r.item in {"q4", "q5"})
    )
    chance = np.random.default_rng(7)
    rows = {f"E{n}": [*chance.integers(0, 2, 2), *chance.integers(3, 5, 2), 2, 2] for n in range(8)}
    earlier = heard({c: [int(x) for x in row] for c, row in rows.items()})

    plain, known = role_estimates(a_role(ratings)), role_estimates(a_role(ratings, earlier=earlier))

    assert known.basis == DifficultyBasis(items=6, known=6, ratings=96)
    assert plain.difference("equal", "A", "B").above == pytest.approx(0.5, abs=0.05)
    assert known.difference("equal", "A", "B").above > 0.8


APART = (
    *heard({"A": [3, 3, 2, 3, 2, 3]}, raters=("strict",)),
    *heard({"B": [3, 3, 2, 3, 2, 3]}, raters=("mild",)),
)
"""The same levels from one rater each: who is better depends on who was strict."""
ELSEWHERE = tuple(
    r._replace(item=f"other {r.item}", level=min(4, max(0, r.level + shift)), rater=rater)
    for rater, shift in (("strict", -1), ("mild", 1))
    for r in heard({f"E{n}": [2, 3, 1, 2, 3, 2] for n in range(6)}, raters=(rater,))
)


def test_ratings_in_other_roles_say_who_is_strict_where_that_is_switched_on():
    plain = role_estimates(a_role(APART, earlier=ELSEWHERE))
    known = role_estimates(a_role(APART, earlier=ELSEWHERE, severity_history=True))

    assert plain.strictness == StrictnessBasis(2)
    assert plain.by_profile == role_estimates(a_role(APART)).by_profile
    assert known.strictness == StrictnessBasis(2, history=2)
    assert known.basis == DifficultyBasis(items=6, known=0, ratings=0)
    assert plain.difference("equal", "A", "B").above == pytest.approx(0.5, abs=0.03)
    assert known.difference("equal", "A", "B").above > 0.9


def test_nobody_known_changes_nothing_and_somebody_new_beside_them_has_the_usual_prior():
    strangers = tuple(r._replace(rater=f"new {r.rater}") for r in ELSEWHERE)
    found = role_estimates(a_role(APART, earlier=strangers, severity_history=True))
    one = tuple(r for r in ELSEWHERE if r.rater == "strict") + strangers

    assert found.by_profile == role_estimates(a_role(APART)).by_profile
    assert found.strictness == StrictnessBasis(2)
    mixed = role_estimates(a_role(APART, earlier=one, severity_history=True))
    assert mixed.strictness == StrictnessBasis(2, history=1)
    sd = dict(zip(("mild", "strict"), mixed.fitted.priors.severity_sd, strict=True))
    assert sd["mild"] == 0.5 > sd["strict"]


def test_practice_counts_only_where_history_does_not():
    pairs = (("strict", ((2, 1),) * 16), ("mild", ((2, 3),) * 16), ("nobody here", ((2, 2),)))
    practised = role_estimates(a_role(APART, practice=pairs))
    both = role_estimates(a_role(APART, earlier=ELSEWHERE, severity_history=True, practice=pairs))

    assert practised.strictness == StrictnessBasis(2, practice=2)
    assert 0.7 < practised.difference("equal", "A", "B").above < 0.99
    assert both.strictness == StrictnessBasis(2, history=2)
    known = role_estimates(a_role(APART, earlier=ELSEWHERE, severity_history=True))
    assert both.by_profile == known.by_profile


def test_items_of_the_kit_that_nobody_rated_are_left_out():
    kit = (("q0", 1.0), ("q1", 1.0), ("never asked", 3.0))

    found = role_estimates(a_role(kit=kit))

    assert found.placed("plant") == ("A", "B", "C")


def test_a_board_counts_and_has_no_rater():
    boards = tuple(
        Rated(c, None, "board", "d0", level, f"{c} board") for c, level in (("A", 0), ("B", 4))
    )

    plain, found = role_estimates(a_role()), role_estimates(a_role((*THREE, *boards)))

    before, after = (f.difference("plant", "A", "B").estimate for f in (plain, found))
    assert after < before
    assert found.panels.raters == (("R1", "R2"),)


def test_panels_without_a_common_candidate_are_named():
    apart = (
        *heard({"A": [3, 3], "B": [2, 2]}, raters=("R1",)),
        *heard({"C": [1, 1]}, raters=("R2",)),
    )

    found = role_estimates(a_role(apart))

    assert found.panels.link == "items"
    assert found.panels.candidates == (("A", "B"), ("C",))
    assert 0 <= found.link_strength < 0.9
    assert role_estimates(a_role()).link_strength == 1


def test_all_alike_and_all_extreme_are_finite():
    for level in (0, 2, 4):
        found = role_estimates(a_role(heard({c: [level] * 4 for c in "ABC"})))

        assert [found.by_profile["plant"][c].tier for c in "ABC"] == [1, 1, 1]
        assert all(0 <= e.low <= e.high <= 100 for e in found.by_profile["plant"].values())


def test_more_than_can_be_estimated_at_once_has_no_estimate():
    many = heard({c: [2] * 1_000 for c in "AB"}, raters=("R1",))

    assert role_estimates(a_role(many)) is None
