"""The rubric score of section 4.1, worked out by hand in exact fractions.

Nothing here may import the product: `levelset score`, the exporter and `verify` share one
calculation, and this is what that is compared with.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True)
class Rating:
    """What one rater gave one item; `rater` is blank for a finished board."""

    candidate: str
    interview: str
    rater: str
    item: str
    competency: str
    level: int | None = None
    value: Fraction | None = None
    """The share of a board's points that was earned."""
    weight: Fraction = Fraction(1)
    submitted: bool = True


class Score(NamedTuple):
    """`score` is None where nothing that weighs was rated."""

    score: Fraction | None
    coverage: Fraction
    provisional: bool


def competency_values(ratings: Iterable[Rating], candidate: str) -> dict[str, Fraction]:
    """Each competency's mean of its items by their weights; an item is the mean of its raters."""
    values: dict[tuple[str, str, str], list[Fraction]] = defaultdict(list)
    weights: dict[tuple[str, str, str], Fraction] = {}
    for rating in ratings:
        value = _value(rating)
        if rating.candidate != candidate or value is None:
            continue
        item = rating.competency, rating.interview, rating.item
        values[item].append(value)
        weights[item] = rating.weight
    found = {}
    for competency in {item[0] for item in values}:
        own = [item for item in values if item[0] == competency]
        whole = sum((weights[item] for item in own), Fraction())
        if whole:
            means = {item: sum(values[item], Fraction()) / len(values[item]) for item in own}
            found[competency] = sum((weights[i] * means[i] for i in own), Fraction()) / whole
    return found


def _value(rating: Rating) -> Fraction | None:
    if rating.rater and not rating.submitted:
        return None
    return rating.value if rating.level is None else Fraction(rating.level - 1, 4)


def score(found: Mapping[str, Fraction], weights: Mapping[str, Fraction], floor: Fraction) -> Score:
    """Score and coverage of these competency values under one profile."""
    everything = sum(weights.values(), Fraction())
    rated = sum((weights.get(c, Fraction()) for c in found), Fraction())
    coverage = rated / everything
    if not rated:
        return Score(None, coverage, provisional=coverage < floor)
    points = sum((weights.get(c, Fraction()) * s for c, s in found.items()), Fraction())
    return Score(100 * points / rated, coverage, provisional=coverage < floor)
