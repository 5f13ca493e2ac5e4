"""Published selections come out as printed, and small or odd ones say what they are."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import proportions_ztest

from assessment.fairness.impact import impact

LIEUTENANT = {"White": (43, 25), "Black": (19, 6), "Hispanic": (15, 3)}
CAPTAIN = {"White": (25, 16), "Black": (8, 3), "Hispanic": (8, 3)}


def by_name(counts):
    return {each.group: each for each in impact(counts)}


@pytest.mark.parametrize(
    ("counts", "group", "rate", "ratio"),
    [
        (LIEUTENANT, "White", "58.1", "1.00"),
        (LIEUTENANT, "Black", "31.6", "0.54"),
        (LIEUTENANT, "Hispanic", "20.0", "0.34"),
        (CAPTAIN, "White", "64.0", "1.00"),
        (CAPTAIN, "Black", "37.5", "0.59"),
        (CAPTAIN, "Hispanic", "37.5", "0.59"),
    ],
)
def test_ricci_v_destefano_as_printed(counts, group, rate, ratio):
    """557 U.S. 557 (2009): pass rates and ratios of the two examinations, in the opinion."""
    found = by_name(counts)[group]

    assert f"{100 * found.rate:.1f}" == rate
    assert f"{found.ratio:.2f}" == ratio
    assert found.below_four_fifths == (group != "White")


def test_connecticut_v_teal_as_printed():
    """457 U.S. 440 (1982), note 4: 54.17 and 79.54 percent, about 68 percent of the rate."""
    found = by_name({"black": (48, 26), "white": (259, 206)})

    assert f"{100 * found['black'].rate:.2f}" == "54.17"
    assert f"{100 * found['white'].rate:.2f}" == "79.54"
    assert f"{found['black'].ratio:.2f}" == "0.68"
    assert found["black"].beyond_two_deviations


def test_a_ratio_of_exactly_four_fifths_is_not_below():
    found = by_name({"a": (10, 5), "b": (10, 4)})

    assert found["b"].ratio == 0.8
    assert not found["b"].below_four_fifths


def test_one_more_chosen_may_turn_the_flag():
    found = by_name({"a": (10, 5), "b": (10, 3), "c": (10, 2)})

    assert found["b"].turned_by_one
    assert not found["c"].turned_by_one
    assert found["c"].below_four_fifths


def test_a_group_that_is_too_small_is_not_the_measure_of_the_others():
    found = by_name({"a": (100, 50), "b": (100, 45), "c": (1, 1), "d": (4, 4)})

    assert found["a"].compared_with == found["b"].compared_with == "a"
    assert [name for name in "abcd" if found[name].too_small] == ["c", "d"]
    assert found["c"].ratio == 2


def test_a_group_under_two_hundredths_of_all_is_too_small():
    found = by_name({"a": (490, 200), "b": (9, 3), "c": (11, 4)})

    assert [name for name in "abc" if found[name].too_small] == ["b"]


def test_where_every_group_is_small_the_highest_rate_is_the_measure():
    found = by_name({"a": (3, 2), "b": (3, 1)})

    assert (found["b"].compared_with, found["b"].ratio) == ("a", 0.5)
    assert found["a"].too_small
    assert found["b"].too_small


def test_where_nobody_is_chosen_there_is_no_ratio():
    found = by_name({"a": (10, 0), "b": (12, 0)})

    assert all(isnan(each.ratio) and not each.below_four_fifths for each in found.values())
    assert isnan(found["a"].z)
    assert found["a"].fisher_p == 1


def test_no_group_gives_nothing():
    assert impact({}) == []


GROUPS = st.integers(5, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(st.lists(GROUPS, min_size=2, max_size=2))
def test_chance_is_what_the_libraries_say(pair):
    counts = dict(zip("ab", pair, strict=True))
    for each in impact(counts):
        if each.group == each.compared_with:
            assert isnan(each.z)
            assert isnan(each.fisher_p)
            continue
        other = counts[each.compared_with]
        rows = [[each.chosen, each.people - each.chosen], [other[1], other[0] - other[1]]]
        assert each.fisher_p == fisher_exact(rows).pvalue
        if 0 < each.chosen + other[1] < each.people + other[0]:
            z, _ = proportions_ztest([each.chosen, other[1]], [each.people, other[0]])
            assert each.z == pytest.approx(z, rel=1e-12)
