"""How a panel rates: severity, range of levels, sheets of one level, halo, drift and agreement.

Everything here describes; nothing of it enters a score.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy import stats

from assessment.measurement.agreement.alpha import alpha, alphas
from assessment.measurement.agreement.subjects import SEED, Subjects, bootstrap_weights
from assessment.measurement.arrays import Floats, Ints
from assessment.measurement.fit_statistics import fit_statistics
from assessment.measurement.levels import Z, severities
from assessment.measurement.model import Posterior
from assessment.measurement.role import STEPS, Rated, RoleEstimates

SAMPLES = 1_000
MOST_OF_A_SHEET, FEWEST_ON_A_SHEET = 0.8, 5
"""One level on this share of a scorecard, which has at least so many levels, is worth a look."""
FEWEST_CANDIDATES = 4
"""Fewer candidates of one rater show neither halo nor drift."""
FEWEST_ANSWERS = 8
"""Fewer answers with two levels or more say too little for a coefficient."""


class Range(NamedTuple):
    """A value and its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


class OneLevel(NamedTuple):
    """A scorecard on which nearly everything got the same level, from 0 to STEPS."""

    candidate: str
    level: int
    times: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterPattern:
    """How one rater uses the scale."""

    rater: str
    candidates: int
    levels: tuple[int, ...]
    """How often each level was given, from 0 to STEPS."""
    one_level: tuple[OneLevel, ...]
    severity: Range | None
    """Levels below the panel's average: positive is stricter. None without a colleague."""
    halo: Range | None
    """Correlation of residuals within one candidate; None with too few candidates."""
    drift: Range | None
    """Levels gained in thirty days, beside what is expected; None with too few dates."""


@dataclass(frozen=True, slots=True)
class CompetencyAgreement:
    """Over the answers that at least two raters rated."""

    competency: str
    answers: int
    same: float
    """The share of pairs of levels that are the same."""
    near: float
    """And of those at most one level apart."""
    alpha: Range | None
    """Krippendorff's, for ordered levels; None where there are too few answers."""


@dataclass(frozen=True, slots=True)
class PanelPatterns:
    raters: tuple[RaterPattern, ...]
    agreement: tuple[CompetencyAgreement, ...]
    together: Mapping[tuple[str, str], int]
    """For every two raters, how many candidates both rated."""


Days = Mapping[tuple[str, str], float]
"""Candidate and rater, to when that rater rated that candidate, in days."""


def panel_patterns(
    ratings: Sequence[Rated],
    estimates: RoleEstimates | None,
    days: Days,
    raters: Sequence[str],
) -> PanelPatterns:
    """In the order of `raters`; `estimates` are of the same ratings.

    Without estimates, nothing is said of severity, halo or drift.
    """
    given = [r for r in ratings if r.rater is not None]
    model = _FromModel.of(estimates.fitted.posterior, days) if estimates else None
    rated_by = {r: {x.candidate for x in given if x.rater == r} for r in raters}
    return PanelPatterns(
        raters=tuple(_pattern(r, [x for x in given if x.rater == r], model) for r in raters),
        agreement=tuple(
            _agreement(c, [x for x in given if x.competency == c])
            for c in dict.fromkeys(r.competency for r in given)
        ),
        together={
            (one, other): len(rated_by[one] & rated_by[other])
            for one, other in combinations(raters, 2)
        },
    )


def _pattern(rater: str, own: Sequence[Rated], model: "_FromModel | None") -> RaterPattern:
    counted = Counter(r.level for r in own)
    return RaterPattern(
        rater=rater,
        candidates=len({r.candidate for r in own}),
        levels=tuple(counted[level] for level in range(STEPS + 1)),
        one_level=_one_level(own),
        severity=model.severity.get(rater) if model else None,
        halo=model.halo.get(rater) if model else None,
        drift=model.drift.get(rater) if model else None,
    )


def _one_level(own: Sequence[Rated]) -> tuple[OneLevel, ...]:
    sheets: dict[tuple[str, str], list[int]] = {}
    for r in own:
        sheets.setdefault((r.candidate, r.occasion.rpartition("/")[0]), []).append(r.level)
    found = []
    for (candidate, _), levels in sheets.items():
        level, times = Counter(levels).most_common(1)[0]
        if len(levels) >= FEWEST_ON_A_SHEET and times >= MOST_OF_A_SHEET * len(levels):
            found.append(OneLevel(candidate, level, times, len(levels)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _FromModel:
    """What takes expected levels, by rater."""

    severity: Mapping[str, Range]
    halo: Mapping[str, Range]
    drift: Mapping[str, Range]

    @classmethod
    def of(cls, posterior: Posterior, days: Days) -> "_FromModel":
        data, found = posterior.data, severities(posterior)
        fit = fit_statistics(posterior)
        severity, halo, drift = {}, {}, {}
        for n, rater in enumerate(data.raters):
            effect, far = float(found.effect[n]), float(Z * found.se[n])
            if len(data.raters) > 1:
                severity[rater] = Range(effect, effect - far, effect + far)
            own = data.rater == n
            person = data.candidate[own]
            if (correlation := _halo(fit.residual[own], person)) is not None:
                halo[rater] = correlation
            when = {c: days.get((name, rater)) for c, name in enumerate(data.candidates)}
            if (slope := _drift(fit.deviation[own], person, when)) is not None:
                drift[rater] = slope
        return cls(severity, halo, drift)


def _halo(residual: Floats, person: Ints) -> Range | None:
    """The mean product of two residuals of one candidate over the mean square, by jackknife."""
    pieces = []
    for candidate in np.unique(person):
        own = residual[person == candidate]
        size = len(own)
        products = (own.sum() ** 2 - (own**2).sum()) / 2
        pieces.append((products, size * (size - 1) / 2, (own**2).sum(), size))
    table = np.array(pieces)
    if len(table) < FEWEST_CANDIDATES or not table[:, 1].all() or not table[:, 2].any():
        return None

    def correlation(sums: Floats) -> Floats:
        found: Floats = (sums[..., 0] / sums[..., 1]) / (sums[..., 2] / sums[..., 3])
        return found

    value = float(correlation(table.sum(axis=0)))
    without = correlation(table.sum(axis=0) - table)
    n = len(table)
    se = float(np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum()))
    far = float(stats.t.ppf(0.975, n - 1)) * se
    return Range(value, value - far, value + far)


def _drift(deviation: Floats, person: Ints, when: Mapping[int, float | None]) -> Range | None:
    """Least squares over candidates: each one's mean deviation against the day of the rating."""
    dated = [c for c in np.unique(person).tolist() if when[c] is not None]
    x = np.array([when[c] for c in dated], dtype=float)
    y = np.array([deviation[person == c].mean() for c in dated])
    if len(dated) < FEWEST_CANDIDATES or np.ptp(x) < 1:
        return None
    line = stats.linregress(x, y)
    far = float(stats.t.ppf(0.975, len(dated) - 2)) * float(line.stderr)
    slope = float(line.slope)
    return Range(*(30 * v for v in (slope, slope - far, slope + far)))


def _agreement(competency: str, given: Sequence[Rated]) -> CompetencyAgreement:
    answers: dict[tuple[str, str, str], list[Rated]] = {}
    for r in given:
        answers.setdefault((r.candidate, r.item, r.occasion), []).append(r)
    shared = [rated for rated in answers.values() if len(rated) > 1]
    apart = [abs(a.level - b.level) for rated in shared for a, b in combinations(rated, 2)]
    pairs = max(len(apart), 1)
    return CompetencyAgreement(
        competency=competency,
        answers=len(shared),
        same=sum(d == 0 for d in apart) / pairs,
        near=sum(d <= 1 for d in apart) / pairs,
        alpha=_alpha(shared) if len(shared) >= FEWEST_ANSWERS else None,
    )


def _alpha(shared: Sequence[Sequence[Rated]]) -> Range | None:
    names = sorted({str(r.rater) for rated in shared for r in rated})
    rows = [
        (n, names.index(str(r.rater)), r.level) for n, rated in enumerate(shared) for r in rated
    ]
    table = np.array(rows)
    of = Subjects.of(table[:, 0], table[:, 1], table[:, 2].astype(float))
    value = alpha(of, "ordinal")
    drawn = alphas(of, bootstrap_weights(of.groups, SAMPLES, SEED))["ordinal"]
    known = drawn[np.isfinite(drawn)]
    if not np.isfinite(value) or len(known) <= SAMPLES // 10:
        return None
    low, high = np.quantile(known, (0.025, 0.975))
    return Range(value, min(float(low), value), max(float(high), value))
