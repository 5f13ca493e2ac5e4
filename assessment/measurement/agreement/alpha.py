"""Krippendorff's alpha and Fleiss' kappa: agreement in categories, corrected for chance."""

from typing import Literal

import krippendorff
import numpy as np

from assessment.measurement.agreement.subjects import Subjects
from assessment.measurement.arrays import Floats

Metric = Literal["nominal", "ordinal", "interval"]
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")


def alpha(of: Subjects, metric: Metric) -> float:
    """Of the whole table; missing where nobody could have disagreed."""
    if len(of.levels) < 2:
        return np.nan
    counts = of.by_category()
    return float(
        krippendorff.alpha(value_counts=counts, value_domain=of.levels, level_of_measurement=metric)
    )


def alphas(of: Subjects, weights: Floats) -> dict[str, Floats]:
    """For each metric, one value for each row of `weights`, which counts groups of subjects."""
    counts, total = of.by_category(), of.counts
    size = len(of.levels)
    pairs = np.einsum("sa,sb->sab", counts, counts / (total - 1)[:, None])
    own = np.arange(size)
    pairs[:, own, own] -= counts / (total - 1)[:, None]
    coincidence = (weights @ of.per_group(pairs)).reshape(len(weights), size, size)
    margin = coincidence.sum(axis=2)
    everything = margin.sum(axis=1)
    found: dict[str, Floats] = {}
    for metric in METRICS:
        distance = _distance(metric, of.levels, margin)
        observed = (coincidence * distance).sum(axis=(1, 2))
        chance = np.einsum("ma,mab,mb->m", margin, distance, margin)
        with np.errstate(invalid="ignore", divide="ignore"):
            found[metric] = 1 - (everything - 1) * observed / chance
    return found


def _distance(metric: Metric, levels: Floats, margin: Floats) -> Floats:
    """Squared distances of every two levels: samples by levels by levels."""
    size = len(levels)
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(size), (len(margin), size, size))
    if metric == "interval":
        apart = (levels[:, None] - levels) ** 2
        return np.broadcast_to(apart, (len(margin), size, size))
    middle = np.cumsum(margin, axis=1) - margin / 2
    ranks: Floats = (middle[:, :, None] - middle[:, None, :]) ** 2
    return ranks


def fleiss_kappas(of: Subjects, weights: Floats) -> Floats:
    """Fleiss' kappa for each row of `weights`; subjects may have different numbers of ratings."""
    counts, total = of.by_category(), of.counts
    agreed = ((counts**2).sum(axis=1) - total) / (total * (total - 1))
    pieces = of.per_group(np.column_stack([agreed, np.ones(of.subjects), counts]))
    sums = weights @ pieces
    share = sums[:, 2:] / sums[:, 2:].sum(axis=1, keepdims=True)
    chance = (share**2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        kappas: Floats = (sums[:, 0] / sums[:, 1] - chance) / (1 - chance)
    return kappas
