"""Quadratic forms of many sparse rows with one covariance: what candidates share of uncertainty."""

import numpy as np
from scipy import sparse

from assessment.measurement.arrays import Floats, Ints

AT_ONCE, PAIRED = 500, 2_000
"""Rows that are multiplied with the whole covariance at once, and by pairs of their numbers."""
THIN = 8
"""Pairs are faster where a row has at most this share of the columns, one in so many."""


def quadratic(rows: sparse.csr_matrix, covariance: Floats) -> Floats:
    """For each row r the number r @ covariance @ r."""
    found, covariance = [], covariance.astype(rows.dtype)
    for low in range(0, rows.shape[0], AT_ONCE):
        part = rows[low : low + AT_ONCE]
        found.append(np.asarray(part.multiply(part @ covariance).sum(axis=1)).ravel())
    return np.concatenate(found)


def quadratic_of_thin(rows: sparse.csr_matrix, covariance: Floats) -> Floats:
    """The same to a few roundings, faster for many rows with few numbers each."""
    counts = np.diff(rows.indptr)
    if not rows.nnz or counts.max() * THIN > len(covariance):
        return quadratic(rows, covariance)
    found, flat = np.zeros(rows.shape[0], rows.dtype), covariance.astype(rows.dtype).ravel()
    # Rows with equally many numbers are neighbours, so that few places are filled with zeros.
    order = np.argsort(counts, kind="stable")
    for low in range(0, len(order), PAIRED):
        which = order[low : low + PAIRED]
        place = np.arange(counts[which[-1]])[:, None]
        filled = place < counts[which]
        at = np.where(filled, rows.indptr[which] + place, 0)
        values = rows.data[at] * filled
        found[which] = _by_pairs(values, rows.indices[at].astype(np.int64), flat, len(covariance))
    return found


def _by_pairs(values: Floats, columns: Ints, flat: Floats, size: int) -> Floats:
    """Numbers and their columns, places by rows: of each pair of places, all at one distance."""
    row = columns * size
    squares = flat.take(row + columns, mode="clip")  # without it, take checks in a copy
    total: Floats = np.einsum("kp,kp,kp->p", values, values, squares)
    for apart in range(1, len(values)):
        shared = flat.take(row[:-apart] + columns[apart:], mode="clip")
        total += 2 * np.einsum("kp,kp,kp->p", values[:-apart], values[apart:], shared)
    return total
