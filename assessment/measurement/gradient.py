"""The exact gradient of the marginal log posterior in thresholds and severities.

Three parts add up: the likelihood at the most probable abilities, the change of the Laplace
determinant, and the movement of the abilities that the determinant depends on. Each is a weighted
sum of the first three central moments of a rating at each node, so one pass over the ratings gives
all three. What the levels themselves add is the same everywhere (`objective.levels`).
"""

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.blocks import NO_RATING
from assessment.measurement.candidates import Mode


def gradient(at: Mode, items: int, raters: int) -> Floats:
    """One number for each threshold, item by item, then one for each rater's severity."""
    part = at.ready.part
    by_step = _in_logits(at)
    of_answers = by_step.sum(axis=1)
    thresholds = [-np.bincount(part.item, weights=row, minlength=items) for row in of_answers]
    rated, places = by_step.sum(axis=0).ravel(), part.rater.ravel() - NO_RATING
    severity = -np.bincount(places, weights=rated, minlength=raters - NO_RATING)[-NO_RATING:]
    return np.concatenate([np.stack(thresholds, axis=1).ravel(), severity])


def _in_logits(at: Mode) -> Floats:
    """The derivative in the log odds of each step of each rating: steps by places by answers."""
    above, (constant, slope, curve) = at.found.above, _parabola(at)
    steps = len(above)
    found = np.empty((steps, *constant.shape[1:]), constant.dtype)
    weight, level = constant, np.empty_like(constant)
    slope += curve  # of the parabola from level 0 to level 1
    curve = 2 * curve
    for k in range(steps):
        weight += slope
        slope += curve
        only = np.subtract(above[k], above[k + 1], out=level) if k + 1 < steps else above[k]
        np.einsum("nra,nra->ra", weight, only, out=found[k])
    for k in range(steps - 2, -1, -1):
        found[k] += found[k + 1]
    return found


def _parabola(at: Mode) -> tuple[Floats, Floats, Floats]:
    """What a level counts for at a node, as a parabola in it.

    It is three ((k - mean)^2 - variance) + two (k - mean) - one, with the weights of the moments.
    """
    one, two, three = (weight[:, None, :] for weight in _moment_weights(at))
    mean, variance = at.found.mean, at.found.variance
    slope = mean * (-2 * three)
    slope += two
    constant = mean * mean
    constant -= variance
    constant *= three
    constant -= two * mean
    constant -= one
    return constant, slope, three


def _moment_weights(at: Mode) -> tuple[Floats, Floats, Floats]:
    """What a rating's residual, variance and third moment count for, at each node of an answer."""
    posterior, deviation = at.found.posterior, at.deviation
    part = at.ready.part
    centred = at.found.information - (posterior * at.found.information).sum(axis=0)
    cell = part.cell
    uncertain = np.einsum("pii->pi", at.covariance)
    change = _information_change(at, centred)
    size = part.candidates * part.dimensions
    slope = np.bincount(cell, weights=change, minlength=size).reshape(uncertain.shape)
    moved = np.einsum("pij,pj->pi", at.covariance, uncertain * slope) / 2 - at.rest
    own = (uncertain.ravel() / 2)[cell].astype(posterior.dtype)
    move = moved.ravel()[cell].astype(posterior.dtype)
    one = 1 + own * (deviation**2 - at.spread - centred) - move * deviation
    two = move - 2 * own * deviation
    return posterior * one, posterior * two, posterior * -own


def _information_change(at: Mode, centred: Floats) -> Floats:
    """The derivative of each answer's information in ability."""
    posterior, deviation, found = at.found.posterior, at.deviation, at.found
    third = found.mean * found.mean
    third += 3 * found.variance
    third *= found.mean
    np.subtract(found.cubes, third, out=third)
    summed = third.sum(axis=1)
    # As a power, the cube takes longer than everything else here.
    summed += deviation * (3 * centred - deviation * deviation)
    change: Floats = (posterior * summed).sum(axis=0)
    return change
