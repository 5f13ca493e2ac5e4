"""Newton's method for thresholds and severities, with secants and a line search.

The curvature is the exact Schur complement. It leaves out how the Laplace determinant bends, and is
kept from step to step. What the gradients of earlier steps tell about the difference is added as in
BFGS (Nocedal 1980, Mathematics of Computation 35, 773-782). A step after which the value is not
lower and the distance at most half is taken. Otherwise a shorter one is looked for, with the
quadrature nodes where they were, so that the values before and after are values of one function.
"""

from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.linalg import cho_solve

from assessment.domain.errors import Invalid
from assessment.measurement.arrays import Floats
from assessment.measurement.candidates import State
from assessment.measurement.objective import PRECISE, ROUGH, Objective, Point
from assessment.measurement.optimum import Optimum, attempted, factored
from assessment.measurement.steady import settled

MOST_STEPS, MOST_HALVINGS = 60, 25
MOST_PASSES = 150
"""Over the ratings: a search that settles hardly ever takes more."""
NEAR = 0.5
"""Below this distance, in posterior standard deviations, steps need no search."""
STILL = 0.02
"""Below this distance the nodes stay: what they could still move changes nothing."""
GOOD = 0.25
"""A kept curvature has to shrink the distance at least by this factor."""
SHORTER = 0.5
"""A step that shrinks the distance by this factor needs no search."""
FASTEST = 0.05
"""By how much one step shrinks the distance at best."""
FINE = 1e-5
"""How precise abilities have to be for each unit of the distance."""
KEPT, PATIENCE = 10, 3
"""How many of the last steps are remembered beside a new curvature, and how often the curvature is
renewed close by before the nodes stay: those of extreme answers may jump to and fro."""


class Search:
    """A factored curvature, and the steps since with the changes of the gradient on them."""

    def __init__(self, factor: tuple[Floats, bool], cross: list[sparse.csr_matrix]) -> None:
        self.factor, self.cross = factor, cross
        self.pairs: list[tuple[Floats, Floats]] = []
        self.near = 0  # how often the curvature was renewed close by

    def renew(self, point: Point, distance: float) -> None:
        """Close by, another curvature leaves out the same as the one before it."""
        self.factor, self.cross = factored(point), point.cross
        self.pairs = self.pairs[-KEPT:] if distance < NEAR else []
        self.near += distance < NEAR

    def step(self, gradient: Floats) -> Floats:
        """Towards the maximum: the two loops of L-BFGS around the curvature."""
        rest, kept = gradient, []
        for moved, change in reversed(self.pairs):
            kept.append((moved @ rest) / (moved @ change))
            rest = rest - kept[-1] * change
        step: Floats = cho_solve(self.factor, rest)
        for (moved, change), of_it in zip(self.pairs, reversed(kept), strict=True):
            step = step + moved * (of_it - (change @ step) / (moved @ change))
        return step

    def distance(self, gradient: Floats) -> float:
        """In posterior standard deviations, by the curvature alone."""
        return length(gradient, cho_solve(self.factor, gradient))

    def learn(self, before: Point, after: Point) -> None:
        moved, change = after.parameters - before.parameters, before.gradient - after.gradient
        if moved @ change > 0:
            self.pairs.append((moved, change))

    def ahead(self, point: Point, step: Floats) -> State:
        """Where abilities will be after `step`, to the first order."""
        pulled = np.concatenate([block @ step for block in self.cross])
        shape = point.state.ability.shape
        moved = np.einsum("pij,pj->pi", point.covariance, pulled.reshape(shape))
        return replace(point.state, ability=point.state.ability - moved)


def maximise(
    objective: Objective,
    start: Floats,
    state: State | None = None,
    *,
    tolerance: float,
    patient: bool = True,
) -> Optimum:
    """Climbs from `start` until the step is `tolerance` posterior standard deviations long.

    Where that does not settle, the slower search of `steady.py` begins at the prior, if `patient`.
    Invalid says what did not settle.
    """
    found = attempted(lambda: _climbed(objective, start, state, tolerance))
    if found is None and patient:
        found = settled(objective, tolerance)
    if found is None:
        raise Invalid(_unsettled(objective))
    return found


def _unsettled(objective: Objective) -> str:
    level, steps = objective.data.level, objective.data.steps
    extreme = float(np.isin(level, (0, steps)).mean())
    return (
        f"These {len(level)} ratings can't be estimated: the search for the most probable values "
        f"did not settle. {extreme:.0%} of them are the lowest or the highest level, and answers "
        f"to one question are assumed to differ by {objective.priors.answer_sd:.1f} logits (s.d.). "
        "It settles with levels in between, or with narrower priors."
    )


def _climbed(
    objective: Objective, start: Floats, state: State | None, tolerance: float
) -> Optimum | None:
    here = state or objective.start()
    point = objective.at(start, here, tolerance=ROUGH, move_nodes=True, curvature=True)
    search, before, begun = Search(factored(point), point.cross), np.inf, objective.passes
    for steps in range(MOST_STEPS):
        if objective.passes - begun > MOST_PASSES:
            break
        step = search.step(point.gradient)
        distance = length(point.gradient, step)
        if distance < tolerance:
            return _finished(objective, point, steps)
        if distance > GOOD * before:
            point = _curved(objective, point, _fine(distance))
            search.renew(point, distance)
            before = np.inf
            continue
        last = distance * max(distance / before, FASTEST) < tolerance
        before, old = distance, point
        point = _stepped(objective, search, point, step, distance, curvature=last)
        search.learn(old, point)
    return None


def length(gradient: Floats, step: Floats) -> float:
    """Of a step, in posterior standard deviations."""
    return float(np.sqrt(max(float(gradient @ step), 0.0)))


def _fine(distance: float) -> float:
    return PRECISE if distance < NEAR else min(ROUGH, FINE * distance)


def _stepped(  # a step, and all that decides about it
    objective: Objective,
    search: Search,
    point: Point,
    step: Floats,
    distance: float,
    *,
    curvature: bool,
) -> Point:
    """A point that is not worse, in the direction of `step`."""
    trial = objective.at(
        point.parameters + step,
        search.ahead(point, step),
        tolerance=_fine(distance),
        move_nodes=distance > STILL and search.near < PATIENCE,
        curvature=curvature,
    )
    if not trial.finite:
        return _searched(objective, point, step)
    shorter = search.distance(trial.gradient) < SHORTER * search.distance(point.gradient)
    if distance < NEAR or (shorter and trial.value >= point.value):
        return trial
    return _searched(objective, point, step)


def _searched(objective: Objective, point: Point, step: Floats) -> Point:
    slack = 1e-9 * abs(point.value)
    for _ in range(MOST_HALVINGS):
        trial = objective.at(point.parameters + step, point.state, tolerance=ROUGH)
        if trial.value >= point.value - slack:
            return objective.at(trial.parameters, trial.state, tolerance=ROUGH, move_nodes=True)
        step = step / 2
    return objective.at(point.parameters, point.state, move_nodes=True, curvature=True)


def _finished(objective: Objective, point: Point, steps: int) -> Optimum | None:
    """None where some ability never came to rest.

    The first point has rough abilities, and a later one has no curvature if it came early.
    """
    last = _curved(objective, point, PRECISE, anew=not steps)
    return Optimum(last, factored(last), steps) if last.settled else None


def _curved(objective: Objective, point: Point, tolerance: float, *, anew: bool = False) -> Point:
    if point.curvature is not None and not anew:
        return point
    return objective.at(point.parameters, point.state, tolerance=tolerance, curvature=True)
