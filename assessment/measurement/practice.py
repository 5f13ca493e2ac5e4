"""How one rater's practice levels differ from the key: strictness, agreement, range, competencies.

An estimate of the variance from few answers is drawn towards 0.5 levels squared, the variance of a
usual rater's levels around the key, which counts as four further answers. So nobody who met the key
every time gets an interval without width.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import stats

from assessment.measurement.arrays import Floats
from assessment.measurement.panel import Range

USUAL_VARIANCE, USUAL_ANSWERS = 0.5, 4
FEWEST = 2
"""Answers of one competency; of a single one nothing is said."""
Z = 1.959963984540054


class Practised(NamedTuple):
    """One rated exemplar answer; levels are 1 to 5."""

    competency: str
    key: int
    level: int


class CompetencyPractice(NamedTuple):
    competency: str
    answers: int
    strictness: Range
    """Levels below the key, with an interval so wide that all competencies' hold together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePattern:
    answers: int
    same: int
    near: int
    """At most one level apart, `same` included."""
    same_share: Range
    """With Wilson's 95 % interval, as `near_share`."""
    near_share: Range
    strictness: Range
    """Levels below the key on average: positive is stricter. 95 % interval by Student's t."""
    given: tuple[int, ...]
    """How often each level was given, from level 1."""
    keyed: tuple[int, ...]
    competencies: tuple[CompetencyPractice, ...]


def practice_pattern(rated: Sequence[Practised]) -> PracticePattern:
    """Of at least one rated answer."""
    below = np.array([r.key - r.level for r in rated], dtype=float)
    size, apart = len(rated), np.abs(below)
    same, near = int((apart == 0).sum()), int((apart <= 1).sum())
    names = list(dict.fromkeys(r.competency for r in rated))
    given, keyed = Counter(r.level for r in rated), Counter(r.key for r in rated)
    return PracticePattern(
        answers=size,
        same=same,
        near=near,
        same_share=share(same, size),
        near_share=share(near, size),
        strictness=_mean(below, _variance(below), 0.95),
        given=tuple(given[level] for level in range(1, 6)),
        keyed=tuple(keyed[level] for level in range(1, 6)),
        competencies=_competencies(names, [r.competency for r in rated], below),
    )


def share(part: int, whole: int) -> Range:
    """A share with Wilson's 95 % interval."""
    middle = (part + Z**2 / 2) / (whole + Z**2)
    far = Z / (whole + Z**2) * float(np.sqrt(part * (whole - part) / whole + Z**2 / 4))
    return Range(part / whole, max(0.0, middle - far), min(1.0, middle + far))


def _competencies(
    names: Sequence[str], of: Sequence[str], below: Floats
) -> tuple[CompetencyPractice, ...]:
    place = np.array(of)
    shown = [(name, below[place == name]) for name in names]
    shown = [(name, own) for name, own in shown if len(own) >= FEWEST]
    level = 1 - 0.05 / max(len(shown), 1)
    variance = _variance(below)
    return tuple(
        CompetencyPractice(name, len(own), _mean(own, variance, level, len(below)))
        for name, own in shown
    )


def _variance(below: Floats) -> float:
    total = float(((below - below.mean()) ** 2).sum()) + USUAL_ANSWERS * USUAL_VARIANCE
    return total / (len(below) - 1 + USUAL_ANSWERS)


def _mean(below: Floats, variance: float, level: float, of: int | None = None) -> Range:
    """The mean with its interval; the variance was estimated from `of` answers."""
    freedom = (of or len(below)) - 1 + USUAL_ANSWERS
    far = float(stats.t.ppf((1 + level) / 2, freedom)) * float(np.sqrt(variance / len(below)))
    middle = float(below.mean())
    return Range(middle, middle - far, middle + far)
