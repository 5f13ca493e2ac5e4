"""Every number of a shortlist once more, from the ratings and weights that came with it."""

import math
from collections.abc import Mapping

from assessment.domain.coverage import COVERAGE_FLOOR
from assessment.domain.faults import Fault
from assessment.export.columns import PROFILES
from assessment.export.reader import Sheet
from assessment.export.readings import (
    Record,
    SheetReading,
    submitted_ratings,
    weight_profiles,
)
from assessment.export.rows import Row, joined, numbers, weights_hash
from assessment.export.tables import Cell, text_of
from assessment.scoring.shortlist import SAME, Scores, place, scores
from question_bank import Competency

Given = str | int | float | bool
"""A cell that is not blank."""
DERIVED = (
    "raters",
    "rated_items",
    *(f"{number}_{p}" for p in PROFILES for number in ("score", "coverage", "provisional")),
    *(f"s_{competency.value}" for competency in Competency),
)
"""What follows from ratings and weights. All blank: the ratings were hidden from the exporter."""


def disagreements(
    ratings: Sheet, shortlist: Sheet, weights: Sheet, *, floor: float | None
) -> list[Fault]:
    """Every cell that does not follow from `ratings` and `weights`.

    `floor` is the coverage below which a score is provisional; None when the export does not say.
    """
    readings = (SheetReading(ratings), SheetReading(shortlist), SheetReading(weights))
    for reading in readings:
        for column in reading.missing_columns:
            reading.found(1, column, "without this column the scores cannot be recomputed")
    if not any(reading.problems for reading in readings):
        _compare(*readings, floor=floor)
    return [problem for reading in readings for problem in reading.problems]


def _compare(
    ratings: SheetReading, shortlist: SheetReading, weights: SheetReading, *, floor: float | None
) -> None:
    profiles = weight_profiles(weights)
    submitted = submitted_ratings(ratings)
    rows = dict(shortlist.records())
    listed = {str(record["candidate"]) for record in rows.values()}
    for candidate, first in submitted.first_row.items():
        if candidate not in listed:
            ratings.found(first, "candidate", f"{candidate} has no row in shortlist.csv")
    open_rows = {n: r for n, r in rows.items() if any(r[c] is not None for c in DERIVED)}
    expected = scores(
        submitted.observations,
        sorted({str(record["candidate"]) for record in open_rows.values()}),
        profiles,
        floor=COVERAGE_FLOOR if floor is None else floor,
    )
    for number, record in rows.items():
        row: dict[str, Cell] = {}
        if number in open_rows:
            candidate = str(record["candidate"])
            row |= dict.fromkeys(DERIVED)
            row |= numbers(expected[candidate])
            row["kit_hashes"] = joined(submitted.kit_hashes.get(candidate, []))
        row["weights_hash"] = weights_hash(profiles)
        _agree(shortlist, number, record, row, known_floor=floor is not None)
        _ranked(shortlist, number, record, expected)
        _with_intervals(shortlist, number, record)


def _agree(
    shortlist: SheetReading, number: int, record: Record, expected: Row, *, known_floor: bool
) -> None:
    for column, given in expected.items():
        if column.startswith("provisional") and not known_floor:
            continue
        if not _same(record[column], given):
            said = text_of(record[column]) or "blank"
            derived = f"{given:.12g}" if isinstance(given, float) else text_of(given) or "blank"
            message = f"says {said}; ratings.csv and weights.csv give {derived}"
            shortlist.found(number, column, message)


def _same(one: Cell, other: Cell) -> bool:
    if one is None or other is None or isinstance(one, str) or isinstance(other, str):
        return ("" if one is None else one) == ("" if other is None else other)
    return math.isclose(one, other, rel_tol=SAME, abs_tol=SAME)


def _ranked(
    shortlist: SheetReading, number: int, record: Record, expected: Mapping[str, Scores]
) -> None:
    """A rank follows from the scores that are not provisional, and stands only with its range."""
    for profile in PROFILES:
        column = f"rank_{profile}"
        columns = (column, f"rank_low_{profile}", f"rank_high_{profile}")
        incomplete = "a rank is never given without its range"
        found = _together(shortlist, number, record, columns, incomplete)
        if found is None:
            continue
        rank, low, high = found
        given = place(str(record["candidate"]), profile, expected)
        if rank != given:
            said = f"says {rank}; the scores give {given or 'no rank'}"
            shortlist.found(number, column, said)
        elif not float(low) <= float(rank) <= float(high):
            shortlist.found(number, column, f"{rank} is outside its range {low} to {high}")


def _together(
    shortlist: SheetReading,
    number: int,
    record: Record,
    columns: tuple[str, str, str],
    incomplete: str,
) -> tuple[Given, Given, Given] | None:
    """A value with its bounds; None where all are blank, or where some are, which is a finding."""
    value, low, high = (record[c] for c in columns)
    if value is not None and low is not None and high is not None:
        return value, low, high
    if not (value is None and low is None and high is None):
        shortlist.found(number, columns[0], incomplete)
    return None


def _with_intervals(shortlist: SheetReading, number: int, record: Record) -> None:
    """An estimate lies in its interval, and stands only with it."""
    for profile in PROFILES:
        column = f"estimate_{profile}"
        columns = (column, f"low_{profile}", f"high_{profile}")
        incomplete = "an estimate is never given without its interval"
        found = _together(shortlist, number, record, columns, incomplete)
        if found is None:
            continue
        estimate, low, high = found
        if not float(low) <= float(estimate) <= float(high):
            said = f"{estimate} is outside its interval {low} to {high}"
            shortlist.found(number, column, said)
