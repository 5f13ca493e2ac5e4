"""Coefficients of agreement against the tables in print, and against other programs."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from assessment.measurement.agreement import STATISTICS, Subjects, agreement
from assessment.measurement.agreement.alpha import alphas
from assessment.measurement.agreement.pairs import mean_quadratic_kappas
from assessment.measurement.agreement.subjects import MOST_GROUPS

# Shrout, P. E. and Fleiss, J. L. (1979). Intraclass correlations: uses in assessing rater
# reliability. Psychological Bulletin 86, 420-428. Table 2 (data) and Table 4 (coefficients).
SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
# Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin
# 76, 378-382. Table 1: 30 patients, 6 psychiatrists, 5 diagnoses; kappa is .430.
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
# Example C: four observers, twelve units, with gaps.
KRIPPENDORFF = ["123321412...", "1233224125.3", ".3332342251.", "1233244125 1."]
# Brennan, R. L. (2001). Generalizability Theory. Springer. Synthetic data set 1: ten persons,
# twelve items scored 0 or 1; E rho^2 is .844, Phi is .773.
BRENNAN_1 = """
101000000000 111001000000 111110000000 110110010000 111110100000
111011100000 111111100000 111101111100 111111111110 111111111111
"""
# The same, Table 3.2, synthetic data set 4: ten persons, twelve raters, four for each of three
# tasks. Table 6.2 takes them as twelve conditions, with variances .6258, .8840 and 2.7872.
BRENNAN_4 = """
565553456733 937775557752 343353356516 755331435335 929777372753
343533634512 737775575554 585775543211 998866655811 444335655711
"""


def digits(rows):
    return [[int(digit) for digit in row] for row in rows.split()]


def from_matrix(matrix):
    table = np.array(matrix, dtype=float)
    subject, rater = np.nonzero(~np.isnan(table))
    return Subjects.of(subject, rater, table[subject, rater])


def values(of):
    return {row.statistic: row.value for row in agreement(of, samples=0)}


def test_intraclass_correlations_are_those_of_shrout_and_fleiss():
    found = values(from_matrix(SHROUT_FLEISS))

    printed = {
        "ICC(1)": 0.17,
        "ICC(A,1)": 0.29,
        "ICC(C,1)": 0.71,
        "ICC(1,k)": 0.44,
        "ICC(A,k)": 0.62,
        "ICC(C,k)": 0.91,
    }
    assert {name: round(found[name], 2) for name in printed} == printed


def test_intraclass_correlations_follow_from_the_printed_mean_squares():
    # Table 3: between targets 11.24, within 6.26, between judges 32.49, residual 1.02.
    table = np.array(SHROUT_FLEISS, dtype=float)
    off = table - table.mean()
    rows, columns = off.mean(axis=1), off.mean(axis=0)
    between, judges = 4 * (rows**2).sum() / 5, 6 * (columns**2).sum() / 3
    rest = ((off - rows[:, None] - columns) ** 2).sum() / 15
    assert (round(between, 2), round(judges, 2), round(rest, 2)) == (11.24, 32.49, 1.02)

    found = values(from_matrix(table))

    assert found["ICC(A,1)"] == pytest.approx(
        (between - rest) / (between + 3 * rest + 4 * (judges - rest) / 6), abs=1e-12
    )
    assert found["ICC(C,1)"] == pytest.approx((between - rest) / (between + 3 * rest), abs=1e-12)


def test_generalizability_and_dependability_are_those_of_brennan():
    # With random raters ICC(C,k) is E rho^2 and ICC(A,k) is Phi.
    found = values(from_matrix(digits(BRENNAN_1)))

    assert (round(found["ICC(C,k)"], 3), round(found["ICC(A,k)"], 3)) == (0.844, 0.773)


@pytest.mark.parametrize(
    ("table", "printed"),
    [(BRENNAN_1, (0.0574, 0.0754, 0.1269)), (BRENNAN_4, (0.6258, 0.8840, 2.7872))],
)
def test_intraclass_correlations_are_made_of_the_variances_that_brennan_prints(table, printed):
    persons, conditions, rest = printed
    found = values(from_matrix(digits(table)))

    # Each variance is rounded to four digits, which moves a share by less than that over the sum.
    total, same = sum(printed), persons + rest
    assert found["ICC(A,1)"] == pytest.approx(persons / total, abs=0.00005 / total)
    assert found["ICC(C,1)"] == pytest.approx(persons / same, abs=0.00005 / same)
    assert found["ICC(A,k)"] == pytest.approx(
        persons / (persons + (conditions + rest) / 12), abs=0.0002
    )
    assert found["ICC(C,k)"] == pytest.approx(persons / (persons + rest / 12), abs=0.0002)


def test_kappa_is_that_of_fleiss():
    counts = [[int(n) for n in row] for row in FLEISS.split()]
    assert np.array(counts).sum() == 180
    matrix = [np.repeat(np.arange(5), row) for row in counts]

    assert round(values(from_matrix(matrix))["fleiss_kappa"], 3) == 0.430


def test_alphas_are_those_of_krippendorff():
    rows = [[np.nan if c == "." else int(c) for c in row.replace(" ", "")] for row in KRIPPENDORFF]
    width = min(map(len, rows))
    found = values(from_matrix(np.array([row[:width] for row in rows]).T))

    printed = {"alpha_nominal": 0.743, "alpha_ordinal": 0.815, "alpha_interval": 0.849}
    assert {name: round(found[name], 3) for name in printed} == printed


tables = st.integers(0, 10_000).map(
    lambda seed: np.where(
        (chance := np.random.default_rng(seed)).random((9, 4)) < 0.25,
        np.nan,
        np.clip(np.round(chance.normal(3, 1, (9, 1)) + chance.normal(0, 0.8, (9, 4))), 1, 5),
    )
)


@settings(max_examples=40)
@given(tables)
def test_our_sums_give_what_the_library_gives_also_with_gaps(matrix):
    of = from_matrix(matrix)
    ours = alphas(of, np.ones((1, of.groups)))

    for metric, found in ours.items():
        theirs = krippendorff.alpha(matrix.T, level_of_measurement=metric)
        assert found[0] == pytest.approx(theirs, abs=1e-10)


@settings(max_examples=40)
@given(tables)
def test_the_mean_of_quadratic_kappas_is_that_of_the_pairs(matrix):
    matrix = matrix[(~np.isnan(matrix)).sum(axis=1) > 1]
    of = from_matrix(matrix)
    pairs = []
    for one in range(4):
        for other in range(one):
            both = ~np.isnan(matrix[:, one]) & ~np.isnan(matrix[:, other])
            x, y = matrix[both, one].astype(int), matrix[both, other].astype(int)
            if len(x) >= 2 and len(set(x) | set(y)) > 1:
                pairs.append(cohen_kappa_score(x, y, labels=range(1, 6), weights="quadratic"))

    found = mean_quadratic_kappas(of, np.ones((1, of.groups)))[0]

    assert found == pytest.approx(np.mean(pairs), abs=1e-10)


@settings(max_examples=30)
@given(tables)
def test_sums_of_squares_with_gaps_are_those_of_least_squares(matrix):
    matrix = matrix[(~np.isnan(matrix)).sum(axis=1) > 1]
    row, column = np.nonzero(~np.isnan(matrix))
    y = matrix[row, column]
    subjects, raters = np.eye(len(matrix))[row], np.eye(4)[column]

    def rest(design):
        return float(((y - design @ np.linalg.lstsq(design, y)[0]) ** 2).sum())

    both = np.hstack([subjects, raters])
    rank = np.linalg.matrix_rank(both)
    seen = len(set(column.tolist()))
    error = rest(both) / (len(y) - rank)
    subject = (rest(raters) - rest(both) - (rank - seen) * error) / (len(y) - seen)

    found = values(from_matrix(matrix))["ICC(C,1)"]

    assert found == pytest.approx(subject / (subject + error), abs=1e-9)


@settings(max_examples=20)
@given(tables)
def test_names_and_the_order_of_rows_change_nothing(matrix):
    row, column = np.nonzero(~np.isnan(matrix))
    y = matrix[row, column]
    turned = np.random.default_rng(1).permutation(len(y))

    one = values(Subjects.of(row, column, y))
    other = values(Subjects.of(90 - 7 * row[turned], 40 - column[turned], y[turned]))

    for name, value in one.items():
        assert other[name] == pytest.approx(value, abs=1e-10, nan_ok=True)


@settings(max_examples=20)
@given(tables, st.integers(-3, 3))
def test_moving_all_levels_changes_nothing(matrix, by):
    one, other = values(from_matrix(matrix)), values(from_matrix(matrix + by))

    for name, value in one.items():
        assert other[name] == pytest.approx(value, abs=1e-9, nan_ok=True)


def test_intervals_hold_the_value_and_are_always_the_same():
    of = from_matrix(
        np.random.default_rng(2).integers(1, 6, (40, 1))
        + np.zeros((40, 3))
        + np.random.default_rng(3).integers(0, 2, (40, 3))
    )

    one, again = agreement(of), agreement(of)

    assert one == again
    assert [row.statistic for row in one] == list(STATISTICS)
    for row in one:
        assert row.low < row.value < row.high
        assert (row.n_subjects, row.n_raters) == (40, 3)


def test_many_subjects_are_drawn_in_groups_with_an_interval_as_wide_as_one_by_one(monkeypatch):
    chance = np.random.default_rng(4)
    matrix = np.round(chance.normal(3, 1, (3000, 1)) + chance.normal(0, 0.8, (3000, 3)))
    in_groups = from_matrix(matrix)
    assert in_groups.groups == MOST_GROUPS
    monkeypatch.setattr("assessment.measurement.agreement.subjects.MOST_GROUPS", 10_000)
    one_by_one = from_matrix(matrix)
    assert one_by_one.groups == 3000

    for grouped, single in zip(
        agreement(in_groups), agreement(one_by_one, samples=300), strict=True
    ):
        assert grouped.value == pytest.approx(single.value, abs=1e-12)
        assert grouped.high - grouped.low == pytest.approx(single.high - single.low, rel=0.25)


@pytest.mark.parametrize(
    "matrix",
    [[[3, 3], [3, 3], [3, 3]], [[1, np.nan], [np.nan, 2]], [[1, 2]]],
    ids=["one level", "nobody shared", "one subject"],
)
def test_what_a_table_does_not_allow_is_missing(matrix):
    found = agreement(from_matrix(matrix))

    assert len(found) == len(STATISTICS)
    assert np.isnan([row.value for row in found]).all()


def test_two_subjects_have_values_without_intervals():
    found = {row.statistic: row for row in agreement(from_matrix([[1, 2], [4, 5]]))}

    assert found["alpha_interval"].value > 0.5
    assert np.isnan(found["alpha_interval"].low)
