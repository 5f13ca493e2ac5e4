"""The many-facet partial-credit model with an answer effect and normal priors."""

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy import sparse
from scipy.linalg.lapack import dpotri

from assessment.domain.errors import Invalid
from assessment.measurement.approach import Near, approached
from assessment.measurement.arrays import Floats
from assessment.measurement.curvature import scaled
from assessment.measurement.newton import maximise
from assessment.measurement.objective import Objective
from assessment.measurement.observations import Observations
from assessment.measurement.one_thread import one_thread
from assessment.measurement.optimum import Optimum
from assessment.measurement.priors import Priors
from assessment.measurement.quadratic import quadratic, quadratic_of_thin
from assessment.measurement.spreads import MOST_RATINGS, Spreads, estimate_spreads, sample

MOST_PARAMETERS = 4_000
LARGE = 40_000
"""From this many ratings on, the tolerance is the larger one."""
FEWER, LARGER = 4, 11
"""A sample to start from has at most a quarter of the ratings. The next is eleven times larger."""
TOLERANCE, TOLERANCE_LARGE = 1e-5, 1e-3
"""In posterior standard deviations."""
FINEST_SINGLE = 1e-4
"""The smallest tolerance for which single precision is enough."""
ROUGH_TOLERANCE = 1.0
"""For a sample, which is farther than that from the whole table in any case."""


class ManyFacetModel:
    """Estimates abilities, thresholds and severities from ratings, with their joint uncertainty.

    The log odds of level k against k - 1 are ability + answer effect - severity - threshold. With
    `priors` everything is fitted under them. Without, the spreads of the effects are estimated too.
    Blocks of candidates run through joblib with `n_jobs` and `backend`. The result is deterministic
    and does not depend on the order of the rows.

    >>> ManyFacetModel().fit(observations(table)).posterior_  # doctest: +SKIP
    """

    priors_: Priors
    spreads_: Spreads | None
    posterior_: "Posterior"
    steps_: int
    log_likelihood_: float
    """Of thresholds, severities and priors, the candidates being integrated out."""

    def __init__(
        self,
        priors: Priors | None = None,
        *,
        tolerance: float | None = None,
        n_jobs: int = 1,
        backend: str | None = None,
    ) -> None:
        self.priors, self.tolerance = priors, tolerance
        self.n_jobs, self.backend = n_jobs, backend

    def fit(self, data: Observations) -> Self:
        """Invalid says why there is nothing to fit."""
        _refuse(data)
        with one_thread() if len(data) < LARGE else nullcontext():
            return self._fitted(data)

    def _fitted(self, data: Observations) -> Self:
        self.priors_, self.spreads_, start, most = self._prepared(data)
        usual = TOLERANCE if len(data) < LARGE else TOLERANCE_LARGE
        objective = Objective(data, self.priors_, n_jobs=self.n_jobs, backend=self.backend)
        found = _found(objective, start, most, self.tolerance or usual)
        self.steps_, self.log_likelihood_ = found.steps, found.point.value
        self.posterior_ = Posterior.of(data, self.priors_, found)
        return self

    def _prepared(self, data: Observations) -> tuple[Priors, Spreads | None, Floats, int]:
        """Priors, the spreads behind them where they were estimated, and where to start.

        Last is how many ratings the first sample may have, if one is needed.
        """
        if self.priors is not None:
            return self.priors, None, self.priors.structure_mean, MOST_RATINGS
        spreads, start = estimate_spreads(sample(data))
        return spreads.priors(data), spreads, start, LARGER * MOST_RATINGS


def _found(usual: Objective, start: Floats, most: int, tolerance: float) -> Optimum:
    """The optimum of a table, by way of samples of its candidates if it is large."""
    near = _nearer(usual, start, most)
    if near is None:
        return maximise(usual, start, tolerance=tolerance)
    found = None
    if tolerance >= FINEST_SINGLE:
        found = approached(usual, near, tolerance)
    return found or maximise(usual, near.parameters, tolerance=tolerance)


def _nearer(whole: Objective, start: Floats, most: int) -> Near | None:
    """Where samples of a large table's candidates end, each larger than the one before."""
    near, data = None, whole.data
    while len(data) >= FEWER * most:
        few = sample(data, most)
        priors = _of_few(whole.priors, data, few)
        rough, found = Objective(few, priors), None
        if near:
            found = approached(rough, near, ROUGH_TOLERANCE)
        found = found or maximise(rough, start, tolerance=ROUGH_TOLERANCE)
        near = Near.of(rough, found)
        start = near.parameters
        most *= LARGER
    return near


def _refuse(data: Observations) -> None:
    if not len(data):
        raise Invalid("There are no ratings to analyse.")
    parameters = len(data.items) * data.steps + len(data.raters)
    if parameters > MOST_PARAMETERS:
        raise Invalid(
            f"{len(data.items)} items with {data.steps} steps each and {len(data.raters)} raters "
            f"are {parameters} parameters; at most {MOST_PARAMETERS} can be estimated at once."
        )


def _of_few(priors: Priors, data: Observations, few: Observations) -> Priors:
    """The same priors for some of the candidates."""
    if priors.ability_mean.ndim == 1:
        return priors
    place = {name: n for n, name in enumerate(data.candidates)}
    rows = [place[name] for name in few.candidates]
    return replace(priors, ability_mean=priors.ability_mean[rows])


@dataclass(slots=True)
class Posterior:
    """The joint normal approximation around the most probable values.

    Thresholds and severities are normal with `structure_covariance`. Given them, a candidate's
    abilities are normal with `conditional`, and their means move by `-conditional @ cross` for each
    unit that a parameter moves.
    """

    data: Observations
    answer_sd: float
    ability: Floats
    """Candidates by competencies."""
    conditional: Floats
    """Candidates by competencies by competencies."""
    thresholds: Floats
    """Items by steps."""
    severity: Floats
    structure_covariance: Floats
    factor: Floats
    """Lower Cholesky factor of the inverse of `structure_covariance`."""
    shift: list[sparse.csr_matrix]
    """How abilities move with the parameters, for each block: cells by parameters."""

    @classmethod
    def of(cls, data: Observations, priors: Priors, found: Optimum) -> "Posterior":
        point, items = found.point, len(data.items) * data.steps
        return cls(
            data=data,
            answer_sd=priors.answer_sd,
            ability=point.state.ability,
            conditional=point.covariance,
            thresholds=point.parameters[:items].reshape(len(data.items), data.steps),
            severity=point.parameters[items:],
            structure_covariance=_inverse(found.factor[0]),
            factor=np.tril(found.factor[0]),
            shift=_shifts(point.cross, point.covariance),
        )

    @property
    def parameters(self) -> Floats:
        return np.concatenate([self.thresholds.ravel(), self.severity])

    def shifted(self, changes: Floats) -> Floats:
        """How abilities move with changes of the parameters, columns of `changes`."""
        return np.concatenate([block @ changes for block in self.shift])

    def ability_variance(self) -> Floats:
        """Candidates by competencies; uncertain thresholds and severities are in it."""
        own: Floats = np.einsum("pii->pi", self.conditional)
        form = quadratic_of_thin if len(self.data) >= FEWER * MOST_RATINGS else quadratic
        shared = [form(block, self.structure_covariance) for block in self.shift]
        return own + np.concatenate(shared).reshape(own.shape)

    def ability_covariance(self) -> Floats:
        """Of all abilities of all candidates, for a shortlist: candidate by candidate."""
        whole = sparse.vstack(self.shift, format="csr")
        covariance: Floats = whole @ (whole @ self.structure_covariance).T
        size = self.ability.shape[1]
        for n, own in enumerate(self.conditional):
            covariance[n * size : (n + 1) * size, n * size : (n + 1) * size] += own
        return covariance


def _inverse(factor: Floats) -> Floats:
    """Of the matrix with this lower Cholesky factor."""
    lower = np.tril(dpotri(factor, lower=1)[0])
    whole: Floats = lower + np.tril(lower, -1).T
    return whole


def _shifts(cross: list[sparse.csr_matrix], covariance: Floats) -> list[sparse.csr_matrix]:
    found, first, size = [], 0, covariance.shape[-1]
    for block in cross:
        people = block.shape[0] // size
        own = covariance[first : first + people]
        if size == 1:
            found.append(scaled(block, -own.ravel()))
        else:
            found.append(sparse.csr_matrix(-(sparse.block_diag(list(own), "csr") @ block)))
        first += people
    return found
