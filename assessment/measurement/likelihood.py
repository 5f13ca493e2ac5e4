"""The likelihood of one answer's ratings, with the answer effect integrated out.

For rating n of an answer the log odds of level k against k - 1 are ability + u - severity -
threshold, where u is the answer effect, normal with s.d. `answer_sd`. The integral over u is a sum
over five nodes placed by the answer's own posterior of u (adaptive Gauss-Hermite quadrature). With
the nodes in place the sum is a smooth function of everything else, and all derivatives here are
exact derivatives of that sum.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.blocks import Slice

NODES = 5
"""Of the quadrature, unless more are asked for."""
FARTHEST = 6.0
"""The outermost of many nodes, in posterior standard deviations."""
HIGHEST = 300.0
"""Exponents are kept below it, times the number of steps, so that no power overflows."""
HIGHEST_SINGLE = 80.0
"""Where an exponent may be larger than this, single precision is not enough."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Thresholds and severities in the form in which the likelihood uses them."""

    easiness: Floats
    """exp(-threshold) for each step of each item: steps by items."""
    leniency: Floats
    """exp(-severity) for each rater; behind them 0 for no rating and 1 for nobody."""
    answer_sd: float
    nodes: int
    reach: float
    """How far thresholds and severities may move an exponent at most."""

    @classmethod
    def of(  # what the likelihood depends on beside the ratings
        cls,
        parameters: Floats,
        items: int,
        steps: int,
        answer_sd: float,
        nodes: int = NODES,
        precision: type[np.floating[Any]] = np.float64,
    ) -> "Structure":
        thresholds = parameters[: items * steps].reshape(items, steps)
        severity = parameters[items * steps :]
        sums = np.abs(np.cumsum(thresholds, axis=1)).max(initial=0.0)
        return cls(
            easiness=np.exp(-thresholds.T).astype(precision),
            leniency=np.append(np.exp(-severity), [0.0, 1.0]).astype(precision),
            answer_sd=answer_sd,
            nodes=nodes,
            reach=float(sums + steps * np.abs(severity).max(initial=0.0)),
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
    reach: float
    """As in the structure."""

    def in_double(self) -> "Prepared":
        return replace(
            self,
            easiness=self.easiness.astype(float),
            leniency=self.leniency.astype(float),
            total=self.total.astype(float),
        )


@dataclass(slots=True)
class Moments:
    """Category moments at every node: nodes by places by answers, or summed, nodes by answers."""

    above: Floats
    """For each step k the probability of level k or more: the steps come first."""
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
    """Log likelihood of the slice, without what the levels add to it (`Objective.levels`)."""


def prepare(part: Slice, structure: Structure) -> Prepared:
    precision = structure.easiness.dtype
    return Prepared(
        part=part,
        easiness=structure.easiness[:, part.item],
        leniency=structure.leniency[part.rater],
        total=part.level.sum(axis=0, dtype=np.int32).astype(precision),
        reach=structure.reach,
    )


@cache
def _rule(nodes: int, precision: np.dtype[Any]) -> tuple[Floats, Floats]:
    """Places and logs of the weights of the quadrature, in a column each.

    Many nodes are equally far apart: where a posterior is wide, they have to be close together in
    its middle, and Gauss-Hermite nodes go far into its tails instead.
    """
    if nodes > NODES:
        places, width = np.linspace(-FARTHEST, FARTHEST, nodes, retstep=True)
        logs = np.log(width / np.sqrt(2 * np.pi)) - places**2 / 2
    else:
        places, weights = np.polynomial.hermite_e.hermegauss(nodes)
        logs = np.log(weights / np.sqrt(2 * np.pi))
    return places[:, None].astype(precision), logs[:, None].astype(precision)


def placed(centre: Floats, spread: Floats, structure: Structure) -> tuple[Floats, Floats]:
    """The nodes of every answer, and the logs of their weights under the prior of u."""
    answer_sd = structure.answer_sd
    if not answer_sd:
        return np.zeros((1, len(centre)), centre.dtype), np.zeros((1, len(centre)), centre.dtype)
    places, log_weights = _rule(structure.nodes, centre.dtype)
    at = centre + spread * places
    ratio = np.log(spread / answer_sd)
    return at, log_weights + places**2 / 2 - at**2 / (2 * answer_sd**2) + ratio


def moments(ready: Prepared, ability: Floats, nodes: tuple[Floats, Floats]) -> Moments:
    """Everything up to the second derivative in ability; `ability` is one for each answer."""
    at, log_weight = nodes
    steps = len(ready.easiness)
    eta = np.clip(ability + at, -HIGHEST / steps, HIGHEST / steps)
    if not _fits(eta, ready):
        ready, eta = ready.in_double(), eta.astype(float)
    above, log_normaliser = _tails(np.exp(eta)[:, None, :] * ready.leniency, ready.easiness)
    mean, variance, cubes = _expected(above)
    log_joint = ready.total * eta - log_normaliser + log_weight
    top = log_joint.max(axis=0)
    posterior = np.exp(log_joint - top)
    mass = posterior.sum(axis=0)
    posterior /= mass
    return Moments(
        above=above,
        mean=mean,
        variance=variance,
        cubes=cubes,
        score=ready.total - mean.sum(axis=1),
        information=variance.sum(axis=1),
        posterior=posterior,
        value=float((top + np.log(mass)).sum(dtype=float)),
    )


def _fits(eta: Floats, ready: Prepared) -> bool:
    """Whether every power is a number in the precision at hand."""
    if eta.dtype == np.float64 or not eta.size:
        return True
    farthest = max(float(eta.max()), -float(eta.min()))
    return farthest * len(ready.easiness) + ready.reach < HIGHEST_SINGLE


def _tails(base: Floats, easiness: Floats) -> tuple[Floats, Floats]:
    """Probabilities of each level or more, and the log normalisers summed over an answer."""
    tails = np.empty((len(easiness), *base.shape), base.dtype)
    odds = np.multiply(base, easiness[0], out=tails[0])
    scratch = np.empty_like(odds)
    for k, each in enumerate(easiness[1:], 1):
        np.multiply(base, each, out=scratch)
        np.multiply(tails[k - 1], scratch, out=tails[k])
    for k in range(len(tails) - 2, -1, -1):
        tails[k] += tails[k + 1]
    normaliser = np.add(tails[0], 1.0, out=scratch)
    log_normaliser: Floats = np.log(normaliser).sum(axis=1)
    tails *= np.reciprocal(normaliser, out=base)
    return tails, log_normaliser


def _expected(above: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean and variance of the level, and its expected third power.

    Summed up again and again, the tails become the expected binomial coefficients of the level.
    """
    mean = above[-1].copy()
    pairs, triples = mean.copy(), mean.copy()  # of (k + 1) k / 2 and (k + 2) (k + 1) k / 6
    for tail in above[-2::-1]:
        mean += tail
        pairs += mean
        triples += pairs
    triples -= pairs
    triples *= 6.0
    triples += mean
    pairs *= 2.0
    pairs -= mean
    pairs -= mean * mean
    return mean, pairs, triples


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
