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
    scatter: sparse.csr_matrix
    """Rows whose cross product is taken from the raters' part: nodes of answers by raters."""
    cross: sparse.csr_matrix
    """Candidates' abilities by structural parameters, scaled so that its cross product counts."""


def pieces(at: Mode, items: int, raters: int) -> Pieces:
    part, found = at.ready.part, at.found
    posterior = found.posterior[:, None, :]
    above, with_level = _above(at), _with_level(at)
    off = _deviations(at, above)
    residual = (part.rater >= 0) * (part.level - found.mean)
    residual -= (posterior * residual).sum(axis=0)
    own = (posterior * found.variance).sum(axis=0)
    seen = own - (posterior * residual * at.deviation[:, None, :]).sum(axis=0)
    known = part.rater >= 0
    of_raters = np.bincount(part.rater[known], weights=own[known], minlength=raters)
    return Pieces(
        within_items=_within_items(at, above, off, items),
        rater_item=_rater_item(at, with_level, off, residual, (raters, items)),
        rater=of_raters.astype(float),
        scatter=_scatter(np.sqrt(posterior) * residual, part.rater, raters),
        cross=_cross(at, _with_ability(at, with_level, off), seen, items, raters),
    )


def _above(at: Mode) -> list[Floats]:
    """For each step the probability of a level at or above it: nodes by ratings."""
    found: list[Floats] = []
    total = np.zeros_like(at.found.normaliser)
    for power in reversed(at.found.powers):
        total = total + power
        found.append(total / at.found.normaliser)
    return found[::-1]


def _with_level(at: Mode) -> list[Floats]:
    """For each step the covariance of level and reaching that step."""
    found: list[Floats] = []
    total = np.zeros_like(at.found.normaliser)
    for k in range(len(at.found.powers), 0, -1):
        total = total + (k - at.found.mean) * at.found.powers[k - 1]
        found.append(total / at.found.normaliser)
    return found[::-1]


def _deviations(at: Mode, above: list[Floats]) -> list[Floats]:
    """For each step the answer's score in that step at each node, less its posterior mean."""
    level, posterior = at.ready.part.level, at.found.posterior
    found = []
    for k, share in enumerate(above, 1):
        score = (level >= k).sum(axis=0) - share.sum(axis=1)
        found.append(score - (posterior * score).sum(axis=0))
    return found


def _with_ability(at: Mode, with_level: list[Floats], off: list[Floats]) -> Floats:
    """Cross information of ability and each step of the answer's item: steps by answers."""
    posterior = at.found.posterior
    return np.stack(
        [
            (posterior * (covariance.sum(axis=1) - at.deviation * deviation)).sum(axis=0)
            for covariance, deviation in zip(with_level, off, strict=True)
        ]
    )


def _within_items(at: Mode, above: list[Floats], off: list[Floats], items: int) -> Floats:
    posterior, item, steps = at.found.posterior, at.ready.part.item, len(above)
    found = np.zeros((items, steps, steps))
    for j, k in combinations_with_replacement(range(steps), 2):
        both = (above[k] * (1 - above[j])).sum(axis=1)
        value = (posterior * (both - off[j] * off[k])).sum(axis=0)
        found[:, j, k] = found[:, k, j] = np.bincount(item, weights=value, minlength=items)
    return found


def _rater_item(
    at: Mode,
    with_level: list[Floats],
    off: list[Floats],
    residual: Floats,
    shape: tuple[int, int],
) -> Floats:
    raters, items = shape
    part, posterior = at.ready.part, at.found.posterior[:, None, :]
    known = part.rater >= 0
    pair = (part.rater.astype(np.int64) * items + part.item)[known]
    found = np.empty((len(off), raters, items))
    for k, (covariance, deviation) in enumerate(zip(with_level, off, strict=True)):
        value = (posterior * (covariance - residual * deviation[:, None, :])).sum(axis=0)
        summed = np.bincount(pair, weights=value[known], minlength=raters * items)
        found[k] = summed.reshape(raters, items)
    return found


def _scatter(scaled: Floats, rater: Small, raters: int) -> sparse.csr_matrix:
    """Rows for nodes of answers, columns for raters."""
    nodes, _, answers = scaled.shape
    row = np.arange(nodes * answers).reshape(nodes, 1, answers)
    known = np.broadcast_to(rater >= 0, scaled.shape)
    rows = np.broadcast_to(row, scaled.shape)[known]
    columns = np.broadcast_to(rater, scaled.shape)[known]
    shape = (nodes * answers, raters)
    return sparse.csr_matrix((scaled[known], (rows, columns)), shape=shape)


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
    scatter = stacked([p.scatter for p, _ in modes])
    among = np.diag(sum(p.rater for p, _ in modes)) - _cross_product(scatter)
    whole[size:, size:] += among
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
