"""A tidy table of anyone's ratings as what the estimator and the coefficients of agreement need.

The rules for what a row is about and which rows count are those of `scoring.ratings`. In addition:

- `item` is optional; without it every rating is about the same thing.
- A file of ours has `question`. That is the item then, since a place in a kit such as q03 is
  another question in another kit.
- Levels are counted in steps of the scale. Half levels make twice as many steps. A scale with more
  than 20 steps is grouped into 10 classes for the estimates; means and agreement use the levels as
  they are written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from assessment.domain.faults import BadTable, Fault
from assessment.measurement.arrays import Floats
from assessment.measurement.observations import MOST_STEPS, Observations, observations
from assessment.scoring.ratings import Ratings, ratings
from assessment.scoring.table import Codes, Column, Table

OPTIONS = ("item", "question", "requisition", "interview", "scorecard_status", "value")
ONE_ITEM = "all"
CLASSES = 10
_FINER = (1, 2, 4, 5, 10)
"""Into how many parts a whole level may be divided."""


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """The ratings that count, in numbers and as they were written."""

    data: Observations
    level: Floats
    """In units of the scale, for each rating in the order of `data`."""
    scale: tuple[float, float]
    reverse: bool
    notes: tuple[str, ...]
    """What a reader of the results has to know of the levels, one sentence each, file first."""
    grouped: bool
    """Whether levels were put into classes for the estimates."""
    file: str
    """The table's path, as the notes name it."""

    @property
    def unit(self) -> float:
        """How much of the scale one step of the model is."""
        return (self.scale[1] - self.scale[0]) / self.data.steps

    def on_scale(self, steps: Floats) -> Floats:
        """A level counted in steps from the worst, on the scale of the file."""
        low, high = self.scale
        return high - self.unit * steps if self.reverse else low + self.unit * steps


def ratings_table(
    table: Table, scale: tuple[float, float] = (1, 5), *, reverse: bool = False
) -> RatingsTable:
    """The ratings in `table`. BadTable names every fault in it."""
    found = _checked(table, scale)
    rows = found.observations
    if rows.empty:
        raise BadTable([Fault(table.file, None, None, "has no usable rating")])
    places = rows.index.to_numpy()
    value = rows["value"].to_numpy()
    board = rows["rater"].isna().to_numpy()
    steps, notes = _steps(table, value[~board], scale)
    good = 1 - value if reverse else value
    near = np.floor(good * steps + 0.5)
    names = {
        "candidate": _named(found.candidates, rows["candidate"].to_numpy()),
        "item": _items(table, places),
        "rater": _raters(table, rows),
        "occasion": _occasions(table, places),
        "level": near,
    }
    data, order = _observations(pd.DataFrame(names), int(steps), found.candidates)
    low, high = scale
    return RatingsTable(
        data=data,
        level=low + (high - low) * value[order],
        scale=scale,
        reverse=reverse,
        notes=(*found.unclear, *notes),
        grouped=bool(notes),
        file=table.file,
    )


def _checked(table: Table, scale: tuple[float, float]) -> Ratings:
    """The rows under the rules of scoring, for which every item has one competency."""
    same = Column((ONE_ITEM,), np.zeros(len(table), dtype=np.int64))
    columns = {"item": same, **table.columns, "competency": same}
    try:
        return ratings(replace(table, columns=columns), scale)
    except BadTable as fault:
        if "item" in table.columns:
            raise
        raise BadTable(_without_items(fault.faults)) from fault


def _without_items(faults: Sequence[Fault]) -> list[Fault]:
    """Where items have no column, what is said of them is one thing: that there is none."""
    repeats = [f for f in faults if f.column == "item"]
    told = [f for f in faults if f.column != "item"]
    if repeats:
        first, more = repeats[0], len(repeats) - 1
        rows = f" (and {more:,} more {'row' if more == 1 else 'rows'})" if more else ""
        repeated = first.message.partition(":")[0]
        said = (
            f"{repeated}{rows}. Add a column item that says what was rated, or keep one row for "
            "each rater of a candidate."
        )
        told.append(first._replace(column="candidate", message=said))
    return told


def _observations(
    rows: pd.DataFrame, steps: int, everyone: tuple[str, ...]
) -> tuple[Observations, Codes]:
    """The observations, and for each of them its place among `rows`."""
    data = observations(rows, steps=steps, candidates=everyone)
    codes = [rows[c].astype(str).fillna("") for c in ("candidate", "item", "occasion", "rater")]
    keys = [pd.factorize(column, sort=True)[0] for column in codes]
    keys[3] = np.where(rows["rater"].isna(), -1, keys[3])
    return data, np.lexsort(keys[::-1])


def _named(names: tuple[str, ...], codes: Codes) -> "pd.Series[str]":
    return pd.Series(np.array(names, dtype=object)[codes], dtype="str")


def _items(table: Table, places: Codes) -> pd.Series:
    item = _texts(table.columns.get("item"), places)
    question = table.columns.get("question")
    if question is None:
        return item
    asked = _texts(question, places)
    return asked.where(asked != "", item)


def _texts(column: Column | None, places: Codes) -> "pd.Series[str]":
    if column is None:
        return pd.Series([ONE_ITEM] * len(places), dtype="str")
    return pd.Series(np.array(column.texts, dtype=object)[column.codes[places]], dtype="str")


def _raters(table: Table, rows: pd.DataFrame) -> "pd.Series[str]":
    names = _texts(table.columns["rater"], rows.index.to_numpy())
    return names.mask(rows["rater"].isna().to_numpy())


def _occasions(table: Table, places: Codes) -> "pd.Series[str]":
    """One question asked in two interviews, or under two items of one, is two answers."""
    item, interview = (table.columns.get(name) for name in ("item", "interview"))
    if interview is None:
        return _texts(item, places)
    return _texts(interview, places).str.cat(_texts(item, places), sep="\n")


def _steps(table: Table, value: Floats, scale: tuple[float, float]) -> tuple[int, tuple[str, ...]]:
    """How many steps the levels make, and a sentence where they had to be grouped."""
    width = scale[1] - scale[0]
    for finer in _FINER:
        steps = width * finer
        if steps > MOST_STEPS or abs(steps - round(steps)) > 1e-9 or steps < 1:
            continue
        off = np.abs(value * steps - np.round(value * steps))
        if (off < 1e-6).all():
            return round(steps), ()
    said = f"the levels are grouped into {CLASSES + 1} classes for the estimates"
    return CLASSES, (f"{table.file}: {said}; means and agreement use them as they are written",)
