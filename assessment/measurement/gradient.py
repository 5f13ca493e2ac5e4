"""The exact gradient of the marginal log posterior in thresholds and severities.

Three parts add up: the likelihood at the most probable abilities, the change of the Laplace
determinant, and the movement of the abilities that the determinant depends on. Each is a weighted
sum of the first three central moments of a rating at each node, so one pass over the ratings gives
all three.
"""

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.candidates import Mode
from assessment.measurement.likelihood import combined


def gradient(at: Mode, items: int, raters: int) -> Floats:
    """One number for each threshold, item by item, then one for each rater's severity."""
    part = at.ready.part
    by_step = _in_logits(at)
    of_answers = by_step.sum(axis=1)
    thresholds = [-np.bincount(part.item, weights=row, minlength=items) for row in of_answers]
    known = part.rater >= 0
    by_rating = by_step.sum(axis=0)[known]
    severity = -np.bincount(part.rater[known], weights=by_rating, minlength=raters)
    return np.concatenate([np.stack(thresholds, axis=1).ravel(), severity])


def _in_logits(at: Mode) -> Floats:
    """The derivative in the log odds of each step of each rating: steps by places by answers."""
    found, level = at.found, at.ready.part.level
    one, two, three = (weight[:, None, :] for weight in _moment_weights(at))
    # In a level k it is a parabola: three ((k - mean)^2 - variance) + two (k - mean) - one.
    parabola = np.empty((3, *found.mean.shape))
    constant, linear, square = parabola
    square[:] = three
    np.multiply(found.mean, -2 * three, out=linear)
    linear += two
    np.multiply(found.mean, found.mean, out=constant)
    constant -= found.variance
    constant *= three
    constant -= two * found.mean
    constant -= one
    parabola /= found.normaliser
    k = np.arange(1.0, len(found.powers) + 1)
    by_level = combined(np.stack([k**0, k, k**2], axis=1), parabola)
    by_level = np.einsum("knra,knra->kra", by_level, found.powers)
    above = np.cumsum(by_level[::-1], axis=0)[::-1]
    return above + (level >= np.arange(1, len(k) + 1)[:, None, None])


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
    moved = np.einsum("pij,pj->pi", at.covariance, uncertain * slope)
    own, move = uncertain.ravel()[cell], moved.ravel()[cell]
    one = 1 + own / 2 * (deviation**2 - at.spread - centred) - move / 2 * deviation
    two = move / 2 - own * deviation
    return posterior * one, posterior * two, posterior * (-own / 2)


def _information_change(at: Mode, centred: Floats) -> Floats:
    """The derivative of each answer's information in ability."""
    posterior, deviation, found = at.found.posterior, at.deviation, at.found
    third = found.mean * found.mean
    third += 3 * found.variance
    third *= found.mean
    summed = found.cubes.sum(axis=1) - third.sum(axis=1)
    # As a power, the cube takes longer than everything else here.
    summed += deviation * (3 * centred - deviation * deviation)
    change: Floats = (posterior * summed).sum(axis=0)
    return change
