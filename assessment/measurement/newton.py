"""Newton's method for thresholds and severities, with a line search.

The curvature is the exact Schur complement. It is kept from step to step as long as the steps
shrink quickly. A step is tried with the quadrature nodes where they were, so that the values before
and after are values of one function; then the nodes follow.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from assessment.domain.errors import Invalid
from assessment.measurement.arrays import Floats
from assessment.measurement.candidates import State
from assessment.measurement.objective import PRECISE, ROUGH, Objective, Point

MOST_STEPS, MOST_HALVINGS = 60, 25
NEAR = 0.5
"""Below this distance, in posterior standard deviations, steps need no search."""
STILL = 0.02
"""Below this distance the nodes stay: what they could still move changes nothing."""
GOOD = 0.25
"""A kept curvature has to shrink the distance at least by this factor."""


@dataclass(slots=True)
class Optimum:
    """The most probable thresholds and severities, and how the search went."""

    point: Point
    factor: tuple[Floats, bool]
    """Cholesky factor of the curvature there."""
    steps: int

    @property
    def half_log_determinant(self) -> float:
        return float(np.log(np.diag(self.factor[0])).sum())


def maximise(
    objective: Objective,
    start: Floats,
    state: State | None = None,
    *,
    tolerance: float,
) -> Optimum:
    """Climbs from `start` until the step is `tolerance` posterior standard deviations long."""
    here = state or objective.start()
    point = objective.at(start, here, tolerance=ROUGH, move_nodes=True, curvature=True)
    factor, before = _factor(point), np.inf
    for steps in range(MOST_STEPS):
        step = cho_solve(factor, point.gradient)
        distance = float(np.sqrt(max(point.gradient @ step, 0.0)))
        if distance < tolerance:
            return _finished(objective, point, steps)
        renew = distance > GOOD * before
        if renew and point.curvature is None:
            point = objective.at(point.parameters, point.state, tolerance=ROUGH, curvature=True)
            factor, before = _factor(point), np.inf
            continue
        before = distance
        point = _stepped(objective, point, step, distance)
    raise Invalid("The estimates did not converge; check the table for a faulty rater or item.")


def _stepped(objective: Objective, point: Point, step: Floats, distance: float) -> Point:
    """A point that is not worse, in the direction of `step`."""
    if distance < NEAR:
        move = distance > STILL
        ahead = point.parameters + step
        return objective.at(ahead, point.state, tolerance=PRECISE, move_nodes=move)
    slack = 1e-9 * abs(point.value)
    for _ in range(MOST_HALVINGS):
        trial = objective.at(point.parameters + step, point.state, tolerance=ROUGH)
        if trial.value >= point.value - slack:
            return objective.at(trial.parameters, trial.state, tolerance=ROUGH, move_nodes=True)
        step = step / 2
    return objective.at(point.parameters, point.state, move_nodes=True, curvature=True)


def _finished(objective: Objective, point: Point, steps: int) -> Optimum:
    last = objective.at(point.parameters, point.state, curvature=True)
    return Optimum(last, _factor(last), steps)


def _factor(point: Point) -> tuple[Floats, bool]:
    """Of the curvature, with some of its diagonal added where it is not positive yet."""
    curvature = point.curvature
    assert curvature is not None  # noqa: S101  # asked for by every caller
    scale, ridge = np.diag(np.abs(np.diag(curvature)) + 1.0), 0.0
    while True:
        try:
            factor: tuple[Floats, bool] = cho_factor(curvature + ridge * scale, lower=True)
        except np.linalg.LinAlgError:
            ridge = max(4 * ridge, 1e-4)
        else:
            return factor
