"""All coefficients of one table, each with its interval and what it rests on."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from assessment.measurement.agreement.alpha import METRICS, alpha, alphas, fleiss_kappas
from assessment.measurement.agreement.intraclass import NAMES, intraclass
from assessment.measurement.agreement.pairs import mean_quadratic_kappas
from assessment.measurement.agreement.subjects import SEED, Subjects, bootstrap_weights
from assessment.measurement.arrays import Floats

STATISTICS = (
    *(f"alpha_{metric}" for metric in METRICS),
    *NAMES,
    "fleiss_kappa",
    "mean_quadratic_kappa",
)
SAMPLES = 1_000
FEWEST_SUBJECTS = 3
"""Fewer give no interval: samples of two subjects are mostly the same subject twice."""
CENTRAL = (0.025, 0.975)


class Coefficient(NamedTuple):
    """Missing values say that the table does not allow the statistic or its interval."""

    statistic: str
    value: float
    low: float
    high: float
    n_subjects: int
    n_raters: int


def agreement(of: Subjects, *, samples: int = SAMPLES, seed: int = SEED) -> list[Coefficient]:
    """Every statistic for one set of subjects; raters are taken as they are, subjects resampled.

    Without `samples` there are no intervals.
    """
    if of.subjects < 2 or of.raters < 2:
        return [_missing(name, of) for name in STATISTICS]
    value = {name: found[0] for name, found in _all(of, np.ones((1, of.groups))).items()}
    value |= {f"alpha_{metric}": alpha(of, metric) for metric in METRICS}
    drawn = {}
    if samples and of.subjects >= FEWEST_SUBJECTS:
        drawn = _all(of, bootstrap_weights(of.groups, samples, seed))
    return [
        Coefficient(name, value[name], *_central(drawn.get(name), samples), of.subjects, of.raters)
        for name in STATISTICS
    ]


def _all(of: Subjects, weights: Floats) -> dict[str, Floats]:
    found = {f"alpha_{metric}": values for metric, values in alphas(of, weights).items()}
    found |= intraclass(of, weights)
    others: dict[str, Callable[[Subjects, Floats], Floats]] = {
        "fleiss_kappa": fleiss_kappas,
        "mean_quadratic_kappa": mean_quadratic_kappas,
    }
    return found | {name: make(of, weights) for name, make in others.items()}


def _central(values: Floats | None, samples: int) -> tuple[float, float]:
    """The middle 95 % of the samples in which the statistic exists."""
    known = values[np.isfinite(values)] if values is not None else np.zeros(0)
    if len(known) <= samples // 10:
        return np.nan, np.nan
    low, high = np.quantile(known, CENTRAL)
    return float(low), float(high)


def _missing(name: str, of: Subjects) -> Coefficient:
    return Coefficient(name, np.nan, np.nan, np.nan, of.subjects, of.raters)
