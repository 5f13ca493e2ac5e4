"""Selection rates of groups, how they compare, and how easily chance alone makes such a difference.

What is computed, and where it comes from:

- *Selection rate*: chosen / people. *Impact ratio*: a group's rate / the highest rate. Below four
  fifths it is flagged, as the Uniform Guidelines on Employee Selection Procedures do (29 CFR
  § 1607.4 D).
- *Fisher's exact test*, two-sided, of the group against the one with the highest rate.
- *Standard deviations*: z = (p - q) / sqrt(r(1 - r)(1/n + 1/m)), with r the rate of both groups
  together. The courts have taken more than two or three of them as more than chance (*Hazelwood
  School District v. United States*, 433 U.S. 299, 1977, note 14).

The group with the highest rate is looked for among those that are not too small, since one person
of one would otherwise be the measure of everybody.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import nan, sqrt

from assessment.fairness.outcomes import Counts

FOUR_FIFTHS = Fraction(4, 5)
TWO_DEVIATIONS = 2.0
FEWEST = 5
"""In a smaller group one person moves the rate by a quarter or more."""
SMALLEST_SHARE = Fraction(2, 100)
"""Both the Uniform Guidelines and the rules to Local Law 144 let a smaller group be left out."""


@dataclass(frozen=True, slots=True)
class GroupImpact:
    """One group beside the group with the highest rate."""

    group: str
    people: int
    chosen: int
    compared_with: str
    """The group with the highest rate; the group itself where that is this one."""
    ratio: float
    """Impact ratio; nan where nobody was chosen anywhere."""
    below_four_fifths: bool
    fisher_p: float
    """nan for the group that the others are compared with."""
    z: float
    """Negative where this group was chosen less; nan where all or none were chosen."""
    too_small: bool
    turned_by_one: bool
    """With one more of this group chosen it would not be below four fifths."""

    @property
    def rate(self) -> float:
        return self.chosen / self.people

    @property
    def beyond_two_deviations(self) -> bool:
        return abs(self.z) > TWO_DEVIATIONS


def impact(counts: Counts) -> list[GroupImpact]:
    """Every group in the order of its rate, the highest first; empty where there is no group."""
    everyone = sum(people for people, _ in counts.values())
    small = {
        g for g, (n, _) in counts.items() if n < FEWEST or Fraction(n, everyone) < SMALLEST_SHARE
    }
    order = sorted(counts, key=lambda g: (-Fraction(counts[g][1], counts[g][0]), -counts[g][0], g))
    if not order:
        return []
    best = next((group for group in order if group not in small), order[0])
    return [_beside(group, best, counts, too_small=group in small) for group in order]


def _beside(group: str, best: str, counts: Counts, *, too_small: bool) -> GroupImpact:
    (people, chosen), (others, their_chosen) = counts[group], counts[best]
    line = FOUR_FIFTHS * Fraction(their_chosen, others)
    below = Fraction(chosen, people) < line
    same = group == best
    return GroupImpact(
        group=group,
        people=people,
        chosen=chosen,
        compared_with=best,
        ratio=chosen * others / (people * their_chosen) if their_chosen else nan,
        below_four_fifths=below,
        fisher_p=nan if same else _fisher(people, chosen, others, their_chosen),
        z=nan if same else _deviations(people, chosen, others, their_chosen),
        too_small=too_small,
        turned_by_one=below and Fraction(chosen + 1, people) >= line,
    )


def _fisher(people: int, chosen: int, others: int, their_chosen: int) -> float:
    from scipy.stats import fisher_exact  # noqa: PLC0415  # most of what a short command takes

    rows = [[chosen, people - chosen], [their_chosen, others - their_chosen]]
    return float(fisher_exact(rows).pvalue)


def _deviations(people: int, chosen: int, others: int, their_chosen: int) -> float:
    together = (chosen + their_chosen) / (people + others)
    if together in (0, 1):
        return nan
    spread = sqrt(together * (1 - together) * (1 / people + 1 / others))
    return (chosen / people - their_chosen / others) / spread
