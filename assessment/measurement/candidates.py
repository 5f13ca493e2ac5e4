"""For fixed thresholds and severities: each candidate's most probable ability, one slice at a time.

Abilities are normal a priori, correlated over competencies, and integrated out by Laplace's
approximation around the most probable value.
"""

from dataclasses import dataclass

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.blocks import Slice
from assessment.measurement.likelihood import (
    NODES,
    Moments,
    Prepared,
    Structure,
    answer_derivatives,
    moments,
    node_posterior,
    placed,
    prepare,
)

MOST_ROUNDS, CALM = 60, 20
"""Rounds at most. With many nodes, from which on steps are halved, since full ones go to and fro;
the nodes move from then on in any case, and stay after twice as many."""
LONGEST = 1.5
"""The longest step of an ability in one round, in logits."""
SETTLED = 0.02
"""Nodes that move less than this share of their spread are in place."""
SETTLING = 0.05
"""The same after fewer rounds than usual, where nodes are moved once more in any case."""


@dataclass(frozen=True, slots=True)
class Population:
    """The prior of the abilities: one mean for each candidate, one precision."""

    mean: Floats
    precision: Floats

    @property
    def half_log_determinant(self) -> float:
        return float(np.linalg.slogdet(self.precision)[1]) / 2


@dataclass(slots=True)
class State:
    """Where the candidates of a slice and the nodes of its answers are."""

    ability: Floats
    """Candidates by competencies."""
    centre: Floats
    spread: Floats


@dataclass(slots=True)
class Mode:
    """A slice at its candidates' most probable abilities."""

    ready: Prepared
    found: Moments
    state: State
    nodes: tuple[Floats, Floats]
    information: Floats
    """For each answer."""
    deviation: Floats
    spread: Floats
    covariance: Floats
    """Of each candidate's abilities: candidates by competencies by competencies."""
    rest: Floats
    """How far each ability still is from the most probable one, to the first order."""
    value: float
    """The slice's part of the log posterior with abilities integrated out."""
    settled: bool
    """Whether abilities, and nodes that may move, came to rest."""


def mode(
    part: Slice,
    structure: Structure,
    people: Population,
    state: State,
    *,
    tolerance: float,
    move_nodes: bool,
    rounds: int = MOST_ROUNDS,
) -> Mode:
    """Newton's method on every candidate of the slice at once; nodes follow where they may.

    After fewer `rounds` than usual, the state is where one more step would lead.
    """
    ready = prepare(part, structure)
    precision = ready.total.dtype
    ability = state.ability.copy()
    centre, spread = state.centre.astype(precision), state.spread.astype(precision)
    slow = structure.nodes > NODES
    calm = CALM if slow else MOST_ROUNDS
    few = rounds < MOST_ROUNDS
    for number in range(rounds):
        nodes = placed(centre, spread, structure)
        found = moments(ready, ability.ravel()[part.cell].astype(precision), nodes)
        score, information, deviation, variance = answer_derivatives(found)
        gradient, whole = _candidate_sums(part, people, ability, score, information)
        covariance = inverse(whole)
        step = np.einsum("pij,pj->pi", covariance, gradient)
        moved = float(np.abs(step).max(initial=0.0))
        shifted = 0.0
        free = move_nodes and number < 2 * calm
        if free and structure.answer_sd and (moved < LONGEST or number >= calm):
            better = node_posterior(found, nodes[0])
            shifted = _shift((centre, spread), better)
        settled = moved < tolerance and shifted < (SETTLING if few else SETTLED)
        if settled or ((slow or few) and number == rounds - 1):
            break
        ability += np.clip(step if number < calm else step / 2, -LONGEST, LONGEST)
        if shifted >= SETTLED:
            centre, spread = better
    value = found.value + _prior_value(people, ability, whole)
    if few:
        ability += np.clip(step, -LONGEST, LONGEST)
        centre, spread = better if shifted else (centre, spread)
    return Mode(
        ready=ready,
        found=found,
        state=State(ability, centre, spread),
        nodes=nodes,
        information=information,
        deviation=deviation,
        spread=variance,
        covariance=covariance,
        rest=step,
        value=value,
        settled=settled,
    )


def _shift(old: tuple[Floats, Floats], new: tuple[Floats, Floats]) -> float:
    """How far nodes moved, as a share of their spread."""
    (centre, spread), (new_centre, new_spread) = old, new
    shifted = float((np.abs(new_centre - centre) / spread).max(initial=0.0))
    return shifted + float(np.abs(new_spread / spread - 1).max(initial=0.0))


def _candidate_sums(
    part: Slice, people: Population, ability: Floats, score: Floats, information: Floats
) -> tuple[Floats, Floats]:
    """Gradient and precision of each candidate's abilities."""
    shape = (part.candidates, part.dimensions)
    size = part.candidates * part.dimensions
    likelihood = np.bincount(part.cell, weights=score, minlength=size).reshape(shape)
    informed = np.bincount(part.cell, weights=information, minlength=size).reshape(shape)
    gradient = likelihood - (ability - people.mean) @ people.precision
    whole = np.repeat(people.precision[None], part.candidates, axis=0)
    diagonal = np.arange(part.dimensions)
    # A far-off start can make the sum of curvatures negative; a step from there still goes uphill.
    whole[:, diagonal, diagonal] += np.maximum(informed, 0.0)
    return gradient, whole


def inverse(matrices: Floats) -> Floats:
    """Of each matrix in a stack."""
    return 1 / matrices if matrices.shape[-1] == 1 else np.linalg.inv(matrices)


def _prior_value(people: Population, ability: Floats, whole: Floats) -> float:
    off = ability - people.mean
    quadratic = float(np.einsum("pi,ij,pj->", off, people.precision, off))
    if whole.shape[-1] == 1:
        determinant = float(np.log(whole).sum())
    else:
        determinant = float(np.linalg.slogdet(whole)[1].sum())
    return len(ability) * people.half_log_determinant - (quadratic + determinant) / 2


def answer_square(at: Mode) -> float:
    """The expected squares of the answer effects, summed, also over uncertain abilities."""
    posterior, nodes = at.found.posterior, at.nodes[0]
    mean = (posterior * nodes).sum(axis=0)
    slope = (posterior * (nodes - mean) * at.deviation).sum(axis=0)
    ability = np.einsum("pii->pi", at.covariance).ravel()[at.ready.part.cell]
    return float(((posterior * nodes**2).sum(axis=0) + slope**2 * ability).sum())
