"""The exact Schur complement: minus the Hessian in thresholds and severities, abilities profiled.

Answers have few ratings each, so the parts are sparse; what is added up over a block is dense.
"""

from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from scipy import sparse

from assessment.measurement.arrays import Floats
from assessment.measurement.blocks import Small
from assessment.measurement.candidates import Mode

FEW = 100_000
"""Numbers that are multiplied with their zeros."""


@dataclass(slots=True)
class Pieces:
    """What one slice adds to the curvature of its block."""

    within_items: Floats
    """Items by steps by steps."""
    rater_item: Floats
    """Steps by raters by items."""
    rater: Floats
    """The diagonal of the raters."""
    among: Floats
    """Raters by raters: the covariance of residuals within answers, which is to be subtracted."""
    cross: sparse.csr_matrix
    """Candidates' abilities by structural parameters, scaled so that its cross product counts."""


def pieces(at: Mode, items: int, raters: int) -> Pieces:
    part, found = at.ready.part, at.found
    posterior, known = found.posterior, part.rater >= 0
    share, deviated = posterior[:, None, :], posterior * at.deviation
    above, with_level = _steps(at)
    off = _deviations(at, above)
    residual = part.level.astype(found.mean.dtype) - found.mean
    residual *= known
    residual -= np.einsum("nra,na->ra", residual, posterior)
    own = np.einsum("nra,na->ra", found.variance, posterior)
    seen = own - np.einsum("nra,na->ra", residual, deviated)
    of_raters = np.bincount(part.rater[known], weights=own[known], minlength=raters)
    return Pieces(
        within_items=_within_items(at, above, off, items),
        rater_item=_rater_item(at, with_level, off, residual, (raters, items)),
        rater=of_raters.astype(float),
        among=_among(residual, residual * share, part.rater, raters),
        cross=_cross(at, _with_ability(at, with_level, off), seen, items, raters),
    )


def _steps(at: Mode) -> tuple[Floats, Floats]:
    """For each step its probability, and the covariance of level and reaching it.

    Both are steps by nodes by places by answers.
    """
    above, mean = at.found.above, at.found.mean
    with_level = above.copy()
    for k in range(len(above) - 2, -1, -1):
        with_level[k] += with_level[k + 1]
    scratch = np.empty_like(mean)
    for k in range(len(above)):
        with_level[k] -= np.multiply(mean - k, above[k], out=scratch)
    return above, with_level


def _deviations(at: Mode, above: Floats) -> Floats:
    """For each step the answer's score in that step at each node, less its posterior mean."""
    steps = np.arange(1, len(above) + 1)[:, None, None]
    given = (at.ready.part.level >= steps).sum(axis=1, dtype=np.int32)[:, None, :]
    score: Floats = given.astype(above.dtype) - above.sum(axis=2)
    score -= np.einsum("kna,na->ka", score, at.found.posterior)[:, None, :]
    return score


def _with_ability(at: Mode, with_level: Floats, off: Floats) -> Floats:
    """Cross information of ability and each step of the answer's item: steps by answers."""
    inside = with_level.sum(axis=2)
    inside -= at.deviation * off
    found: Floats = np.einsum("kna,na->ka", inside, at.found.posterior)
    return found


def _within_items(at: Mode, above: Floats, off: Floats, items: int) -> Floats:
    posterior, item, steps = at.found.posterior, at.ready.part.item, len(above)
    found = np.zeros((items, steps, steps))
    shared = above * posterior[:, None, :]
    reached, scored = shared.sum(axis=(1, 2)), off * posterior
    for j, k in combinations_with_replacement(range(steps), 2):
        value = reached[k] - np.einsum("nra,nra->a", shared[k], above[j])
        value -= np.einsum("na,na->a", scored[j], off[k])
        found[:, j, k] = found[:, k, j] = np.bincount(item, weights=value, minlength=items)
    return found


def _rater_item(
    at: Mode,
    with_level: Floats,
    off: Floats,
    residual: Floats,
    shape: tuple[int, int],
) -> Floats:
    raters, items = shape
    part, posterior = at.ready.part, at.found.posterior
    known = part.rater >= 0
    pair = (part.rater.astype(np.int64) * items + part.item)[known]
    found = np.empty((len(off), raters, items))
    for k, (covariance, deviation) in enumerate(zip(with_level, off, strict=True)):
        value = np.einsum("nra,na->ra", covariance, posterior)
        value -= np.einsum("nra,na->ra", residual, posterior * deviation)
        summed = np.bincount(pair, weights=value[known], minlength=raters * items)
        found[k] = summed.reshape(raters, items)
    return found


def _among(residual: Floats, shared: Floats, rater: Small, raters: int) -> Floats:
    """Products of the residuals of each two places of an answer, added up for their raters."""
    product = np.einsum("nra,nsa->rsa", residual, shared)
    # Ratings without a rater, and empty places, count for the first row and column.
    place, size = np.maximum(rater.astype(np.int64), -1) + 1, raters + 1
    pair = place[:, None, :] * size + place
    summed = np.bincount(pair.ravel(), weights=product.ravel(), minlength=size**2)
    found: Floats = summed.astype(float).reshape(size, size)[1:, 1:]
    return found


def _cross(at: Mode, joint: Floats, seen: Floats, items: int, raters: int) -> sparse.csr_matrix:
    """Minus the cross derivatives of abilities and structure, candidates' cells in the rows."""
    part, steps = at.ready.part, len(joint)
    known = part.rater >= 0
    thresholds = (part.item * steps + np.arange(steps)[:, None]).ravel()
    cells = np.broadcast_to(part.cell, known.shape)[known]
    rows = np.concatenate([np.tile(part.cell, steps), cells])
    columns = np.concatenate([thresholds, items * steps + part.rater[known]])
    values = np.concatenate([-joint.ravel(), -seen[known]])
    size = part.candidates * part.dimensions
    return sparse.csr_matrix((values, (rows, columns)), shape=(size, items * steps + raters))


def schur(modes: list[tuple[Pieces, Floats]], items: int, steps: int, raters: int) -> Floats:
    """The curvature of a block from its slices' pieces and their candidates' covariances."""
    size = items * steps
    whole = np.zeros((size + raters,) * 2)
    blocks = whole[:size, :size].reshape(items, steps, items, steps)
    own = np.arange(items)
    blocks[own, :, own, :] += sum(p.within_items for p, _ in modes)
    mixed = sum(p.rater_item for p, _ in modes)
    corner = np.transpose(mixed, (1, 2, 0)).reshape(raters, size)
    whole[size:, :size] += corner
    whole[:size, size:] += corner.T
    whole[size:, size:] += np.diag(sum(p.rater for p, _ in modes)) - sum(p.among for p, _ in modes)
    profiled = stacked([_whitened(p.cross, covariance) for p, covariance in modes])
    whole -= _cross_product(profiled)
    return whole


def _cross_product(rows: sparse.csr_matrix) -> Floats:
    """Of the columns. Of a shortlist it is sooner done with the zeros than without them."""
    if rows.shape[0] * rows.shape[1] <= FEW:
        dense = rows.toarray()
        product: Floats = dense.T @ dense
        return product
    sums: Floats = (rows.T @ rows).toarray()
    return sums


def stacked(slices: list[sparse.csr_matrix]) -> sparse.csr_matrix:
    """One below the other."""
    return slices[0] if len(slices) == 1 else sparse.vstack(slices, format="csr")


def scaled(rows: sparse.csr_matrix, by: Floats) -> sparse.csr_matrix:
    """Every row times a number of its own."""
    found = rows.copy()
    found.data *= np.repeat(by, np.diff(rows.indptr))
    return found


def _whitened(cross: sparse.csr_matrix, covariance: Floats) -> sparse.csr_matrix:
    """`cross` times a root of the candidates' covariances."""
    if covariance.shape[-1] == 1:
        return scaled(cross, np.sqrt(covariance.ravel()))
    roots = np.transpose(np.linalg.cholesky(covariance), (0, 2, 1))
    return sparse.block_diag(list(roots), format="csr") @ cross
