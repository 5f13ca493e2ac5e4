"""How well the ratings of each rater, item and candidate fit the model.

Infit and outfit are mean squared residuals over their expectation: near 1 as expected, above 1 more
erratic, below 1 more even than chance would have it. Residuals are averaged over what is not known
of the ability, and the answer effect is integrated out; otherwise both would be too small.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from assessment.measurement.arrays import Floats, Ints
from assessment.measurement.model import Posterior

_NODES = np.sqrt(3.0) * np.array([-1.0, 0.0, 1.0])
_SHARES = np.array([1.0, 4.0, 1.0]) / 6
AT_ONCE = 50_000
FEW = 100
"""Below this many ratings the mean squares scatter too much for fixed limits; read the z."""


class FitTable(NamedTuple):
    """One number for each rater, item or candidate."""

    ratings: Ints
    infit: Floats
    outfit: Floats
    infit_z: Floats
    """Roughly standard normal where all is well (Wilson and Hilferty)."""


@dataclass(frozen=True, slots=True)
class FitStatistics:
    raters: FitTable
    items: FitTable
    candidates: FitTable
    residual: Floats
    """Of each rating, in standard deviations."""
    deviation: Floats
    """Of each rating, in levels: what was given less what was expected."""


class _Sums(NamedTuple):
    square: Floats
    variance: Floats
    ratio: Floats
    kurtosis: Floats
    residual: Floats
    deviation: Floats


def fit_statistics(posterior: Posterior) -> FitStatistics:
    data = posterior.data
    parts = [
        _of_ratings(posterior, slice(low, low + AT_ONCE)) for low in range(0, len(data), AT_ONCE)
    ]
    sums = _Sums(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    known = data.rater >= 0
    of_raters = _Sums(*(column[known] for column in sums))
    return FitStatistics(
        raters=_fit(of_raters, data.rater[known], len(data.raters)),
        items=_fit(sums, data.item, len(data.items)),
        candidates=_fit(sums, data.candidate, len(data.candidates)),
        residual=sums.residual,
        deviation=sums.deviation,
    )


def _of_ratings(posterior: Posterior, which: slice) -> _Sums:
    """Squared residuals and their expectations, averaged over the ability's posterior."""
    data = posterior.data
    person, item, level = data.candidate[which], data.item[which], data.level[which]
    dimension = data.item_dimension[item]
    severity = np.append(posterior.severity, 0.0)[data.rater[which]]
    eta = posterior.ability[person, dimension] - severity
    doubt = np.sqrt(posterior.conditional[person, dimension, dimension])
    weights = np.exp(-np.cumsum(posterior.thresholds, axis=1))[item]
    total = [np.zeros(len(level)) for _ in range(5)]
    for node, share in zip(_NODES, _SHARES, strict=True):
        mean, variance, fourth = _marginal(eta + node * doubt, weights, posterior.answer_sd)
        off = level - mean
        parts = (off**2, variance, off**2 / variance, fourth - variance**2, off)
        for n, part in enumerate(parts):
            total[n] += share * part
    square, expected, ratio, kurtosis, off = total
    return _Sums(square, expected, ratio, kurtosis, off / np.sqrt(expected), off)


def _marginal(eta: Floats, weights: Floats, answer_sd: float) -> tuple[Floats, Floats, Floats]:
    """Mean, variance and fourth central moment of the level, the answer effect integrated out."""
    nodes, shares = (_NODES * answer_sd, _SHARES) if answer_sd else (np.zeros(1), np.ones(1))
    levels = np.arange(weights.shape[1] + 1)
    chance = np.zeros((len(eta), len(levels)))
    for node, share in zip(nodes, shares, strict=True):
        base = np.exp(np.clip(eta + node, -25, 25))
        odds = np.ones((len(eta), len(levels)))
        odds[:, 1:] = base[:, None] ** levels[1:] * weights
        chance += share * odds / odds.sum(axis=1, keepdims=True)
    mean = chance @ levels
    off = levels - mean[:, None]
    return mean, (chance * off**2).sum(axis=1), (chance * off**4).sum(axis=1)


def _fit(sums: _Sums, place: Ints, size: int) -> FitTable:
    count = np.bincount(place, minlength=size)

    def total(values: Floats) -> Floats:
        found: Floats = np.bincount(place, weights=values, minlength=size).astype(float)
        return found

    with np.errstate(invalid="ignore", divide="ignore"):
        expected = total(sums.variance)
        infit = total(sums.square) / expected
        spread = np.sqrt(total(sums.kurtosis)) / expected
        z = (np.cbrt(infit) - 1) * 3 / spread + spread / 3
        return FitTable(count, infit, total(sums.ratio) / count, z)
