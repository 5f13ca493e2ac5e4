"""A tidy table of anyone's ratings, checked whole, as observations that can be scored.

Who and what a row is about:

- A candidate is the text under `candidate`. Only where a file holds more than one `requisition`
  does that join in, and the candidate is then written `REQUISITION.candidate`: one code in two
  requisitions is two people, or one person with two scores.
- An item is the text under `item`, within its candidate, and within its `interview` where the
  file has that column: the same question asked in two interviews is two items.
- A row counts when its `scorecard_status` is `submitted`, or when the file has no such column.
  A row without a rater is a finished placement board and counts by its `value`.
- A row with neither level nor value is not rated. It names its candidate and weighs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from assessment.domain.errors import Invalid
from assessment.domain.faults import BadTable
from assessment.domain.status import Status
from assessment.scoring.columns import RATING_COLUMNS
from assessment.scoring.lookalikes import refuse_lookalikes
from assessment.scoring.reader import Columns
from assessment.scoring.rubric import OBSERVATION_COLUMNS, value_of
from assessment.scoring.table import Codes, Floats, Mask, Table

RATING_OPTIONS = ("item_weight", "requisition", "interview", "scorecard_status", "value")
RATINGS_TABLE = Columns(RATING_COLUMNS, RATING_OPTIONS, filled=RATING_COLUMNS[:-1])
"""A row may end before its level: it is not rated."""
NAMES = ("requisition", "candidate", "interview", "rater", "item", "competency")

BLANK_WHERE_NOT_RATED = "leave the cell blank where nothing was rated"

ROUNDED = 0.005
"""A value beside its level may have been rounded to two decimals."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What of a table counts, in numbers, beside the names they stand for."""

    observations: pd.DataFrame
    """As `scoring.rubric` wants them; candidate and competency are places in the next two."""
    candidates: tuple[str, ...]
    """Everyone the table names, also those without a rating that counts."""
    competencies: tuple[str, ...]
    unclear: tuple[str, ...]
    """What may have been meant otherwise, one sentence each."""


def ratings(table: Table, scale: tuple[float, float] = (1, 5), *, reverse: bool = False) -> Ratings:
    """The ratings in `table`. BadTable names every fault, also those found while reading it.

    `reverse` is for scales whose lowest level is the best, such as German school marks.
    """
    for column in ("candidate", "item", "competency"):
        table.found(table.columns[column].blank, column, f"has no {column}")
    refuse_lookalikes(table, *NAMES)
    candidates, rows = _rows(table, _meaning(scale, reverse=reverse))
    counting = _counting(table, board=_boards(table)) & rows["value"].notna().to_numpy()
    _refuse_repeats(table, rows)
    _refuse_two_minds(table, rows)
    if table.faults:
        raise BadTable(table.in_order())
    rows["rater"] = rows["rater"].mask(table.columns["rater"].blank)
    return Ratings(
        observations=rows[counting],
        candidates=candidates,
        competencies=table.columns["competency"].texts,
        unclear=(*_between_steps(table, scale), *_two_meanings(table, rows)),
    )


def _meaning(scale: tuple[float, float], *, reverse: bool) -> Callable[[float], float]:
    """From a level to its value, 0 to 1, where 1 is the best."""
    low, high = scale

    def worth(level: float) -> float:
        value = value_of(level, scale)
        return (high - level) / (high - low) if reverse else value

    return worth


def _rows(table: Table, meaning: Callable[[float], float]) -> tuple[tuple[str, ...], pd.DataFrame]:
    """The candidates' names, and every row of the table as an observation, counting or not."""
    names, candidate = _candidates(table)
    found = (
        candidate,
        table.columns["rater"].codes,
        _items(table),
        table.columns["competency"].codes,
        _item_weights(table),
        _values(table, meaning),
    )
    return names, pd.DataFrame(dict(zip(OBSERVATION_COLUMNS, found, strict=True)))


def _values(table: Table, meaning: Callable[[float], float]) -> Floats:
    """The value x, 0 to 1: from the level, or where that is blank as it stands under `value`."""
    values = table.numbers("level", meaning, if_missing=BLANK_WHERE_NOT_RATED)
    if "value" in table.columns:
        _refuse_contradictions(table, values)
        unleveled = table.columns["level"].blank
        shares = table.numbers("value", _share, among=unleveled, if_missing=BLANK_WHERE_NOT_RATED)
        values = np.where(unleveled, shares, values)
    return values


def _refuse_contradictions(table: Table, values: Floats) -> None:
    """A number under `value` is what its level makes; other texts there are somebody else's."""
    said, level = _plain(table, "value"), table.columns["level"]
    table.found(
        np.round(np.abs(said - values), 9) > ROUNDED,  # missing where there is nothing to compare
        "value",
        lambda place: (
            f"level {level.at(place)} makes {values[place]:g}, not {said[place]:g}: correct one of "
            "them, or leave the value blank"
        ),
    )


def _plain(table: Table, column: str) -> Floats:
    """The numbers as they stand; what is none is missing, and told elsewhere if it matters."""
    return table.numbers(column, float, among=np.zeros(len(table), dtype=bool))


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise Invalid(f"the value {value:g} is not between 0 and 1")
    return value


def _item_weights(table: Table) -> Floats:
    if "item_weight" not in table.columns:
        return np.ones(len(table))
    weights = table.numbers("item_weight", _weight, if_missing="leave it blank for weight 1")
    return np.where(table.columns["item_weight"].blank, 1.0, weights)


def _weight(weight: float) -> float:
    if weight < 0:
        raise Invalid(f"the weight {weight:g} is below zero")
    return weight


def _boards(table: Table) -> Mask:
    """Rows of finished boards: no rater and no level, only a value. Others need a rater."""
    unrated, columns = table.columns["rater"].blank, table.columns
    if "value" in columns:
        board = unrated & columns["level"].blank & ~columns["value"].blank
    else:
        board = np.zeros(len(table), dtype=bool)
    table.found(unrated & ~board, "rater", "has no rater")
    return board


def _counting(table: Table, *, board: Mask) -> Mask:
    """A draft belongs to its rater alone; a board belongs to no scorecard."""
    if "scorecard_status" not in table.columns:
        return np.ones(len(table), dtype=bool)
    status = table.columns["scorecard_status"]
    unknown = status.where(lambda text: text not in set(Status)) & ~(board & status.blank)
    table.found(
        unknown,
        "scorecard_status",
        lambda place: f"{status.at(place)!r} is neither submitted nor draft",
    )
    return status.where(lambda text: text == Status.SUBMITTED) | (board & status.blank)


def _candidates(table: Table) -> tuple[tuple[str, ...], Codes]:
    """The candidates' names, and for each row the place of its candidate among them."""
    candidate, requisition = table.columns["candidate"], table.columns.get("requisition")
    if requisition is None or len(requisition.texts) == 1:
        return candidate.texts, candidate.codes
    pairs = requisition.codes * len(candidate.texts) + candidate.codes
    found, codes = np.unique(pairs, return_inverse=True)
    apart = (divmod(pair, len(candidate.texts)) for pair in found.tolist())
    names = ((requisition.texts[r], candidate.texts[c]) for r, c in apart)
    joined = (c if not r or c.startswith(f"{r}.") else f"{r}.{c}" for r, c in names)
    return tuple(joined), codes.astype(np.int64)


def _items(table: Table) -> Codes:
    item, interview = table.columns["item"], table.columns.get("interview")
    if interview is None:
        return item.codes
    return interview.codes * len(item.texts) + item.codes


def _refuse_repeats(table: Table, rows: pd.DataFrame) -> None:
    """One rater gives one item of one candidate one rating."""
    key = ["candidate", "item", "rater"]
    repeated = rows.duplicated(key).to_numpy() & _named(table)
    if not repeated.any():
        return
    first = _first_rows(table, rows.loc[rows.duplicated(key, keep=False), key])
    table.found(
        repeated,
        "item",
        lambda place: f"already rated by this rater in row {first[place]}: keep one of the two",
    )


def _refuse_two_minds(table: Table, rows: pd.DataFrame) -> None:
    """An item has one competency and one weight, whoever rates it."""
    key, named = ["candidate", "item"], _named(table)
    names = table.columns["competency"].texts
    meant = rows.loc[named].groupby(key, sort=False)["competency"].transform("first")
    competency = meant.reindex(rows.index)
    weight = rows.groupby(key, sort=False)["item_weight"].transform("first")
    torn = (rows["competency"] != competency).to_numpy() & named
    uneven = (rows["item_weight"] != weight).to_numpy() & ~rows["item_weight"].isna().to_numpy()
    if not (torn | uneven).any():
        return
    first, told = _first_rows(table, rows[key]), _first_rows(table, rows.loc[named, key])
    table.found(
        torn,
        "competency",
        lambda place: f"this item measures {names[int(competency[place])]} in row {told[place]}",
    )
    table.found(
        uneven,
        "item_weight",
        lambda place: f"this item weighs {weight[place]:g} in row {first[place]}",
    )


def _named(table: Table) -> Mask:
    """Rows that say what they are about; the others have been told already."""
    columns = table.columns
    return ~(columns["candidate"].blank | columns["item"].blank | columns["competency"].blank)


def _first_rows(table: Table, keys: pd.DataFrame) -> "pd.Series[int]":
    """For each place the row at which its key stands first."""
    numbered = keys.assign(row=table.rows[keys.index.to_numpy()])
    return numbered.groupby(list(keys.columns), sort=False)["row"].transform("first")


def _between_steps(table: Table, scale: tuple[float, float]) -> tuple[str, ...]:
    """Levels such as 3.5: a panel may give them, and it may be a slip."""
    steps = _plain(table, "level") - scale[0]
    places = np.flatnonzero(steps % 1 > 0)
    if not len(places):
        return ()
    shown = f"{table.columns['level'].at(int(places[0]))} in row {table.rows[places[0]]}"
    count = "1 level is" if len(places) == 1 else f"{len(places)} levels are"
    return (f"{table.file}: {count} between two steps, such as {shown}; used as written",)


def _two_meanings(table: Table, rows: pd.DataFrame) -> tuple[str, ...]:
    """Items that measure one thing for one candidate and another for the next: perhaps a slip."""
    if "interview" in table.columns:
        return ()
    pairs = rows[["item", "competency"]].drop_duplicates()
    torn = sorted(pairs.loc[pairs["item"].duplicated(), "item"].unique().tolist())
    if not torn:
        return ()
    shown = ", ".join(table.columns["item"].texts[n] for n in torn[:5])
    more = f" and {len(torn) - 5} more" if len(torn) > 5 else ""
    said = f"the competency of {shown}{more} differs between candidates; treated as different items"
    return (f"{table.file}: {said}",)
