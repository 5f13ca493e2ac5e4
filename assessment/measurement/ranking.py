"""Who is above whom, from joint draws: probabilities, ranges of ranks, and tiers."""

import numpy as np

from assessment.measurement.arrays import Floats, Ints

SURE = 0.95
"""From this probability on, the first of a tier is above somebody."""


def above(draws: Floats) -> Floats:
    """P(row above column) for every pair; `draws` has one column for each candidate."""
    people = draws.shape[1]
    found = np.full((people, people), 0.5)
    for n in range(people):
        found[n] = _above(draws, n)
    return found


def _above(draws: Floats, first: int) -> Floats:
    """The share of draws in which `first` is above each; equals count half."""
    own = draws[:, [first]]
    share: Floats = (own > draws).mean(axis=0) + (own == draws).mean(axis=0) / 2
    return share


def rank_ranges(draws: Floats) -> tuple[Ints, Ints]:
    """The best and the worst rank of each candidate's central 95 % of draws."""
    order = np.argsort(-draws, axis=1, kind="stable")
    ranks = np.empty(draws.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.arange(1, draws.shape[1] + 1)[None], axis=1)
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="inverted_cdf")
    return low.astype(np.int64), high.astype(np.int64)


def ranks(estimates: Floats) -> Ints:
    """1 for the highest; equals share the better rank."""
    ordered = np.sort(-estimates)
    places: Ints = np.searchsorted(ordered, -estimates, side="left").astype(np.int64) + 1
    return places


def tiers(estimates: Floats, draws: Floats) -> Ints:
    """1 for the first tier, and so on.

    A tier starts with the best remaining estimate and holds everyone of whom the data cannot tell
    with 95 % probability that its first is above them.
    """
    found = np.zeros(len(estimates), dtype=np.int64)
    tier = 0
    while (found == 0).any():
        tier += 1
        left = np.flatnonzero(found == 0)
        first = left[np.argmax(estimates[left])]
        tied = _above(draws[:, left], int(np.searchsorted(left, first))) < SURE
        found[left[tied]] = tier
        found[first] = tier
    return found


def order_share(estimates: Floats, draws: Floats) -> float:
    """The share of draws in which the whole order is the one that the estimates show."""
    order = np.argsort(-estimates, kind="stable")
    return float((np.diff(draws[:, order], axis=1) <= 0).all(axis=1).mean())
