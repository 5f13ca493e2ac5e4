"""A slower search, for tables on which Newton's method does not settle.

Where an answer effect is wide, or every level extreme, the posterior of an answer is far from
normal. Five quadrature nodes then give another value wherever they are placed, and nodes and
parameters chase each other. Here there are more nodes, and they stay while the parameters climb,
so that the objective is one smooth function. L-BFGS climbs it (Byrd, Lu, Nocedal and Zhu 1995, SIAM
Journal on Scientific Computing 16, 1190-1208) in posterior standard deviations, with a line search
that accepts nothing lower. Then the nodes are placed anew, until that moves nothing.
"""

from dataclasses import replace
from functools import partial

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import minimize

from assessment.measurement.arrays import Floats
from assessment.measurement.candidates import State
from assessment.measurement.objective import Objective, Point
from assessment.measurement.optimum import Optimum, attempted, factored

NODES = (61, 201, 601)
"""First so many, and more where these don't settle either."""
MOST_PLACINGS = 8
EVALUATIONS = 100
"""Between two placings of the nodes, at most."""
CLOSER = 0.05
"""The share of the distance that is left when the nodes are placed again."""

USUAL_VARIANCE = 0.5
"""Of a level; it is what one rating says about the ability and the answer effect."""


def settled(objective: Objective, tolerance: float) -> Optimum | None:
    """The optimum of `objective` to `tolerance` posterior standard deviations, or None."""
    finer = map(objective.with_nodes, NODES)
    tried = (attempted(partial(_with_nodes, fine, tolerance)) for fine in finer)
    return next((found for found in tried if found), None)


def _with_nodes(fine: Objective, tolerance: float) -> Optimum | None:
    parameters, state = fine.prior_mean, _start(fine)
    for placing in range(MOST_PLACINGS):
        point = fine.at(parameters, state, move_nodes=True, curvature=True)
        factor = factored(point)
        root = np.tril(factor[0])
        distance = float(np.linalg.norm(_white(root, point.gradient)))
        if distance < tolerance:
            return Optimum(point, factor, placing, fine.nodes)
        parameters = _climbed(fine, point, root, max(tolerance / 2, CLOSER * distance))
        state = point.state
    return None


def _start(objective: Objective) -> State:
    """The nodes about as far apart as the ratings of an answer leave its effect uncertain."""
    state = objective.start()
    ratings = np.bincount(objective.data.answer, minlength=objective.data.answers)
    variance = state.spread**2
    return replace(state, spread=np.sqrt(variance / (1 + variance * USUAL_VARIANCE * ratings)))


def _white(root: Floats, gradient: Floats) -> Floats:
    found: Floats = solve_triangular(root, gradient, lower=True)
    return found


def _climbed(objective: Objective, start: Point, root: Floats, target: float) -> Floats:
    """Parameters at which the gradient is at most `target`, the nodes staying where they are."""
    state = start.state

    def place(white: Floats) -> Floats:
        found: Floats = start.parameters + solve_triangular(root, white, lower=True, trans="T")
        return found

    def below(white: Floats) -> tuple[float, Floats]:
        nonlocal state
        trial = objective.at(place(white), state)
        slope = _white(root, trial.gradient)
        state = replace(state, ability=trial.state.ability)
        return start.value - trial.value, -slope

    size = len(start.parameters)
    options = {"maxfun": EVALUATIONS, "gtol": target / np.sqrt(size), "ftol": 0.0, "maxcor": 20}
    found = minimize(below, np.zeros(size), jac=True, method="L-BFGS-B", options=options)
    return place(found.x)
