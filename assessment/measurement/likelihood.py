"""The likelihood of one answer's ratings, with the answer effect integrated out.

For rating n of an answer the log odds of level k against k - 1 are ability + u - severity -
threshold, where u is the answer effect, normal with s.d. `answer_sd`. The integral over u is a sum
over five nodes placed by the answer's own posterior of u (adaptive Gauss-Hermite quadrature). With
the nodes in place the sum is a smooth function of everything else, and all derivatives here are
exact derivatives of that sum.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.blocks import Slice

NODES = 5
"""Of the quadrature, unless more are asked for."""
HIGHEST = 300.0
"""Exponents are kept below it, times the number of steps, so that no power overflows."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Thresholds and severities in the form in which the likelihood uses them."""

    easiness: Floats
    """exp(-threshold) for each step of each item: steps by items."""
    offsets: Floats
    """Items by levels: minus the sum of the thresholds below that level."""
    leniency: Floats
    """exp(-severity) for each rater; behind them 0 for no rating and 1 for nobody."""
    severity: Floats
    answer_sd: float
    nodes: int = NODES

    @classmethod
    def of(
        cls, parameters: Floats, items: int, steps: int, answer_sd: float, nodes: int = NODES
    ) -> "Structure":
        thresholds = parameters[: items * steps].reshape(items, steps)
        severity = np.append(parameters[items * steps :], [0.0, 0.0])
        sums = np.cumsum(thresholds, axis=1)
        return cls(
            easiness=np.exp(-thresholds.T),
            offsets=np.hstack([np.zeros((items, 1)), -sums]),
            leniency=np.append(np.exp(-severity[:-2]), [0.0, 1.0]),
            severity=severity,
            answer_sd=answer_sd,
            nodes=nodes,
        )

    @property
    def steps(self) -> int:
        return len(self.easiness)


@dataclass(slots=True)
class Prepared:
    """What of a slice does not change while abilities do."""

    part: Slice
    easiness: Floats
    """Steps by answers."""
    leniency: Floats
    """For each place; 0 where there is no rating, which makes every term there vanish."""
    total: Floats
    """For each answer the sum of its levels."""
    constant: float
    """Of the log likelihood."""


@dataclass(slots=True)
class Moments:
    """Category moments at every node: nodes by places by answers, or summed, nodes by answers."""

    powers: Floats
    """For each step k the unnormalised probability of level k: the steps come first."""
    normaliser: Floats
    mean: Floats
    variance: Floats
    cubes: Floats
    """The expected third power of the level."""
    score: Floats
    """Level minus mean, summed over the answer's ratings."""
    information: Floats
    """Variance, summed over the answer's ratings."""
    posterior: Floats
    """Of the nodes, for each answer."""
    value: float
    """Log likelihood of the slice."""


def prepare(part: Slice, structure: Structure) -> Prepared:
    level = part.level.astype(np.int64)
    constant = structure.offsets[part.item, level].sum()
    constant -= (level * structure.severity[part.rater]).sum()
    return Prepared(
        part=part,
        easiness=structure.easiness[:, part.item],
        leniency=structure.leniency[part.rater],
        total=level.sum(axis=0).astype(float),
        constant=float(constant),
    )


@cache
def _rule(nodes: int) -> tuple[Floats, Floats]:
    """Places and logs of the weights of Gauss-Hermite quadrature, in a column each."""
    places, weights = np.polynomial.hermite_e.hermegauss(nodes)
    return places[:, None], np.log(weights / np.sqrt(2 * np.pi))[:, None]


def placed(centre: Floats, spread: Floats, structure: Structure) -> tuple[Floats, Floats]:
    """The nodes of every answer, and the logs of their weights under the prior of u."""
    answer_sd = structure.answer_sd
    if not answer_sd:
        return np.zeros((1, len(centre))), np.zeros((1, len(centre)))
    places, log_weights = _rule(structure.nodes)
    at = centre + spread * places
    ratio = np.log(spread / answer_sd)
    return at, log_weights + places**2 / 2 - at**2 / (2 * answer_sd**2) + ratio


def moments(ready: Prepared, ability: Floats, nodes: tuple[Floats, Floats]) -> Moments:
    """Everything up to the second derivative in ability; `ability` is one for each answer."""
    at, log_weight = nodes
    limit = HIGHEST / len(ready.easiness)
    eta = np.clip(ability + at, -limit, limit)
    base = np.exp(eta)[:, None, :] * ready.leniency
    powers, (normaliser, *expected) = _powers(base, ready.easiness)
    mean, variance, cubes = expected
    variance -= mean * mean
    log_joint = ready.total * eta - np.log(normaliser).sum(axis=1) + log_weight
    top = log_joint.max(axis=0)
    posterior = np.exp(log_joint - top)
    mass = posterior.sum(axis=0)
    return Moments(
        powers=powers,
        normaliser=normaliser,
        mean=mean,
        variance=variance,
        cubes=cubes,
        score=ready.total - mean.sum(axis=1),
        information=variance.sum(axis=1),
        posterior=posterior / mass,
        value=float((top + np.log(mass)).sum()) + ready.constant,
    )


def _powers(base: Floats, easiness: Floats) -> tuple[Floats, Floats]:
    """The terms of the categories; their sum, and the expected k, k squared and k cubed."""
    powers = np.empty((len(easiness), *base.shape))
    odds = base * easiness[0]
    powers[0] = odds
    for k, each in enumerate(easiness[1:], 1):
        np.multiply(base, each, out=odds)
        np.multiply(powers[k - 1], odds, out=powers[k])
    level = np.arange(1.0, len(easiness) + 1)
    weights = np.stack([level**0, level, level**2, level**3])
    sums = combined(weights, powers)
    sums[0] += 1.0
    sums[1:] /= sums[0]
    return powers, sums


def combined(weights: Floats, terms: Floats) -> Floats:
    """Weighted sums over the first axis of `terms`, one for each row of `weights`."""
    sums: Floats = (weights @ terms.reshape(len(terms), -1)).reshape(-1, *terms.shape[1:])
    return sums


def answer_derivatives(found: Moments) -> tuple[Floats, Floats, Floats, Floats]:
    """For each answer: score and information with u integrated out, and deviations at the nodes.

    The information is minus the second derivative of the log likelihood in ability: the mean of the
    variances less the variance of the scores.
    """
    score = (found.posterior * found.score).sum(axis=0)
    deviation = found.score - score
    spread = (found.posterior * deviation * deviation).sum(axis=0)
    mean_information = (found.posterior * found.information).sum(axis=0)
    return score, mean_information - spread, deviation, spread


def node_posterior(found: Moments, at: Floats) -> tuple[Floats, Floats]:
    """Posterior mean and s.d. of each answer effect."""
    mean = (found.posterior * at).sum(axis=0)
    variance = (found.posterior * (at - mean) ** 2).sum(axis=0)
    return mean, np.sqrt(variance)
