"""The exported tables read again: observations and weights, and what in them makes no sense."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from assessment.domain.errors import Invalid
from assessment.domain.faults import Fault
from assessment.domain.status import Status
from assessment.export.columns import ADDED_SINCE, COLUMNS, PROFILES
from assessment.export.reader import Misread, Sheet
from assessment.export.tables import Cell, shortest
from assessment.scoring.rubric import OBSERVATION_COLUMNS, value_of
from assessment.scoring.shortlist import SAME, Profiles

Record = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A sheet whose cells are read one by one; what cannot be read becomes a problem."""

    sheet: Sheet
    problems: list[Fault] = field(default_factory=list)

    @property
    def missing_columns(self) -> list[str]:
        return [c for c in self._needed if c not in self.sheet.columns]

    @property
    def _needed(self) -> list[str]:
        return [c for c in COLUMNS[self.sheet.name] if c not in ADDED_SINCE]

    def records(self) -> Iterator[tuple[int, Record]]:
        """Every row that has all its cells, by its number."""
        needed = self._needed
        for number, row in self.sheet.numbered():
            if len(row) == len(self.sheet.columns):
                yield number, {c: self._cell(number, row, c) for c in needed}

    def _cell(self, number: int, row: tuple[str, ...], column: str) -> Cell:
        try:
            return self.sheet.cell(row, column)
        except Misread as fault:
            self.found(number, column, str(fault))
            return None

    def found(self, row: int | None, column: str | None, message: str) -> None:
        self.problems.append(Fault(self.sheet.file, row, column, message))


@dataclass(frozen=True, slots=True)
class SubmittedRatings:
    """What of `ratings.csv` counts in scores."""

    observations: pd.DataFrame
    kit_hashes: dict[str, list[str]]
    """Of each candidate, in the order in which they stand in the file."""
    first_row: dict[str, int]
    """Where each candidate's submitted ratings begin."""


def submitted_ratings(reading: SheetReading) -> SubmittedRatings:
    rows: list[tuple[Cell, ...]] = []
    kits: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    seen: set[tuple[Cell, ...]] = set()
    for number, record in reading.records():
        value = _value(reading, number, record)
        if record["scorecard_status"] != Status.SUBMITTED.value and not _is_board(record):
            continue
        candidate, rater = str(record["candidate"]), record["rater"]
        item = f"{record['interview']}/{record['item']}"
        first.setdefault(candidate, number)
        hashes = kits.setdefault(candidate, [])
        if (kit := str(record["kit_hash"])) not in hashes:
            hashes.append(kit)
        if (candidate, rater, item) in seen:
            reading.found(number, "item", f"{rater} rates {item} of {candidate} twice")
        elif value is not None:
            seen.add((candidate, rater, item))
            weight = record["item_weight"]
            rows.append((candidate, rater or None, item, record["competency"], weight, value))
    table = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))
    return SubmittedRatings(table.dropna(subset=[c for c in table if c != "rater"]), kits, first)


def _is_board(record: Record) -> bool:
    """A finished board belongs to no rater's scorecard and has a value without a level."""
    blank = ("rater", "scorecard_status", "level")
    return record["value"] is not None and not any(record[column] for column in blank)


def _value(reading: SheetReading, number: int, record: Record) -> float | None:
    """A level makes its value; a finished board has a value and no level."""
    level, value = record["level"], record["value"]
    said = None if value is None else float(value)
    if level is not None:
        try:
            made = value_of(float(level))
        except Invalid as fault:
            reading.found(number, "level", str(fault))
            return None
        if said is None or abs(made - said) > SAME:
            shown = "nothing" if said is None else shortest(said)
            reading.found(number, "value", f"level {level} makes {shortest(made)}, not {shown}")
        return made
    if said is not None and not 0 <= said <= 1:
        reading.found(number, "value", f"{shortest(said)} is not between 0 and 1")
        return None
    return said


def weight_profiles(reading: SheetReading) -> Profiles:
    profiles: dict[str, dict[str, float]] = {}
    for number, record in reading.records():
        profile, competency = str(record["profile"]), str(record["competency"])
        if profile not in PROFILES:
            known = ", ".join(PROFILES)
            reading.found(number, "profile", f"{profile!r:.60} is not one of {known}")
            continue
        weight, weights = record["weight"], profiles.setdefault(profile, {})
        if competency in weights:
            reading.found(number, "competency", f"{profile} weighs {competency} twice")
        elif not isinstance(weight, int | float) or weight < 0:
            reading.found(number, "weight", "every weight is a number from 0")
        else:
            weights[competency] = float(weight)
    for profile, weights in profiles.items():
        if not any(weights.values()):
            reading.found(None, None, f"all weights of {profile} are zero")
    return {p: w for p, w in profiles.items() if any(w.values())}
