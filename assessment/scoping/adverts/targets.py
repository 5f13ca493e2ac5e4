"""From evidence in sentences to one plant's role, an enterprise role, or *cannot tell*."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from assessment.scoping.adverts.terms import Span
from question_bank.taxonomy import TargetLevel


class ScopeMark(NamedTuple):
    """A stretch of the advert that speaks for one plant or for many sites."""

    target: TargetLevel
    weight: float
    """1 is one clear sentence."""
    sentence: Span
    words: tuple[Span, ...]


class TargetReading(NamedTuple):
    """What the evidence amounts to."""

    target: TargetLevel | None
    """None where it cannot be told."""
    probability: float
    """Of `target`; of the likelier one where it is None."""
    plant: float
    """Evidence for one plant, in clear sentences."""
    enterprise: float


ENOUGH = 0.85
"""Evidence that one side needs, in clear sentences."""
DOING = 0.45
"""What a sentence that asks for a cell adds to the plant's side, up to DOING_MOST."""
DOING_MOST = 0.9
CLEAR = 0.62
"""Probability from which a target is named."""
MOST_STATED = 0.95
"""No probability above it is stated: 30-odd adverts cannot show more."""
_STEEPNESS = 1.1
_SHRINKING = 1.0
_MOST_A_TEXT_GIVES = 5.0


def target_of(marks: Sequence[ScopeMark], *, doing: int) -> TargetReading:
    """Weigh the marks; `doing` is the number of sentences that ask for a cell.

    The logistic function of the difference, which counts less where both sides are strong.
    """
    plant = _sum(marks, TargetLevel.PLANT)
    enterprise = _sum(marks, TargetLevel.ENTERPRISE)
    plant += min(DOING * doing, DOING_MOST)
    share = (enterprise - plant) / math.sqrt(_SHRINKING + 0.35 * min(enterprise, plant))
    likely = 1 / (1 + math.exp(-_STEEPNESS * share))
    probability = min(max(likely, 1 - likely), MOST_STATED)
    target = TargetLevel.ENTERPRISE if likely >= 0.5 else TargetLevel.PLANT
    stronger = max(plant, enterprise)
    known = stronger >= ENOUGH and probability >= CLEAR
    return TargetReading(target if known else None, probability, plant, enterprise)


def _sum(marks: Sequence[ScopeMark], target: TargetLevel) -> float:
    """Each sentence once, with its strongest mark."""
    best: dict[Span, float] = {}
    for mark in marks:
        if mark.target is target:
            best[mark.sentence] = max(best.get(mark.sentence, 0.0), mark.weight)
    return min(sum(best.values()), _MOST_A_TEXT_GIVES)
