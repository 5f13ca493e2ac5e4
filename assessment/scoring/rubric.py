"""The rubric score of section 4.1: levels and weights to a number from 0 to 100, with coverage.

Observations are a table with one row per rater and item: `candidate`, `rater`, `item` (unique
within the candidate), `competency`, `item_weight`, `value` (0-1). Rows without a value do not
belong in it: what was not rated is missing, never zero.

Sums are taken in one fixed order, so that a candidate's numbers are the same to the last digit
whatever the order of the rows and whoever else stands in the table.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.domain.errors import Invalid

Floats = npt.NDArray[np.float64]

OBSERVATION_COLUMNS = ("candidate", "rater", "item", "competency", "item_weight", "value")
EQUAL = "equal"
"""The profile that weighs every competency alike; always computed beside the others."""


def value_of(level: float, scale: tuple[float, float] = (1, 5)) -> float:
    """The value x = (level - low) / (high - low): 0 at the bottom of the scale, 1 at the top."""
    low, high = scale
    if not low <= level <= high:
        raise Invalid(f"the level {level:g} is off the scale {low:g} to {high:g}")
    return (level - low) / (high - low)


def item_values(observations: pd.DataFrame) -> pd.DataFrame:
    """One row per candidate and item: x is the mean over its raters.

    Rows are sorted first, so that the order of raters cannot change even the last digit.
    """
    rows = observations.sort_values(["candidate", "item", "competency", "item_weight", "value"])
    keys, sums = _sums(rows, ["candidate", "item", "competency", "item_weight"], "value")
    return pd.DataFrame({**keys, "x": sums["value"] / sums["rows"]})


def competency_values(observations: pd.DataFrame) -> pd.DataFrame:
    """Each s_c = sum(v_i x_i) / sum(v_i) over the rated items of a competency.

    One row per candidate, one column per competency that was rated somewhere; missing where it
    was not rated, or where its items weigh nothing.
    """
    items = item_values(observations).sort_values(["candidate", "competency"], kind="stable")
    items["vx"] = items["item_weight"] * items["x"]
    keys, sums = _sums(items, ["candidate", "competency"], "vx", "item_weight")
    weight = sums["item_weight"]
    values = sums["vx"] / np.where(weight > 0, weight, np.nan)
    pairs = pd.MultiIndex.from_arrays(list(keys.values()), names=list(keys))
    # Each pair is there once: nothing to pivot.
    return pd.Series(values, index=pairs).unstack("competency")  # noqa: PD010


def _sums(
    table: pd.DataFrame, keys: list[str], *columns: str
) -> tuple[dict[str, pd.Index], dict[str, Floats]]:
    """The keys that are there, with the sums of `columns` and how many `rows` each key has.

    `table` is sorted by `keys`.

    A row in a group of its own is added and taken off again: pandas adds up a table that holds one
    group in another way, and a candidate would not score the same alone as among others.
    """
    values = [table[key].to_numpy() for key in keys]
    first = np.ones(len(table), dtype=bool)
    first[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in values])
    group = np.append(np.cumsum(first), 0)
    added = {name: np.append(table[name].to_numpy(float), 0.0) for name in columns}
    sums = pd.DataFrame({**added, "rows": 1.0}).groupby(group, sort=True).sum()
    there = {key: pd.Index(column[first]) for key, column in zip(keys, values, strict=True)}
    return there, {name: sums[name].to_numpy()[1:] for name in (*columns, "rows")}


def rubric_scores(
    values: pd.DataFrame, weights: Mapping[str, float], *, floor: float
) -> pd.DataFrame:
    """Score = 100 sum(W_c s_c) / sum(W_c) over assessed competencies; coverage is their share.

    `values` as from `competency_values`. Returns one row per candidate with `score` (missing
    where no weight was assessed), `coverage` (0-1) and `provisional` (coverage below `floor`).
    """
    names = sorted(weights)
    total = float(sum(weights[name] for name in names))
    if total <= 0:
        raise Invalid("all weights are zero: at least one competency has to count")
    s = np.full((len(values), len(names)), np.nan)
    places = values.columns.get_indexer(pd.Index(names))
    s[:, places >= 0] = values.to_numpy(dtype=float)[:, places[places >= 0]]
    points, assessed = np.zeros(len(s)), np.zeros(len(s))
    for column, name in enumerate(names):
        rated = ~np.isnan(s[:, column])
        points += np.where(rated, s[:, column], 0.0) * weights[name]
        assessed += rated * weights[name]
    with np.errstate(invalid="ignore", divide="ignore"):
        score = np.where(assessed > 0, 100 * points / assessed, np.nan)
    coverage = assessed / total
    return pd.DataFrame(
        {"score": score, "coverage": coverage, "provisional": coverage < floor - 1e-12},
        index=values.index,
    )


def with_equal(
    profiles: Mapping[str, Mapping[str, float]], competencies: tuple[str, ...]
) -> dict[str, Mapping[str, float]]:
    """The profiles, with `equal` over `competencies` added where it is absent."""
    return {EQUAL: dict.fromkeys(competencies, 1.0)} | dict(profiles)
