"""The estimates of one role from its ratings, as screens and exports read them.

A role's ratings are plain values that can be compared, so that the same ones are fitted once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from assessment.domain.errors import Invalid
from assessment.measurement.fit_statistics import fit_statistics
from assessment.measurement.history import History
from assessment.measurement.linking import Linking, link_strength, linking
from assessment.measurement.misfit import Misfit, misfit
from assessment.measurement.observations import Observations, observations
from assessment.measurement.one_thread import one_thread
from assessment.measurement.practice_severity import practice_severity
from assessment.measurement.priors import Priors, RaterPriors, shortlist_priors
from assessment.measurement.ranking import tiers
from assessment.measurement.shortlist import (
    EstimateDifference,
    ProfileEstimates,
    ShortlistEstimates,
    shortlist_estimates,
)

STEPS = 4
"""Levels 1 to 5 are four steps."""
FEWEST = 2
"""With one candidate, a strict rater cannot be told from a hard question or a weak answer."""
DECIMALS = 6
"""Of an estimate: what lies beyond may differ from one processor to the next."""
MOST_EARLIER = 20_000
"""Of more earlier ratings only those of the same questions are used."""


class Rated(NamedTuple):
    """A level that one rater gave to one answer; boards have no rater."""

    candidate: str
    rater: str | None
    item: str
    """The same for the same question and revision, whichever interview asked it."""
    competency: str
    level: int
    """0 to STEPS."""
    occasion: str
    """What keeps two answers of one candidate to the same item apart."""


Pairs = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRatings:
    """Everything that the estimates of a role depend on."""

    ratings: tuple[Rated, ...]
    earlier: tuple[Rated, ...]
    """Of other roles, for what they say of these items and, if wanted, of these raters."""
    weights: tuple[tuple[str, Pairs], ...]
    """Profile, and the weight of each competency under it."""
    kit: Pairs
    """Items of the reference kit with their weights; those without a rating are left out."""
    ranks: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """Profile, and the rank by rubric score of each candidate that has one."""
    floor: float
    withdrawn: frozenset[str] = frozenset()
    """Candidates who are out of the running: ranked by their scores, and in no tier."""
    severity_history: bool = False
    """Whether `earlier` ratings also say how strict these raters are."""
    practice: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()
    """Rater, and the key and level, 0 to STEPS, of each answer rated for practice."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of one candidate under one profile, from 0 to 100, with its 95 % interval."""

    estimate: float
    low: float
    high: float
    rank: int | None = None
    """By rubric score; given only with its range, to candidates who are not provisional."""
    rank_low: int | None = None
    rank_high: int | None = None
    tier: int | None = None
    """Among those who are ranked and have not withdrawn."""


@dataclass(frozen=True, slots=True)
class DifficultyBasis:
    """What the assumed difficulty of the rated items rests on."""

    items: int
    known: int
    """How many of them have earlier ratings."""
    ratings: int
    """How many earlier ratings they have."""


@dataclass(frozen=True, slots=True)
class StrictnessBasis:
    """What the assumed strictness of the raters rests on."""

    raters: int
    history: int = 0
    """How many of them have ratings in other roles that are used."""
    practice: int = 0
    """How many of the others have practice that is used."""


@dataclass(frozen=True, slots=True)
class RoleEstimates:
    """One fit, read in four ways."""

    by_profile: Mapping[str, Mapping[str, Estimate]]
    """Profile to candidate; a candidate without a rating that weighs is missing."""
    basis: DifficultyBasis
    strictness: StrictnessBasis
    panels: Linking
    link_strength: float
    """How much of the doubt about which panel is stricter the ratings remove, from 0 to 1.

    Of the two panels of which the least is known; 1 where there is one panel.
    """
    fitted: ShortlistEstimates
    withdrawn: frozenset[str] = frozenset()

    @property
    def misfit(self) -> Misfit:
        """What makes the intervals too narrow, as far as it can be seen."""
        return _misfit(self.fitted)

    def of(self, candidate: str) -> dict[str, Estimate]:
        """The estimates of one candidate, by profile."""
        return {p: found[candidate] for p, found in self.by_profile.items() if candidate in found}

    def placed(self, profile: str) -> tuple[str, ...]:
        """Candidates with a tier, the best estimate first."""
        found = self.by_profile[profile]
        return tuple(
            sorted((c for c, e in found.items() if e.tier), key=lambda c: -found[c].estimate)
        )

    def ranked(self, profile: str) -> int:
        """How many candidates have a rank, withdrawn ones included."""
        return sum(e.rank is not None for e in self.by_profile[profile].values())

    def under(
        self, weights: Mapping[str, float], ranks: Mapping[str, int], floor: float
    ) -> dict[str, Estimate]:
        """The same fit under other weights; `ranks` by rubric score under these weights."""
        made = self.fitted.under(weights, rubric_ranks=ranks, floor=floor)
        return _estimates(made, ranks, self.withdrawn)

    def difference(self, profile: str, first: str, second: str) -> EstimateDifference:
        """How far `first` is above `second`."""
        return self.fitted.between_candidates(profile, first, second)

    def gap(self, candidate: str, first: str, second: str) -> EstimateDifference:
        """How far a candidate's estimate under profile `first` is above the one under `second`."""
        return self.fitted.between_profiles(candidate, first, second)


@lru_cache(maxsize=16)
def _misfit(fitted: ShortlistEstimates) -> Misfit:
    return misfit(fitted.posterior.data, fit_statistics(fitted.posterior).raters)


@lru_cache(maxsize=16)
@one_thread()
def role_estimates(role: RoleRatings) -> RoleEstimates | None:
    """None where fewer than two candidates were rated, or no estimate can be made."""
    if len({r.candidate for r in role.ratings}) < FEWEST:
        return None
    data = _coded(role.ratings, {r.item: r.competency for r in role.ratings})
    kit = {item: weight for item, weight in role.kit if item in data.items and weight > 0}
    priors, basis, strictness = _priors(role, data)
    ranks = {profile: dict(of) for profile, of in role.ranks}
    try:
        fitted = shortlist_estimates(
            data,
            {profile: dict(of) for profile, of in role.weights},
            priors=priors,
            kit=kit or None,
            rubric_ranks=ranks,
            floor=role.floor,
        )
    except (Invalid, np.linalg.LinAlgError):  # too large, or nothing that settles
        return None
    out = role.withdrawn
    found = {p: _estimates(e, ranks.get(p, {}), out) for p, e in fitted.profiles.items()}
    panels = linking(data)
    strength = float(link_strength(panels, priors, fitted.posterior).min(initial=1.0))
    return RoleEstimates(found, basis, strictness, panels, strength, fitted, out)


def _coded(ratings: tuple[Rated, ...], of: Mapping[str, str] | None = None) -> Observations:
    table = pd.DataFrame(ratings, columns=list(Rated._fields))
    return observations(table, steps=STEPS, dimensions=of)


def _priors(
    role: RoleRatings, data: Observations
) -> tuple[Priors, DifficultyBasis, StrictnessBasis]:
    """From earlier ratings of the same items and by the same raters, where they can be fitted."""
    wanted, own = set(data.items), set(data.raters) if role.severity_history else set()
    same = tuple(r for r in role.earlier if r.item in wanted)
    useful = tuple(r for r in role.earlier if r.item in wanted or r.rater in own)
    everything = len(role.earlier) <= MOST_EARLIER
    history = _history(role.earlier if everything else useful) if useful else None
    known = history.rater_priors(data) if history and own else RaterPriors.unknown(data)
    before = own & history.raters if history else frozenset()
    practised = _practised(role, data, known, before)
    strictness = StrictnessBasis(len(data.raters), len(before), practised)
    if history is None or not same:
        basis = DifficultyBasis(len(wanted), 0, 0)
        return shortlist_priors(data, raters=known), basis, strictness
    basis = DifficultyBasis(len(wanted), len({r.item for r in same}), len(same))
    return history.priors(data, raters=known), basis, strictness


def _practised(
    role: RoleRatings, data: Observations, known: RaterPriors, before: Collection[str]
) -> int:
    """Puts what practice says into `known`, but for raters of `before`; how many that were."""
    count = 0
    for rater, pairs in role.practice:
        if pairs and rater in data.raters and rater not in before:
            place = data.raters.index(rater)
            known.severity[place], known.severity_sd[place] = practice_severity(pairs)
            count += 1
    return count


@lru_cache(maxsize=8)
def _history(earlier: tuple[Rated, ...]) -> History | None:
    try:
        return History.of(_coded(earlier))
    except (Invalid, np.linalg.LinAlgError):
        return None


def _estimates(
    found: ProfileEstimates, ranks: Mapping[str, int], withdrawn: frozenset[str]
) -> dict[str, Estimate]:
    known = found.table["estimate"].notna()
    ranked = known & found.table["rank"].notna() & found.table["candidate"].isin(list(ranks))
    if ranked.sum() < FEWEST:
        ranked &= False
    tier = _tiers(found, ranked & ~found.table["candidate"].isin(withdrawn), withdrawn)
    rows = found.table[known].to_dict("records")
    named = set(found.table["candidate"][ranked])
    return {
        name: _estimate(row, ranked=name in named, tier=tier.get(name))
        for row in rows
        if (name := str(row["candidate"]))
    }


def _tiers(
    found: ProfileEstimates, running: "pd.Series[bool]", withdrawn: frozenset[str]
) -> dict[str, int]:
    """The tier of each candidate in the running; nobody's where there is nobody to compare with.

    A withdrawn candidate begins no tier, so that nobody is placed below somebody who is gone.
    """
    table = found.table[running]
    if len(table) < FEWEST:
        return {}
    placed = table["tier"].to_list()
    if withdrawn:
        rows = np.flatnonzero(running)
        placed = tiers(table["estimate"].to_numpy(float), found.draws[:, rows]).tolist()
    return dict(zip(table["candidate"], map(int, placed), strict=True))


def _estimate(row: Mapping[Any, Any], *, ranked: bool, tier: int | None) -> Estimate:
    """The most probable value can lie just outside the draws' interval at an end of the scale."""
    estimate, low, high = (round(float(row[n]), DECIMALS) for n in ("estimate", "low", "high"))
    low, high = min(low, estimate), max(high, estimate)
    if not ranked:
        return Estimate(estimate, low, high)
    rank, rank_low, rank_high = (int(row[n]) for n in ("rank", "rank_low", "rank_high"))
    return Estimate(estimate, low, high, rank, rank_low, rank_high, tier)
