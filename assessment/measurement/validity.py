"""Local validity: how well a competency's interview value agrees with how hires turned out.

Only hired people have outcomes. They were chosen for high values, so their values spread less than
those of all candidates, and a correlation among them understates what it would be among all (range
restriction; Sackett and Yang 2000, Journal of Applied Psychology 85). Nothing is corrected here:
the share of the spread that is left is given beside the correlation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FEWEST = 20
"""Hires below which nothing is said.

With 20, a correlation of 0.45 is the first to have a 95 % interval above zero (0.01 to 0.74). That
is about what a structured interview reaches (0.42 in Sackett and others 2022, Journal of Applied
Psychology 107), so with fewer hires a good interview could not be told from a useless one.
"""
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Of one competency."""

    hires: int
    """Those with both a value and an outcome."""
    correlation: float | None
    """Pearson's, from -1 to 1; None below FEWEST, or where all values or all outcomes are equal."""
    low: float | None
    high: float | None
    """The 95 % interval by Fisher's z; None where there is no correlation."""
    spread: float | None
    """Standard deviation of the hires' values as a share of all candidates'; None if unknown."""

    @property
    def missing(self) -> int:
        """How many hires are still needed before anything is said."""
        return max(0, FEWEST - self.hires)


def validity(pairs: Sequence[tuple[float, float]], everybody: Sequence[float]) -> Validity:
    """The agreement of interview values and outcomes over `pairs`, one for each hire.

    `everybody` are the interview values of all candidates, hired or not, from 0 to 1.
    """
    # Imported here: a start would wait for it, and the page is seldom opened.
    from scipy.stats import pearsonr  # noqa: PLC0415

    values, outcomes = (np.array([p[n] for p in pairs], dtype=float) for n in (0, 1))
    few = len(pairs) < FEWEST
    if few or np.ptp(values) == 0 or np.ptp(outcomes) == 0:
        spread = None if few else _spread(values, everybody)
        return Validity(hires=len(pairs), correlation=None, low=None, high=None, spread=spread)
    found = pearsonr(values, outcomes)
    within = found.confidence_interval(CONFIDENCE)  # by Fisher's z
    return Validity(
        hires=len(pairs),
        correlation=float(found.statistic),
        low=float(within.low),
        high=float(within.high),
        spread=_spread(values, everybody),
    )


def _spread(hired: "np.typing.NDArray[np.float64]", everybody: Sequence[float]) -> float | None:
    if len(everybody) < 2 or np.ptp(everybody) == 0:
        return None
    return float(np.std(hired, ddof=1) / np.std(everybody, ddof=1))
