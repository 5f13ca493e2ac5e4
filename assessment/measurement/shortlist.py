"""Estimates for a shortlist: how sure each score, rank and comparison is.

`shortlist_estimates` is what screens, exports and reports call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd

from assessment.domain.coverage import COVERAGE_FLOOR
from assessment.domain.errors import Invalid
from assessment.measurement.arrays import Floats
from assessment.measurement.draws import SEED, Draws, draw
from assessment.measurement.levels import expected_level
from assessment.measurement.model import ManyFacetModel, Posterior
from assessment.measurement.observations import Observations
from assessment.measurement.priors import Priors, shortlist_priors
from assessment.measurement.ranking import above, order_share, rank_ranges, ranks, tiers

INTERVAL = (0.025, 0.975)
COLUMNS = (
    "candidate",
    "estimate",
    "low",
    "high",
    "coverage",
    "provisional",
    "rank",
    "rank_low",
    "rank_high",
    "tier",
)
MOST_DRAWN = 8
"""Roles whose draws by competency are kept: with 40 candidates they take some 10 MB each."""
AT_ONCE = 1_000
"""Draws that are turned into scores at a time."""
Weights = Mapping[str, Mapping[str, float]]
"""Profile to competency to weight."""


@dataclass(frozen=True, slots=True)
class ProfileEstimates:
    """One weight profile. Rows and columns are in the order of the candidates' names."""

    table: pd.DataFrame
    """One row for each candidate, with COLUMNS; estimates are from 0 to 100.

    `rank`, its range and `tier` are missing for a provisional candidate, and estimates are missing
    where nothing was rated that the profile weighs.
    """
    above: pd.DataFrame
    """P(row above column) for every two candidates that are not provisional."""
    order_share: float
    """How probable it is that the whole order of the estimates is right."""
    draws: Floats
    """Draws by candidates, from 0 to 100; missing where the estimate is."""


@dataclass(frozen=True, slots=True)
class EstimateDifference:
    """Between two candidates, or between two profiles of one candidate, in points."""

    estimate: float
    low: float
    high: float
    above: float
    """P(the first is above the second)."""


@dataclass(frozen=True, slots=True)
class CompetencyScores:
    """Expected rubric scores by competency, from 0 to 100; missing where the role has no item."""

    middle: Floats
    """Candidates by competencies, at the most probable values."""
    spread: Floats
    """Draws by candidates by competencies."""
    rated: Floats
    """Candidates by competencies: 1 where the candidate has a rating."""


@dataclass(frozen=True, eq=False)
class ShortlistEstimates:
    """All profiles, from one fit and the same joint draws. Equal to itself only."""

    profiles: Mapping[str, ProfileEstimates]
    candidates: tuple[str, ...]
    posterior: Posterior
    """For severities, link strength and fit statistics."""
    priors: Priors
    items: tuple[tuple[int, float], ...]
    """Of the reference kit: the place of each in the posterior's items, and its weight."""
    seed: int
    gaps: dict[tuple[str, str, str], EstimateDifference] = field(default_factory=dict, repr=False)
    """Between two profiles of a candidate, as far as somebody asked: no weighting changes them."""

    @property
    def competencies(self) -> CompetencyScores:
        """What every profile is weighed from; drawn again once many other roles were looked at."""
        return _scores(self)

    def under(
        self,
        weights: Mapping[str, float],
        *,
        rubric_ranks: Mapping[str, int] | None = None,
        floor: float = COVERAGE_FLOOR,
    ) -> ProfileEstimates:
        """The same fit under other weights, as if they had been a profile of it."""
        return _under(self.posterior.data, self.competencies, weights, floor, rubric_ranks or {})

    def between_candidates(self, profile: str, first: str, second: str) -> EstimateDifference:
        """How far `first` is above `second`."""
        draws = self.profiles[profile].draws
        one, other = (self.candidates.index(name) for name in (first, second))
        return _difference(draws[:, one], draws[:, other])

    def between_profiles(self, candidate: str, first: str, second: str) -> EstimateDifference:
        """How far a candidate's estimate under `first` is above the one under `second`."""
        asked = (candidate, first, second)
        if asked not in self.gaps:
            at = self.candidates.index(candidate)
            one, other = (self.profiles[p].draws[:, at] for p in (first, second))
            self.gaps[asked] = _difference(one, other)
        return self.gaps[asked]


def shortlist_estimates(
    data: Observations,
    weights: Weights,
    *,
    priors: Priors | None = None,
    kit: Mapping[str, float] | None = None,
    rubric_ranks: Mapping[str, Mapping[str, int]] | None = None,
    floor: float = COVERAGE_FLOOR,
    seed: int = SEED,
) -> ShortlistEstimates:
    """Estimates with 95 % intervals, ranges of ranks and tiers, for every profile in `weights`.

    `data` holds the submitted ratings of one role: `observations(table, dimensions=…)` with the
    competency of each question. A finished board enters as one item of placement with the level
    `board_level(fraction, steps)`, and without a rater.

    An estimate is the rubric score to expect of the candidate on the items of `kit` from a rater of
    average severity. It covers the competencies in which the candidate was rated, as the rubric
    score does. `kit` maps the items of the reference kit to their weights; without it all rated
    items count alike. `priors` come from other roles' ratings of the same questions
    (`History.priors`); without them `shortlist_priors(data)` is used, and the screen should say so.

    `rubric_ranks` are the ranks by rubric score for each profile. Ranges are widened to include
    them. Candidates below the coverage `floor` are provisional and have no rank and no tier.
    """
    used = priors or shortlist_priors(data)
    posterior = ManyFacetModel(used).fit(data).posterior_
    found: dict[str, ProfileEstimates] = {}
    items = _kit_items(data, kit)
    made = ShortlistEstimates(found, data.candidates, posterior, used, items, seed)
    for profile, of in weights.items():
        ranked = (rubric_ranks or {}).get(profile, {})
        found[profile] = made.under(of, rubric_ranks=ranked, floor=floor)
    return made


def board_level(fraction: float, steps: int) -> int:
    """The level, from 0 to `steps`, as which a finished board's fraction enters the model."""
    return int(np.floor(fraction * steps + 0.5))


def _difference(one: Floats, other: Floats) -> EstimateDifference:
    off = one - other
    low, high = np.quantile(off, INTERVAL)
    share = float((off > 0).mean() + (off == 0).mean() / 2)
    return EstimateDifference(float(off.mean()), float(low), float(high), share)


@lru_cache(maxsize=MOST_DRAWN)
def _scores(made: ShortlistEstimates) -> CompetencyScores:
    posterior, items = made.posterior, made.items
    return CompetencyScores(
        middle=_competency_scores(posterior, _mode(posterior), items)[0],
        spread=_competency_scores(posterior, draw(posterior, seed=made.seed), items),
        rated=_rated(posterior.data),
    )


def _under(
    data: Observations,
    scores: CompetencyScores,
    weights: Mapping[str, float],
    floor: float,
    rubric_ranks: Mapping[str, int],
) -> ProfileEstimates:
    share = np.array([weights.get(name, 0.0) for name in data.dimensions])
    known = share * scores.rated
    coverage = known.sum(axis=1) / max(sum(weights.values()), 1e-300)
    middle = _weighted(scores.middle[None], known)[0]
    spread = _weighted(scores.spread, known)
    return _profile(data.candidates, middle, spread, coverage, floor, rubric_ranks)


def _mode(posterior: Posterior) -> Draws:
    return Draws(posterior.ability[None], posterior.thresholds[None], posterior.severity[None])


def _kit_items(
    data: Observations, kit: Mapping[str, float] | None
) -> tuple[tuple[int, float], ...]:
    if kit is None:
        return tuple((n, 1.0) for n in range(len(data.items)))
    unknown = [name for name in kit if name not in data.items]
    if unknown:
        raise Invalid(f"The kit's item {unknown[0]} is not among the items of the ratings.")
    return tuple((data.items.index(name), weight) for name, weight in kit.items() if weight > 0)


def _competency_scores(
    posterior: Posterior, drawn: Draws, items: Sequence[tuple[int, float]]
) -> Floats:
    """Draws by candidates by competencies, from 0 to 100; a competency without items is missing."""
    return np.concatenate([_part(posterior, some, items) for some in drawn.parts(AT_ONCE)])


def _part(posterior: Posterior, drawn: Draws, items: Sequence[tuple[int, float]]) -> Floats:
    """Of some draws, so few that what is worked out on the way stays in a processor's cache."""
    data = posterior.data
    severity = drawn.severity.mean(axis=1) if drawn.severity.size else np.zeros(len(drawn))
    score, total = np.zeros_like(drawn.ability), np.zeros(len(data.dimensions))
    for item, weight in complete(data, items):
        dimension = data.item_dimension[item]
        ability = drawn.ability[:, :, dimension] - severity[:, None]
        thresholds = drawn.thresholds[:, None, item]
        level = expected_level(ability, thresholds, posterior.answer_sd)
        score[:, :, dimension] += weight * level
        total[dimension] += weight
    scores: Floats = 100 * score / (data.steps * total)
    return scores


def complete(data: Observations, items: Sequence[tuple[int, float]]) -> Sequence[tuple[int, float]]:
    """A competency that was rated only off the kit is represented by all its rated items."""
    covered = {int(data.item_dimension[item]) for item, _ in items}
    extra = [(n, 1.0) for n, d in enumerate(data.item_dimension.tolist()) if d not in covered]
    return [*items, *extra]


def _rated(data: Observations) -> Floats:
    """Candidates by competencies: 1 where the candidate has a rating."""
    found = np.zeros((len(data.candidates), len(data.dimensions)))
    found[data.candidate, data.item_dimension[data.item]] = 1.0
    return found


def _weighted(scores: Floats, known: Floats) -> Floats:
    """Scores over competencies, weighted for each candidate by those that are known."""
    total = known.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = known / total[:, None]
    weighted: Floats = np.einsum("mpd,pd->mp", np.nan_to_num(scores), share)
    return weighted


def _profile(
    candidates: tuple[str, ...],
    estimate: Floats,
    draws: Floats,
    coverage: Floats,
    floor: float,
    rubric_ranks: Mapping[str, int],
) -> ProfileEstimates:
    provisional = ~(np.round(coverage, 9) >= floor) | np.isnan(estimate)
    low, high = np.quantile(draws, INTERVAL, axis=0)
    table = pd.DataFrame({"candidate": candidates, "estimate": estimate, "low": low, "high": high})
    table["coverage"], table["provisional"] = coverage, provisional
    firm = np.flatnonzero(~provisional)
    names = [candidates[n] for n in firm.tolist()]
    counted, drawn = estimate[firm], draws[:, firm]
    rank = np.array([rubric_ranks.get(c, r) for c, r in zip(names, ranks(counted), strict=True)])
    best, worst = rank_ranges(drawn) if names else (rank, rank)
    columns = {
        "rank": rank,
        "rank_low": np.minimum(best, rank),
        "rank_high": np.maximum(worst, rank),
        "tier": tiers(counted, drawn),
    }
    for name, values in columns.items():
        table[name] = pd.Series(values, index=firm, dtype="Int64").reindex(table.index)
    return ProfileEstimates(
        table=table[list(COLUMNS)],
        above=pd.DataFrame(above(drawn), index=names, columns=names),
        order_share=order_share(counted, drawn) if names else np.nan,
        draws=draws,
    )
