"""Intraclass correlations from the two-way analysis of variance, with or without missing cells.

Variance components come from fitting constants (Henderson's third method). On a complete table they
are those of Shrout and Fleiss (1979) and McGraw and Wong (1996); on an incomplete one they are
unbiased, and nothing has to be left out or filled in.
"""

from dataclasses import dataclass

import numpy as np

from assessment.measurement.agreement.subjects import Subjects
from assessment.measurement.arrays import Floats

NAMES = ("ICC(1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)")
MOST_RATERS = 60
"""With more raters the sums of squares for all groups take too much memory for an interval."""
AT_ONCE = 100
TINY = 1e-9
"""Eigenvalues below this share of the largest are zero."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """For each group of subjects what the sums of squares are made of."""

    simple: Floats
    """Subjects, ratings, their squares, sums of values, squared means, squares within subjects."""
    raters: Floats
    """Ratings, values and squares of each rater."""
    adjusted: Floats
    """Raters by raters: the normal equations, subjects being fitted."""
    residual: Floats
    """The right-hand side of those equations."""


def intraclass(of: Subjects, weights: Floats) -> dict[str, Floats]:
    """Each coefficient, one value for each row of `weights`, which counts groups of subjects."""
    pieces = _pieces(of, two_way=of.raters <= MOST_RATERS)
    parts = np.array_split(weights, max(1, len(weights) // AT_ONCE))
    found = [_coefficients(part, pieces) for part in parts]
    return {name: np.concatenate([part[name] for part in found]) for name in NAMES}


def _pieces(of: Subjects, *, two_way: bool) -> _Pieces:
    value, counts = of.value - of.value.mean(), of.counts
    total = of.per_subject(value)
    mean = total / counts
    off = value - mean[of.subject]
    within = of.per_subject(off**2)
    simple = np.column_stack(
        [np.ones(of.subjects), counts, counts**2, total, total**2 / counts, within]
    )
    size = of.raters if two_way else 0
    by_rater = np.zeros((of.subjects, 3, size))
    residual = np.zeros((of.subjects, size))
    shared = np.zeros((of.subjects, size, size))
    if two_way:
        given = np.zeros((of.subjects, size))
        given[of.subject, of.rater] = 1.0
        for k, column in enumerate((np.ones_like(value), value, value**2)):
            by_rater[of.subject, k, of.rater] = column
        residual[of.subject, of.rater] = off
        shared = -np.einsum("sa,sb->sab", given, given / counts[:, None])
        own = np.arange(size)
        shared[:, own, own] += given
    return _Pieces(
        of.per_group(simple),
        of.per_group(by_rater).reshape(of.groups, 3, size),
        of.per_group(shared).reshape(of.groups, size, size),
        of.per_group(residual),
    )


def _coefficients(weights: Floats, pieces: _Pieces) -> dict[str, Floats]:
    subjects, ratings, squares, total, between, within = (weights @ pieces.simple).T
    with np.errstate(invalid="ignore", divide="ignore"):
        error = within / (ratings - subjects)
        spread = between - total**2 / ratings
        size = (ratings - squares / ratings) / (subjects - 1)
        subject = (spread / (subjects - 1) - error) / size
        found = {"ICC(1)": _ratio(subject, error), "ICC(1,k)": _ratio(subject, error / size)}
        each = ratings / subjects
        subject, rater, error = _two_way(weights, pieces, subjects, ratings, within)
        for name, rest in (("A", rater + error), ("C", error)):
            found[f"ICC({name},1)"] = _ratio(subject, rest)
            found[f"ICC({name},k)"] = _ratio(subject, rest / each)
    return found


def _two_way(
    weights: Floats, pieces: _Pieces, subjects: Floats, ratings: Floats, within: Floats
) -> tuple[Floats, Floats, Floats]:
    """Variances of subjects, of raters and of the rest; missing where they cannot be told apart."""
    size = pieces.residual.shape[1]
    if not size:
        missing = np.full(len(weights), np.nan)
        return missing, missing, missing
    count, total, square = np.tensordot(weights, pieces.raters, axes=1).transpose(1, 0, 2)
    of_raters, rank = _explained(
        np.tensordot(weights, pieces.adjusted, axes=1), weights @ pieces.residual
    )
    rest = within - of_raters
    freedom = np.where(ratings - subjects - rank > 0, ratings - subjects - rank, np.nan)
    error = rest / freedom
    raters = (count > 0).sum(axis=1)
    means = total**2 / np.where(count > 0, count, 1.0)
    of_subjects = (square - means).sum(axis=1) - rest
    subject = (of_subjects - (ratings - raters - freedom) * error) / (ratings - raters)
    rater = (of_raters - rank * error) / (ratings - subjects)
    return subject, rater, error


def _explained(normal: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Sum of squares of each system of normal equations, and its rank."""
    values, vectors = np.linalg.eigh(normal)
    real = values > TINY * values[:, -1:]
    along = np.einsum("mij,mi->mj", vectors, right)
    explained = np.where(real, along**2 / np.where(real, values, 1.0), 0.0)
    return explained.sum(axis=1), real.sum(axis=1).astype(float)


def _ratio(part: Floats, rest: Floats) -> Floats:
    ratio: Floats = np.where(part + rest > 0, part / (part + rest), np.nan)
    return ratio
