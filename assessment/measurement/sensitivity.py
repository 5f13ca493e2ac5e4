"""Which weights would have to change, and by how much, before a shortlist reads differently."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from assessment.measurement.arrays import Floats
from assessment.measurement.one_thread import one_thread
from assessment.measurement.ranking import SURE
from assessment.measurement.shortlist import ShortlistEstimates

WHOLE = 100
"""Weights are looked at as if they added up to this before one of them changes."""
SAME = 1e-9
"""Scores nearer than this are equal."""


class Top(NamedTuple):
    """What a shortlist comes to at its top."""

    leaders: frozenset[str]
    """Whoever has the highest rubric score; several where it is the same."""
    tier: frozenset[str]
    """The first tier: nobody in it can be told apart from the best estimate."""
    placed: frozenset[str]
    """Everybody whose coverage reaches the floor."""


class Turn(NamedTuple):
    """Where the top first reads differently."""

    weight: float
    """Of the competency, the other weights staying as they are."""
    top: Top


@dataclass(frozen=True, slots=True)
class WeightChange:
    """One competency: how far its weight may fall and rise before the top reads differently."""

    competency: str
    weight: float
    """Now, where all add up to WHOLE."""
    lower: Turn | None
    """None where nothing changes down to a weight of 0."""
    higher: Turn | None
    """None where nothing changes up to WHOLE, as much as all weights together have now."""

    @property
    def smallest(self) -> float:
        """The smaller of the two changes, in points of weight; infinite where there is none."""
        turns = [t for t in (self.lower, self.higher) if t]
        return min((abs(t.weight - self.weight) for t in turns), default=float("inf"))


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the top is now, and what it takes to change it, the smallest change first."""

    top: Top
    changes: tuple[WeightChange, ...]


Pairs = tuple[tuple[str, float], ...]


@lru_cache(maxsize=32)
@one_thread()
def sensitivity(
    fitted: ShortlistEstimates,
    weights: Pairs,
    values: tuple[tuple[str, Pairs], ...],
    floor: float,
) -> Sensitivity:
    """One weight at a time, in steps of one point of WHOLE, the others kept as they are.

    `values` holds for each candidate in the running the rubric's value of every assessed competency
    (0 to 1); who is placed, who leads and who is in the first tier are worked out as for any
    profile. All arguments are plain values, so that the same ones are worked out once.
    """
    field = _Field.of(fitted, dict(weights), {c: dict(of) for c, of in values}, floor)
    now = _Lean.of(field, 0).top(float(field.weights[0]))
    changes = [_change(field, now, place) for place in range(len(field.names))]
    return Sensitivity(now, tuple(sorted(changes, key=lambda c: (c.smallest, c.competency))))


def _change(field: "_Field", now: Top, place: int) -> WeightChange:
    weight = float(field.weights[place])
    lean = _Lean.of(field, place)
    down = range(int(np.ceil(weight)) - 1, -1, -1)
    up = range(int(np.floor(weight)) + 1, WHOLE + 1)
    return WeightChange(field.names[place], weight, _turn(lean, now, down), _turn(lean, now, up))


def _turn(lean: "_Lean", now: Top, tried: Iterable[int]) -> Turn | None:
    for weight in tried:
        if lean.rest + weight > 0 and (top := lean.top(weight)) != now:
            return Turn(float(weight), top)
    return None


@dataclass(frozen=True, slots=True)
class _Field:
    """Everybody in the running, as tables with one row for each and a column a competency."""

    names: tuple[str, ...]
    candidates: tuple[str, ...]
    weights: Floats
    values: Floats
    """The rubric's, 0 where nothing was rated."""
    rated: Floats
    middle: Floats
    spread: Floats
    """Competencies by candidates by draws."""
    drawn: Floats
    """The sum of these, each times its weight."""
    floor: float

    @classmethod
    def of(
        cls,
        fitted: ShortlistEstimates,
        weights: Mapping[str, float],
        values: Mapping[str, Mapping[str, float]],
        floor: float,
    ) -> "_Field":
        names, candidates = tuple(weights), tuple(c for c in fitted.candidates if c in values)
        rows = [fitted.candidates.index(c) for c in candidates]
        known = fitted.posterior.data.dimensions
        columns = [known.index(n) if n in known else -1 for n in names]
        scores, there = fitted.competencies, np.array(columns) >= 0
        rated = np.array([[float(n in values[c]) for n in names] for c in candidates])
        drawn = np.nan_to_num(scores.spread[:, rows][:, :, columns]) * (rated * there)
        spread = np.ascontiguousarray(drawn.T)
        given = np.array([weights[n] for n in names], dtype=float)
        given *= WHOLE / given.sum()
        return cls(
            names=names,
            candidates=candidates,
            weights=given,
            values=np.array([[values[c].get(n, 0.0) for n in names] for c in candidates]),
            rated=rated,
            middle=np.nan_to_num(scores.middle[rows][:, columns]) * (rated * there),
            spread=spread,
            drawn=np.tensordot(given, spread, axes=1),
            floor=floor,
        )


@dataclass(frozen=True, slots=True)
class _Lean:
    """Sums over all competencies but one, and that one: each weight of it is then one addition."""

    field: _Field
    place: int
    rest: float
    """What the other competencies weigh."""
    assessed: Floats
    score: Floats
    estimate: Floats
    drawn: Floats

    @classmethod
    def of(cls, field: _Field, place: int) -> "_Lean":
        others = field.weights.copy()
        others[place] = 0.0
        return cls(
            field=field,
            place=place,
            rest=float(others.sum()),
            assessed=field.rated @ others,
            score=(field.rated * field.values) @ others,
            estimate=field.middle @ others,
            drawn=field.drawn - field.weights[place] * field.spread[place],
        )

    def top(self, weight: float) -> Top:
        """Who leads, who is in the first tier and who is placed, with this weight."""
        f, j = self.field, self.place
        assessed = self.assessed + weight * f.rated[:, j]
        coverage = np.round(assessed / (self.rest + weight), 9)
        firm = np.flatnonzero((coverage >= f.floor) & (assessed > 0))
        if not len(firm):
            return Top(frozenset(), frozenset(), frozenset())
        score = (self.score + weight * f.rated[:, j] * f.values[:, j])[firm] / assessed[firm]
        estimate = (self.estimate + weight * f.middle[:, j])[firm] / assessed[firm]
        rows = slice(None) if len(firm) == len(f.candidates) else firm  # a slice copies nothing
        drawn = f.spread[j][rows] * weight
        drawn += self.drawn[rows]
        if np.ptp(assessed[firm]):  # where all are assessed on the same, sums do as well as means
            drawn /= assessed[firm, None]
        leaders = firm[score >= score.max() - SAME]
        first = int(np.argmax(estimate))
        tied = firm[_above(drawn, first) < SURE]
        return Top(*(frozenset(f.candidates[n] for n in who) for who in (leaders, tied, firm)))


def _above(drawn: Floats, first: int) -> Floats:
    """The chance that one is above each, as `ranking.tiers` counts it."""
    own = drawn[first]  # row by row: counting along an axis takes several times as long
    counts = [np.count_nonzero(own > row) + np.count_nonzero(own >= row) for row in drawn]
    share: Floats = np.array(counts) / (2 * drawn.shape[1])
    return share
