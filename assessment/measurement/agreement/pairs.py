"""Quadratically weighted kappa of every two raters, averaged."""

import numpy as np

from assessment.measurement.agreement.subjects import Subjects
from assessment.measurement.arrays import Floats

FEWEST_SHARED = 2
AT_ONCE = 100
MOST_RATERS = 60
"""With more raters the sums of all pairs for all groups take too much memory for an interval."""


def mean_quadratic_kappas(of: Subjects, weights: Floats) -> Floats:
    """One value for each row of `weights`: the mean over pairs with at least two shared subjects.

    Kappa of two raters is 1 - E(x - y)^2 / E'(x - y)^2, where E' pairs every rating of one with
    every rating of the other. Both are sums of squares and products.
    """
    if of.raters > MOST_RATERS:
        return np.full(len(weights), np.nan)
    pieces = _pieces(of)
    parts = np.array_split(weights, max(1, len(weights) // AT_ONCE))
    return np.concatenate([_means(np.tensordot(part, pieces, axes=1)) for part in parts])


def _pieces(of: Subjects) -> Floats:
    """Groups by four by raters by raters: shared subjects, values, squares, products."""
    given = np.zeros((of.subjects, of.raters))
    value = np.zeros((of.subjects, of.raters))
    given[of.subject, of.rater] = 1.0
    value[of.subject, of.rater] = of.value - of.levels.mean()
    found = np.zeros((of.groups, 4, of.raters, of.raters))
    for group in range(of.groups):
        here = of.group == group
        there, x = given[here], value[here]
        found[group] = there.T @ there, x.T @ there, (x * x).T @ there, x.T @ x
    return found


def _means(sums: Floats) -> Floats:
    shared, values, squares, products = sums.transpose(1, 0, 2, 3)
    other = squares.swapaxes(1, 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = (squares + other - 2 * products) / shared
        chance = (squares + other) / shared - 2 * values * values.swapaxes(1, 2) / shared**2
        kappa = 1 - apart / chance
        pairs = np.triu(shared >= FEWEST_SHARED, k=1) & (chance > 1e-12)
        means: Floats = np.where(pairs, kappa, 0.0).sum(axis=(1, 2)) / pairs.sum(axis=(1, 2))
    return means
