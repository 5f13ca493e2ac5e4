"""A long table of ratings, validated and coded for the estimator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from assessment.domain.errors import Invalid
from assessment.measurement.arrays import Ints

MOST_STEPS = 20
"""More levels than this make a rating scale that nobody can use consistently."""


@dataclass(frozen=True, slots=True)
class Observations:
    """Ratings in a fixed order: by candidate, then by answer, then by rater.

    An *answer* is what one candidate said to one item on one occasion. All raters of an answer
    rated the same words, which is why the model needs to know it.
    """

    candidate: Ints
    answer: Ints
    item: Ints
    rater: Ints
    """A place in `raters`, or -1 for a rating that no person gave, such as a placement board."""
    level: Ints
    """0 to `steps`."""
    candidates: tuple[str, ...]
    items: tuple[str, ...]
    raters: tuple[str, ...]
    steps: int
    item_dimension: Ints
    """For each item the place of its competency in `dimensions`."""
    dimensions: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.level)

    @property
    def answers(self) -> int:
        return int(self.answer[-1]) + 1 if len(self) else 0

    def of_candidates(self, places: Ints) -> "Observations":
        """The ratings of the candidates at `places`, an ascending list."""
        rank = np.full(len(self.candidates), -1, dtype=np.int64)
        rank[places] = np.arange(len(places))
        kept = rank[self.candidate] >= 0
        answer = self.answer[kept]
        return replace(
            self,
            candidate=rank[self.candidate[kept]],
            answer=np.cumsum(np.diff(answer, prepend=answer[:1]) != 0),
            item=self.item[kept],
            rater=self.rater[kept],
            level=self.level[kept],
            candidates=tuple(self.candidates[n] for n in places.tolist()),
        )


def observations(
    table: pd.DataFrame,
    *,
    steps: int = 4,
    dimensions: Mapping[str, str] | None = None,
    candidates: Sequence[str] | None = None,
) -> Observations:
    """The ratings in `table`, one row per rater and answer.

    Needs the columns `candidate`, `item`, `rater` and `level`. `occasion` is optional and keeps two
    answers to the same item apart. Levels are whole numbers from 0 to `steps`. A row without a
    level is not a rating and is left out. A row without a rater has no rater effect.
    `dimensions` names the competency of each item; without it there is one. `candidates` names
    everybody who is to be estimated, so that someone without ratings gets the prior.
    Invalid says what is wrong with the table.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise Invalid(f"A scale has 1 to {MOST_STEPS} steps, not {steps}.")
    rated = _complete(table)
    level = _levels(rated, steps)
    people, person = _coded(rated["candidate"], candidates)
    items, item = _coded(rated["item"])
    raters, rater = _raters(rated["rater"])
    occasion = _coded(rated["occasion"])[1] if "occasion" in rated else np.zeros_like(item)
    order, answer = _ordered(person, item, occasion, rater)
    _refuse_repeats(answer, rater[order], person[order], item[order], (people, items, raters))
    names, places = _dimensions(items, dimensions)
    return Observations(
        candidate=person[order],
        answer=answer,
        item=item[order],
        rater=rater[order],
        level=level[order],
        candidates=people,
        items=items,
        raters=raters,
        steps=steps,
        item_dimension=places,
        dimensions=names,
    )


def _complete(table: pd.DataFrame) -> pd.DataFrame:
    missing = [c for c in ("candidate", "item", "rater", "level") if c not in table]
    if missing:
        raise Invalid(f"The table of ratings has no column {', '.join(missing)}.")
    rated = table[table["level"].notna()]
    for column in ("candidate", "item"):
        if rated[column].isna().any():
            raise Invalid(f"A rating has no {column}.")
    return rated


def _levels(rated: pd.DataFrame, steps: int) -> Ints:
    level = rated["level"].to_numpy(dtype=float)
    wrong = (level % 1 != 0) | (level < 0) | (level > steps)
    if wrong.any():
        first = level[wrong][0]
        raise Invalid(f"The level {first:g} is not a whole number from 0 to {steps}.")
    return level.astype(np.int64)


def _coded(
    column: "pd.Series[str]", wanted: Sequence[str] | None = None
) -> tuple[tuple[str, ...], Ints]:
    """The distinct names in order, and for each row the place of its name."""
    codes, names = pd.factorize(column, sort=False)
    texts = [str(name) for name in names]
    everyone = sorted({*texts, *(wanted or ())})
    place = {name: n for n, name in enumerate(everyone)}
    return tuple(everyone), np.array([place[t] for t in texts], dtype=np.int64)[codes]


def _raters(column: "pd.Series[str]") -> tuple[tuple[str, ...], Ints]:
    known = column.notna().to_numpy()
    codes = np.full(len(column), -1, dtype=np.int64)
    names, codes[known] = _coded(column[known])
    return names, codes


def _ordered(person: Ints, item: Ints, occasion: Ints, rater: Ints) -> tuple[Ints, Ints]:
    """The order of the rows, and for each ordered row the number of its answer."""
    size = [int(codes.max(initial=0)) + 1 for codes in (item, occasion)]
    key = (person * size[0] + item) * size[1] + occasion
    order = np.lexsort((rater, key))
    ordered = key[order]
    return order, np.cumsum(np.diff(ordered, prepend=ordered[:1]) != 0)


def _refuse_repeats(
    answer: Ints, rater: Ints, person: Ints, item: Ints, names: tuple[tuple[str, ...], ...]
) -> None:
    again = np.flatnonzero((np.diff(answer) == 0) & (np.diff(rater) == 0))
    if len(again):
        at = int(again[0])
        who = names[2][rater[at]] if rater[at] >= 0 else "nobody"
        raise Invalid(
            f"{names[0][person[at]]} is rated twice by {who} on {names[1][item[at]]}: "
            "keep one of the two."
        )


def _dimensions(
    items: tuple[str, ...], dimensions: Mapping[str, str] | None
) -> tuple[tuple[str, ...], Ints]:
    if dimensions is None:
        return ("all",), np.zeros(len(items), dtype=np.int64)
    missing = [name for name in items if name not in dimensions]
    if missing:
        raise Invalid(f"The item {missing[0]} has no competency.")
    names = tuple(sorted(set(dimensions.values())))
    return names, np.array([names.index(dimensions[i]) for i in items], dtype=np.int64)
