"""Anyone's table of outcomes: who belongs to which group, and who was chosen or scored how high.

A row is a person. `selected` is 1 for whoever was chosen and 0 for whoever was not; `score` is any
number. A blank cell is not known, which is never 0: a person without an outcome is left out, and so
is one without a group from the comparison of that group. How many these are is always said.

Membership of a group is used for the counts below and kept nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from assessment.domain.faults import BadTable, Fault
from assessment.scoring.lookalikes import refuse_lookalikes
from assessment.scoring.reader import Columns
from assessment.scoring.table import Codes, Column, Floats, Mask, Table

GROUP = "group"
SELECTED = "selected"
SCORE = "score"
ABOVE_MEDIAN = "above_median"

_CHOSEN = {"1": True, "1.0": True, "true": True, "0": False, "0.0": False, "false": False}

Counts = Mapping[str, tuple[int, int]]
"""For each group how many people are in it, and how many of them were chosen."""


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """One way of telling people apart, under one measure of success."""

    by: str
    """The column with the groups; several columns that cross are joined with ` & `."""
    measure: str
    """`selected`, or `above_median` where the outcome is a score."""
    counts: Counts
    without_group: int
    """People with an outcome and no group."""


@dataclass(frozen=True, slots=True)
class GroupOutcomes:
    comparisons: tuple[GroupComparison, ...]
    notes: tuple[str, ...]
    """What was left out, one sentence each."""


def outcome_columns(by: Sequence[str]) -> Columns:
    """What a table of outcomes is read for, when the groups are in the columns `by`."""
    return Columns(tuple(by), (SELECTED, SCORE))


def outcomes(table: Table, by: Sequence[str] = (GROUP,)) -> GroupOutcomes:
    """Every column of `by`, and every way of crossing them. BadTable names every fault.

    Scores become a share above the median of the people who are compared, as the rules to Local Law
    144 of New York City define the scoring rate (6 RCNY § 5-300): whoever equals the median is not
    above it.
    """
    measures = [m for m in (SELECTED, SCORE) if m in table.columns]
    if not measures:
        said = f"neither the column {SELECTED} nor {SCORE} is there; one of them is needed"
        raise BadTable([*table.faults, Fault(table.file, None, None, said)])
    refuse_lookalikes(table, *dict.fromkeys(by))
    values = {m: _selected(table) if m == SELECTED else _scores(table) for m in measures}
    if table.faults:
        raise BadTable(table.in_order())
    notes, found = [], []
    for measure, value in values.items():
        known = ~np.isnan(value)
        if not known.all():
            notes.append(_left_out(table.file, measure, int((~known).sum())))
        if not known.any():
            raise BadTable([Fault(table.file, None, measure, "every row is blank")])
        found += [_comparison(table, columns, measure, value) for columns in _crossed(by)]
    return GroupOutcomes(tuple(found), tuple(notes))


def _crossed(by: Sequence[str]) -> list[tuple[str, ...]]:
    """Each column alone, then all pairs, and so on: sex, race, and sex with race."""
    return list(chain.from_iterable(combinations(by, n) for n in range(1, len(by) + 1)))


def _left_out(file: str, measure: str, rows: int) -> str:
    said = "1 row has" if rows == 1 else f"{rows} rows have"
    return f"{file}: {said} nothing under {measure} and {'is' if rows == 1 else 'are'} left out"


def _selected(table: Table) -> Floats:
    column = table.columns[SELECTED]
    meant = [_CHOSEN.get(text.casefold()) for text in column.texts]
    unclear = np.array([m is None for m in meant], dtype=bool)[column.codes] & ~column.blank
    table.found(unclear, SELECTED, lambda place: f"{column.at(place)!r} is neither 0 nor 1")
    return np.array([np.nan if m is None else float(m) for m in meant])[column.codes]


def _scores(table: Table) -> Floats:
    return table.numbers(SCORE, float, if_missing="leave the cell blank where there is no score")


def _comparison(
    table: Table,
    by: tuple[str, ...],
    measure: str,
    value: Floats,
) -> GroupComparison:
    columns = [table.columns[name] for name in by]
    grouped: Mask = ~np.logical_or.reduce([column.blank for column in columns])
    known = ~np.isnan(value)
    names, codes = _groups(columns, grouped & known)
    compared = value[grouped & known]
    chosen = compared > np.median(compared) if measure == SCORE and len(compared) else compared == 1
    people = np.bincount(codes, minlength=len(names)).tolist()
    hits = np.bincount(codes, weights=chosen, minlength=len(names)).astype(np.int64).tolist()
    return GroupComparison(
        by=" & ".join(by),
        measure=ABOVE_MEDIAN if measure == SCORE else SELECTED,
        counts=dict(zip(names, zip(people, hits, strict=True), strict=True)),
        without_group=int((known & ~grouped).sum()),
    )


def _groups(columns: Sequence[Column], rows: Mask) -> tuple[list[str], Codes]:
    """The names of the groups that have people in them, and for each row its group."""
    keys = np.stack([column.codes[rows] for column in columns])
    found, codes = np.unique(keys, axis=1, return_inverse=True)
    names = [
        " & ".join(column.texts[code] for column, code in zip(columns, key, strict=True))
        for key in found.T.tolist()
    ]
    return names, codes.reshape(-1)
