"""What level to expect of an ability: the way from logits back to the rubric's scale."""

from dataclasses import dataclass

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.model import Posterior

_NODES = np.sqrt(3.0) * np.array([-1.0, 0.0, 1.0])
_SHARES = np.array([1.0, 4.0, 1.0]) / 6
"""Three-point quadrature for a standard normal effect."""
Z = 1.959963984540054
FURTHEST = 300.0
"""Beyond this many logits, over the number of steps, a level is certain."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The level from 0 to the number of steps that an ability leads to, answers varying."""

    level: Floats
    slope: Floats
    """The change of the level for one logit."""
    by_step: Floats
    """The change for one logit of each threshold, with its sign turned; steps in the last place."""


def expected(ability: Floats, thresholds: Floats, answer_sd: float) -> Expected:
    """For every ability against the thresholds of one item."""
    nodes, shares = (_NODES * answer_sd, _SHARES) if answer_sd else (np.zeros(1), np.ones(1))
    powers = _powers(ability[..., None] + nodes, thresholds)
    normaliser = 1 + sum(powers)
    mean = sum(k * p for k, p in enumerate(powers, 1)) / normaliser
    reach, by_step = np.zeros_like(mean), []
    for k in range(len(powers), 0, -1):
        reach = reach + (k - mean) * powers[k - 1]
        by_step.append((reach / normaliser) @ shares)
    steps = np.stack(by_step[::-1], axis=-1)
    return Expected(mean @ shares, steps.sum(axis=-1), steps)


def expected_level(ability: Floats, thresholds: Floats, answer_sd: float) -> Floats:
    """Only the level; thresholds may differ between draws, with the steps in the last place."""
    nodes, shares = (_NODES * answer_sd, _SHARES) if answer_sd else (np.zeros(1), np.ones(1))
    steps = thresholds.shape[-1]
    weights, limit = np.exp(-np.cumsum(thresholds, axis=-1)), FURTHEST / steps
    base: Floats = np.exp(np.clip(ability, -limit, limit))
    total: Floats = np.zeros_like(base)
    for node, share in zip(nodes, shares, strict=True):
        level = _mean_level(base, weights * np.exp(node * np.arange(1, steps + 1)))
        level *= share
        total += level
    return total


def _mean_level(base: Floats, weights: Floats) -> Floats:
    """sum(k w_k b^k) / (1 + sum(w_k b^k)), both by Horner's rule and in place."""
    steps = weights.shape[-1]
    whole: Floats = base * weights[..., -1]
    mean: Floats = steps * whole
    for k in range(steps - 1, 0, -1):
        whole += weights[..., k - 1]
        mean += k * weights[..., k - 1]
        whole *= base
        mean *= base
    whole += 1
    mean /= whole
    return mean


def _powers(eta: Floats, thresholds: Floats) -> list[Floats]:
    weights = np.exp(-np.cumsum(thresholds, axis=-1))
    limit = FURTHEST / thresholds.shape[-1]
    base = np.exp(np.clip(eta, -limit, limit))
    power, found = base, [base * weights[..., 0]]
    for k in range(1, thresholds.shape[-1]):
        power = power * base
        found.append(power * weights[..., k])
    return found


@dataclass(frozen=True, slots=True)
class CandidateLevels:
    """For each candidate the level expected from the average rater on the average item."""

    level: Floats
    se: Floats
    low: Floats
    high: Floats


def candidate_levels(posterior: Posterior) -> CandidateLevels:
    """Levels from 0 to the number of steps, with 95 % intervals that stay on the scale.

    The interval is worked out in logits and carried over to levels. It includes what is not known
    of the raters and items, so it is one of the level itself; two candidates of one panel share a
    part of it, which is why their ranks can be surer than the intervals look.
    """
    severity = float(posterior.severity.mean()) if len(posterior.severity) else 0.0
    eta = posterior.ability[:, 0] - severity
    thresholds = posterior.thresholds.mean(axis=0)
    found = expected(eta, thresholds, posterior.answer_sd)
    sd = np.sqrt(_variance(posterior, found))
    ends = (
        expected(eta + sign * Z * sd, thresholds, posterior.answer_sd).level for sign in (-1, 1)
    )
    low, high = ends
    return CandidateLevels(found.level, found.slope * sd, low, high)


def _variance(posterior: Posterior, found: Expected) -> Floats:
    """Of each candidate's ability against the average rater and the average item."""
    items, steps = posterior.thresholds.shape
    raters = len(posterior.severity)
    average = np.zeros((items * steps + raters, steps + 1))
    for k in range(steps):
        average[k : items * steps : steps, k] = 1 / items
    average[items * steps :, steps] = 1 / max(raters, 1)
    share = np.column_stack(
        [found.by_step / np.maximum(found.slope, 1e-12)[:, None], np.ones(len(found.slope))]
    )
    common = posterior.structure_covariance @ average
    mixed = posterior.shifted(common)
    own = posterior.ability_variance()[:, 0]
    together = np.einsum("pi,ij,pj->p", share, average.T @ common, share)
    variance: Floats = own - 2 * (mixed * share).sum(axis=1) + together
    return np.maximum(variance, 0.0)


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Effects as levels away from their mean, for an average candidate."""

    effect: Floats
    se: Floats


def severities(posterior: Posterior) -> Contrasts:
    """How many levels less than the panel each rater gives; the mean is 0."""
    first = posterior.thresholds.size
    weights = np.zeros((len(posterior.severity), len(posterior.parameters)))
    own = np.arange(len(posterior.severity))
    weights[own, first + own] = 1.0
    return _contrasts(posterior, weights)


def difficulties(posterior: Posterior) -> Contrasts:
    """How many levels less than on the average item is given on each; the mean is 0."""
    items, steps = posterior.thresholds.shape
    weights = np.zeros((items, len(posterior.parameters)))
    weights[:, : items * steps] = np.kron(np.eye(items), np.full(steps, 1 / steps))
    return _contrasts(posterior, weights)


def _contrasts(posterior: Posterior, weights: Floats) -> Contrasts:
    weights = weights - weights.mean(axis=0)
    variance = ((weights @ posterior.structure_covariance) * weights).sum(axis=1)
    slope = average_slope(posterior)
    return Contrasts(slope * (weights @ posterior.parameters), slope * np.sqrt(variance))


def average_slope(posterior: Posterior) -> float:
    """Levels for one logit, for the average candidate, rater and item."""
    severity = float(posterior.severity.mean()) if len(posterior.severity) else 0.0
    eta = np.array([float(posterior.ability.mean()) - severity])
    return float(expected(eta, posterior.thresholds.mean(axis=0), posterior.answer_sd).slope[0])
