"""Raters whose levels the model doesn't describe, so that intervals are narrower than they should.

Three kinds: levels that follow the candidates too little (infit), levels that are nearly all the
same, and halo, by which a rater's levels of one candidate go up or down together. Halo is looked
for as the interaction of rater and candidate in an analysis of variance (Guilford 1954,
Psychometric Methods, 2nd ed., ch. 11) of the levels less their answer's mean. Ability and answer
effect are then gone, which residuals of the model are not free of: fitted abilities take up most of
a halo. `benchmarks/misfit.py` measures how often each is seen where it is, and where it isn't.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from assessment.measurement.arrays import Floats, Ints
from assessment.measurement.fit_statistics import FEW, FitTable
from assessment.measurement.observations import Observations
from assessment.measurement.spreads import sample

NOISY_Z, ERRATIC = 1.645, 1.3
"""Infit above both, of FEW ratings or more; of fewer, only its z counts."""
HALO_CHANCE, HALO_SHARE = 0.02, 0.03
"""How improbable the interaction is without halo at most, and its share of what is left of the
levels' variance at least: in a large table the smallest halo is certain."""
ONE_LEVEL, FEWEST_LEVELS, FEWEST_CANDIDATES = 0.8, 10, 2
"""One level has this share of a rater's levels, of so many at least, over so many candidates."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """What makes the intervals of a table too narrow."""

    noisy: tuple[str, ...] = ()
    """Raters whose levels follow the candidates less than the model expects."""
    one_level: tuple[str, ...] = ()
    """Raters who gave nearly everything the same level, whoever the candidate was."""
    halo: bool = False
    """Whether some raters' levels go up or down with the candidate as a whole."""

    def __bool__(self) -> bool:
        return bool(self.noisy or self.one_level or self.halo)


def misfit(data: Observations, raters: FitTable) -> Misfit:
    """`raters` are the fit statistics of the raters in `data`."""
    few = raters.ratings < FEW
    noisy = (raters.infit_z > NOISY_Z) & (few | (raters.infit > ERRATIC))
    return Misfit(
        noisy=tuple(data.raters[n] for n in np.flatnonzero(noisy).tolist()),
        one_level=tuple(data.raters[n] for n in _of_one_level(data).tolist()),
        halo=_halo(sample(data)),
    )


def _of_one_level(data: Observations) -> Ints:
    """Raters with one level nearly throughout, whoever the candidate was."""
    known, raters = data.rater >= 0, len(data.raters)
    rater, levels = data.rater[known], data.steps + 1
    counts = np.bincount(rater * levels + data.level[known], minlength=raters * levels)
    counts = counts.reshape(raters, levels)
    pairs = np.unique(data.candidate[known] * max(raters, 1) + rater)
    candidates = np.bincount(pairs % max(raters, 1), minlength=raters)
    many = counts.sum(axis=1)
    alike = counts.max(axis=1, initial=0) >= ONE_LEVEL * many
    return np.flatnonzero(alike & (many >= FEWEST_LEVELS) & (candidates >= FEWEST_CANDIDATES))


def _halo(data: Observations) -> bool:
    """An F test of the interaction of rater and candidate, answer effects being taken out."""
    known, raters = data.rater >= 0, len(data.raters)
    if not known.any():
        return False
    candidate, rater, answer = data.candidate[known], data.rater[known], data.answer[known]
    level = _centred(data.level[known].astype(float)[:, None], answer)[:, 0]
    normal, right = np.zeros((raters, raters)), np.zeros(raters)
    explained, rank, pairs = 0.0, 0, 0
    edges = np.append(np.flatnonzero(np.diff(candidate, prepend=-1)), len(candidate))
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        who, column = np.unique(rater[low:high], return_inverse=True)
        own = _centred(np.eye(len(who))[column], answer[low:high])
        square, product = own.T @ own, own.T @ level[low:high]
        normal[np.ix_(who, who)] += square
        right[who] += product
        part, its_rank = _explained(square, product)
        explained, rank, pairs = explained + part, rank + its_rank, pairs + len(who)
    by_rater, rank_of_raters = _explained(normal, right)
    freedom = rank - rank_of_raters, len(level) - len(np.unique(answer)) - rank
    if min(freedom) <= 0:
        return False
    left = max(float(level @ level) - explained, 1e-9) / freedom[1]
    return _clear((explained - by_rater) / freedom[0] / left, freedom, len(level) / pairs)


def _clear(ratio: float, freedom: tuple[int, int], levels: float) -> bool:
    """Whether the ratio of mean squares is improbable and large; `levels` are of each pair."""
    share = (ratio - 1) / (max(ratio, 1.0) - 1 + levels)
    return share > HALO_SHARE and float(fdtrc(*freedom, ratio)) < HALO_CHANCE


def _centred(columns: Floats, answer: Ints) -> Floats:
    """Less each answer's mean; `answer` ascends."""
    heads = np.flatnonzero(np.diff(answer, prepend=-1))
    counts = np.diff(np.append(heads, len(answer)))
    means = np.add.reduceat(columns, heads, axis=0) / counts[:, None]
    found: Floats = columns - np.repeat(means, counts, axis=0)
    return found


def _explained(square: Floats, product: Floats) -> tuple[float, int]:
    """The sum of squares that a regression explains, from its normal equations; and its rank."""
    values, vectors = np.linalg.eigh(square)
    kept = values > 1e-9 * max(float(values.max(initial=0.0)), 1.0)
    along = vectors[:, kept].T @ product
    return float((along**2 / values[kept]).sum()), int(kept.sum())
