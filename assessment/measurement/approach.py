"""Newton's method from where a sample ended, for tables too large to be passed over often.

A sample of the candidates has nearly the optimum of everybody and, times the share it is of the
table, nearly the curvature. So every step is one pass over the ratings: abilities take one step of
their own each time, and the gradient allows for what is left of it to the first order. The
curvature of the whole table is worked out once, close by, where it no longer changes. Passes are in
single precision. That moves the gradient by less than a hundredth of the tolerance.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import cho_factor

from assessment.measurement.arrays import Floats, Ints, Mask
from assessment.measurement.candidates import State
from assessment.measurement.newton import Search, length
from assessment.measurement.objective import Objective, Point
from assessment.measurement.observations import Observations
from assessment.measurement.optimum import Optimum, attempted

MOST_PASSES = 20
CLOSE = 100
"""The curvature is worked out where the next distance is expected below so many tolerances. From
there, standard errors move by 0.00002 to 0.00007 of themselves with the usual tolerance, that of a
step that is hardly ever reached by up to 0.0016."""
EXACT = 0.01
"""At most so much of the distance is left by a step with the curvature of the whole table."""
RESTED = 0.015
"""Abilities that would still move by so much, in logits, are at rest after that one step: it leaves
a thousandth of it."""


@dataclass(frozen=True, slots=True)
class Near:
    """Where a sample ended."""

    parameters: Floats
    curvature: Floats
    """Of the ratings alone, for each rating."""
    guess: Floats
    """How ability depends on the columns of `clues`."""
    nodes: int
    """As many as the sample needed."""

    @classmethod
    def of(cls, objective: Objective, found: Optimum) -> "Near":
        data, point = objective.data, found.point
        assert point.curvature is not None  # noqa: S101  # every search ends with it
        columns, known = clues(data, point.parameters)
        guess = np.linalg.lstsq(columns[known], point.state.ability[known])[0]
        ratings = (point.curvature - objective.prior_precision) / len(data)
        return cls(point.parameters, ratings, guess, found.nodes)


def clues(data: Observations, parameters: Floats) -> tuple[Floats, Mask]:
    """What abilities can be guessed from, for each candidate and competency, in logits.

    Candidates by competencies by 4: the log odds of the share of all steps that was reached, its
    third power (shares near 0 and 1 are less extreme than abilities), how hard items and raters
    were on average, and 1. Also where there is a rating at all. Correcting log odds for the mean
    difficulty is PROX (Wright and Stone 1979, Best Test Design, chapter 2).
    """
    shape = (len(data.candidates), len(data.dimensions))
    cell: Ints = data.candidate * shape[1] + data.item_dimension[data.item]
    items, size = len(data.items) * data.steps, shape[0] * shape[1]
    difficulty = parameters[:items].reshape(-1, data.steps).mean(axis=1)
    severity = np.append(parameters[items:], 0.0)  # the last one is for nobody, -1
    ratings = np.bincount(cell, minlength=size)
    reached = np.bincount(cell, weights=data.level, minlength=size)
    hard = np.bincount(cell, difficulty[data.item] + severity[data.rater], minlength=size)
    logits = np.log((reached + 0.5) / (data.steps * ratings - reached + 0.5))
    columns = [logits, logits**3, hard / np.maximum(ratings, 1), np.ones(size)]
    return np.stack(columns, axis=-1).reshape(*shape, -1), (ratings > 0).reshape(shape)


def approached(objective: Objective, near: Near, tolerance: float) -> Optimum | None:
    """The optimum to `tolerance` posterior standard deviations; None if it is not so near."""
    fine = objective if objective.nodes == near.nodes else objective.with_nodes(near.nodes)
    single = fine.in_precision(np.float32)
    return attempted(lambda: _approached(single, near, tolerance))


def _approached(objective: Objective, near: Near, tolerance: float) -> Optimum | None:
    guess = objective.prior_precision + near.curvature * len(objective.data)
    search = Search(cho_factor(guess, lower=True), [])
    point = _passed(objective, near.parameters, _start(objective, near))
    before, curved = np.inf, None
    for passes in range(1, MOST_PASSES):
        step = search.step(point.gradient)
        distance = length(point.gradient, step)
        if not np.isfinite(distance) or distance > before:
            return None
        rested = point.settled or tolerance > RESTED
        if curved is not None and rested and distance * EXACT < tolerance:
            last = _finished(search, point, curved, step)
            return Optimum(last, search.factor, passes, near.nodes)
        # Each step so far shrank the distance about as much as the last one did.
        expected = distance * distance / before if np.isfinite(before) else distance
        close = curved is None and expected < CLOSE * tolerance
        old, before = point, distance
        state = search.ahead(point, step) if search.cross else point.state
        point = _passed(objective, point.parameters + step, state, curvature=close)
        if close:
            curved = point
            search.renew(point, distance)
        search.learn(old, point)
    return None


def _passed(
    objective: Objective, parameters: Floats, state: State, *, curvature: bool = False
) -> Point:
    return objective.at(
        parameters, state, tolerance=RESTED, move_nodes=True, curvature=curvature, rounds=1
    )


def _start(objective: Objective, near: Near) -> State:
    """Abilities by a guess from the sample's parameters and everybody's levels."""
    state = objective.start()
    columns, known = clues(objective.data, near.parameters)
    return replace(state, ability=np.where(known, columns @ near.guess, state.ability))


def _finished(search: Search, point: Point, curved: Point, step: Floats) -> Point:
    """The last step leaves less than the tolerance, so nothing is worked out anew for it."""
    return replace(
        point,
        parameters=point.parameters + step,
        value=point.value + float(point.gradient @ step) / 2,
        state=search.ahead(point, step),
        curvature=curved.curvature,
        cross=curved.cross,
    )
