"""Where plant and enterprise part on the same ratings, and which competencies carry the gap.

With p_c and e_c the shares of the assessed weight and s_c the competency values,
enterprise - plant = 100 sum((e_c - p_c) s_c). The shares sum to one on either side, so any number m
may be taken from every s_c without changing the sum; with m half-way between the two scores, what
weighs more for the enterprise and was heard below m counts against it, as a reader expects.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.role import Weights
from question_bank import Competency, TargetLevel

TELLING = 2 / 3
"""How much of the points pulling one way the named competencies hold together."""
MOST_NAMED = 3
"""More names than this are a list, not a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one competency adds to the gap between the two scores."""

    competency: Competency
    value: float
    plant: float
    """Its share of the assessed weight for the plant, of 100."""
    enterprise: float
    points: float
    """Its part of enterprise minus plant, on the 0-100 scale; all parts sum to the gap."""

    def weight(self, target: TargetLevel) -> float:
        return self.plant if target is TargetLevel.PLANT else self.enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """The two scores of one set of ratings, and the gap between them taken apart."""

    plant: float
    enterprise: float
    contributions: tuple[Contribution, ...]
    """Of every assessed competency, the largest first, whichever way it pulls."""

    @property
    def gap(self) -> float:
        return self.enterprise - self.plant

    @property
    def higher(self) -> TargetLevel:
        return TargetLevel.ENTERPRISE if self.gap > 0 else TargetLevel.PLANT

    @property
    def lower(self) -> TargetLevel:
        return TargetLevel.PLANT if self.gap > 0 else TargetLevel.ENTERPRISE

    def score(self, target: TargetLevel) -> float:
        return self.plant if target is TargetLevel.PLANT else self.enterprise

    @property
    def reason(self) -> "GapReason | None":
        """The few competencies that say most of why; None where the scores are equal."""
        along = [c for c in self.contributions if c.points * self.gap > 0]
        heavier_there = [c for c in along if c.weight(self.lower) > c.weight(self.higher)]
        lighter_there = [c for c in along if c.weight(self.lower) < c.weight(self.higher)]
        there = _points(heavier_there) >= _points(lighter_there)
        chosen = _telling(heavier_there if there else lighter_there)
        return GapReason(carriers=chosen, heavier_there=there) if chosen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapReason:
    """Competencies that pull the same way: all heavier for the lower role, or all lighter."""

    carriers: tuple[Contribution, ...]
    heavier_there: bool

    def weight(self, target: TargetLevel) -> float:
        return sum(c.weight(target) for c in self.carriers)


def parting(
    values: Mapping[Competency, float], plant: Weights, enterprise: Weights
) -> Parting | None:
    """The gap taken apart; None where one of the two has no score."""
    p, e = _shares(values, plant), _shares(values, enterprise)
    if p is None or e is None:
        return None
    p_score = 100 * sum(p[c] * values[c] for c in p)
    e_score = 100 * sum(e[c] * values[c] for c in e)
    middle = (p_score + e_score) / 200
    parts = [
        Contribution(
            competency=c,
            value=values[c],
            plant=100 * p[c],
            enterprise=100 * e[c],
            points=100 * (e[c] - p[c]) * (values[c] - middle),
        )
        for c in Competency
        if c in values
    ]
    return Parting(
        plant=p_score,
        enterprise=e_score,
        contributions=tuple(sorted(parts, key=lambda c: -abs(c.points))),
    )


def _shares(values: Mapping[Competency, float], weights: Weights) -> dict[Competency, float] | None:
    assessed = sum(weights[c] for c in values)
    return {c: weights[c] / assessed for c in values} if assessed > 0 else None


def _points(contributions: list[Contribution]) -> float:
    return sum(abs(c.points) for c in contributions)


def _telling(contributions: list[Contribution]) -> tuple[Contribution, ...]:
    enough = TELLING * _points(contributions)
    chosen: list[Contribution] = []
    for contribution in contributions:
        if len(chosen) == MOST_NAMED or _points(chosen) >= enough:
            break
        chosen.append(contribution)
    return tuple(chosen)
