"""Who differed where: per item, how many levels apart and how much of the score that touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.ids import InterviewId, ItemId, RaterId
from assessment.domain.kit import KitItem
from assessment.domain.rating import Verdict
from assessment.domain.role import Weights
from question_bank import Competency

FAR_APART = 2
"""Levels from which an item is talked about first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerdicts:
    """One item of one interview with what each submitted scorecard says."""

    interview: InterviewId
    item: KitItem
    verdicts: Mapping[RaterId, Verdict]

    @property
    def levels(self) -> list[int]:
        return [v for v in self.verdicts.values() if isinstance(v, int)]

    @property
    def apart(self) -> int:
        """Levels between the highest and the lowest; 0 where fewer than two gave one."""
        return max(self.levels) - min(self.levels) if self.levels else 0

    @property
    def only_rater(self) -> RaterId | None:
        """Who rated it where nobody else did."""
        rated = [rater for rater, verdict in self.verdicts.items() if isinstance(verdict, int)]
        return rated[0] if len(rated) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An item on which raters differ."""

    rated: ItemVerdicts
    share: float
    """How much of the brief's 100 this item carries."""

    @property
    def key(self) -> tuple[InterviewId, ItemId]:
        return (self.rated.interview, self.rated.item.id)

    @property
    def weighed(self) -> float:
        """Levels apart times the share: what orders the discussion."""
        return self.rated.apart * self.share

    @property
    def points(self) -> float:
        """What the score would move between the lowest and the highest level given."""
        return self.rated.apart / 4 * self.share

    @property
    def first(self) -> bool:
        return self.rated.apart >= FAR_APART


def differences(items: Sequence[ItemVerdicts], weights: Weights) -> tuple[Difference, ...]:
    """Items on which raters differ: two or more levels apart first, then by what they weigh."""
    shares = _shares([i.item for i in items if i.levels], weights)
    found = [
        Difference(rated=i, share=shares[i.item.asked.competency] * i.item.weight)
        for i in items
        if i.apart
    ]
    return tuple(sorted(found, key=lambda d: (not d.first, -d.weighed, d.key)))


def _shares(rated: Sequence[KitItem], weights: Weights) -> dict[Competency, float]:
    """What one unit of item weight carries of the score's 100, by competency, over rated items."""
    loads: dict[Competency, float] = {}
    for item in rated:
        loads[item.asked.competency] = loads.get(item.asked.competency, 0) + item.weight
    whole = sum(weights.get(c, 0) for c, load in loads.items() if load > 0)
    return {
        c: 100 * weights.get(c, 0) / whole / load if whole > 0 and load > 0 else 0.0
        for c, load in loads.items()
    }
