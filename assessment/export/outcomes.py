"""`outcomes.csv`: how hires turned out, written and read back strictly."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO, NamedTuple, TypeVar

from assessment.domain.faults import BadTable, Fault
from assessment.domain.outcome import MONTHS, Hire, Mismatch, OutcomeRecord
from assessment.domain.rating import LEVELS, Level
from assessment.export.columns import SCHEMA
from assessment.export.rows import instant
from assessment.export.tables import ExportTable
from assessment.scoring.reader import Columns, read_stream
from assessment.scoring.table import Table
from question_bank import Competency

T = TypeVar("T")
FILE = "outcomes.csv"
COMPETENCIES = tuple(c.value for c in Competency)
SAID = ("still_in_role", "mismatch", *COMPETENCIES, "note")
"""What a row says of one month; all blank where it only gives the start date."""
COLUMNS = ("schema", "requisition", "candidate", "started_on", "month", *SAID, "recorded_at")
READ = Columns(
    required=("requisition", "candidate", "started_on"),
    optional=("schema", "month", *SAID),
    filled=("requisition", "candidate"),
    texts=("note",),
)
ROWS_AT_MOST = 5_000
_YES = {"true": True, "yes": True, "false": False, "no": False}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class OutcomeRow(NamedTuple):
    """One row of a file: a start date, and what was said after some months, if anything."""

    row: int
    requisition: str
    candidate: str
    started_on: date | None
    month: int | None
    in_role: bool | None
    mismatch: Mismatch | None
    levels: Mapping[Competency, Level]
    note: str


def outcomes_table(requisition: str, hires: Iterable[tuple[str, Hire]]) -> ExportTable:
    """A row for each recorded month of each hire, and one for a hire without any.

    `hires` come with the code of the candidate.
    """
    rows = [row for code, hire in hires for row in _rows_of({"candidate": code}, requisition, hire)]
    return ExportTable("outcomes", COLUMNS, tuple(tuple(row[c] for c in COLUMNS) for row in rows))


def _rows_of(
    named: Mapping[str, str], requisition: str, hire: Hire
) -> Iterator[dict[str, str | int | bool | None]]:
    common: dict[str, str | int | bool | None] = {
        **dict.fromkeys(COLUMNS),
        "schema": SCHEMA,
        "requisition": requisition,
        **named,
        "started_on": hire.started_on.isoformat() if hire.started_on else None,
    }
    if not hire.outcomes:
        yield common
    for _, said in sorted(hire.outcomes.items()):
        yield common | _said(said)


def _said(record: OutcomeRecord) -> dict[str, str | int | bool | None]:
    return {
        "month": record.month,
        "still_in_role": record.in_role,
        "mismatch": record.mismatch.value if record.mismatch else None,
        **{competency.value: record.levels.get(competency) for competency in Competency},
        "note": record.text or None,
        "recorded_at": instant(record.at),
    }


def read_outcomes(stream: BinaryIO, name: str) -> tuple[list[OutcomeRow], list[Fault]]:
    """The rows that can be read, and what is wrong with the others; BadTable if it is no table."""
    table = read_stream(stream, name, READ)
    if len(table) > ROWS_AT_MOST:
        said = f"has {len(table):,} rows; at most {ROWS_AT_MOST:,} are imported at once"
        raise BadTable([Fault(name, None, None, said)])
    faults = list(table.faults)
    rows = [_Row(table, place, faults).read() for place in range(len(table))]
    _find_repeats(name, rows, faults)
    return rows, faults


def _find_repeats(name: str, rows: list[OutcomeRow], faults: list[Fault]) -> None:
    """One month of one hire stands once, and a hire has one start date."""
    seen: dict[tuple[object, ...], int] = {}
    starts: dict[tuple[str, str], tuple[date, int]] = {}
    for row in rows:
        who = (row.requisition, row.candidate)
        first = seen.setdefault((*who, row.month), row.row)
        if first != row.row:
            said = f"{row.candidate} has the same month in row {first}"
            faults.append(Fault(name, row.row, "month", said))
        if row.started_on:
            day, at = starts.setdefault(who, (row.started_on, row.row))
            if day != row.started_on:
                said = f"{row.candidate} started on {day.isoformat()} in row {at}"
                faults.append(Fault(name, row.row, "started_on", said))


class _Row:
    """One row while it is read."""

    def __init__(self, table: Table, place: int, faults: list[Fault]) -> None:
        self._file, self._row = table.file, int(table.rows[place])
        self._cells = {name: column.at(place) for name, column in table.columns.items()}
        self._faults = faults

    def read(self) -> OutcomeRow:
        if self._cells.get("schema", "") not in {"", SCHEMA}:
            self._wrong("schema", f"is another format; this command reads {SCHEMA}")
        for column in ("requisition", "candidate"):
            if not self._cells[column]:
                self._wrong(column, "is blank")
        month = self._month()
        in_role = self._one_of("still_in_role", _YES, "true or false")
        if month and in_role is None and not self._cells.get("still_in_role"):
            self._wrong("still_in_role", "is blank; write true or false")
        if not month and not self._cells.get("month"):
            for column in (c for c in SAID if self._cells.get(c)):
                self._wrong(column, "needs a month in the same row")
                break
        known = {m.value: m for m in Mismatch}
        return OutcomeRow(
            row=self._row,
            requisition=self._cells["requisition"],
            candidate=self._cells["candidate"],
            started_on=self._day(),
            month=month,
            in_role=in_role,
            mismatch=self._one_of("mismatch", known, "none, more_plant or more_enterprise"),
            levels=self._levels(),
            note=self._cells.get("note", ""),
        )

    def _wrong(self, column: str, said: str) -> None:
        self._faults.append(Fault(self._file, self._row, column, said))

    def _day(self) -> date | None:
        text = self._cells["started_on"]
        try:
            if not text or _DAY.fullmatch(text):
                return date.fromisoformat(text) if text else None
        except ValueError:
            pass
        self._wrong("started_on", f"{text!r} is not a date; write it as 2026-03-31")
        return None

    def _month(self) -> int | None:
        text = self._cells.get("month", "")
        known = {str(month): month for month in MONTHS}
        return self._one_of("month", known, "3, 6 or 12") if text else None

    def _one_of(self, column: str, known: Mapping[str, T], which: str) -> T | None:
        text = self._cells.get(column, "").casefold()
        if text and text not in known:
            self._wrong(column, f"{self._cells[column]!r} should be {which}")
        return known.get(text)

    def _levels(self) -> dict[Competency, Level]:
        known = {str(level): level for level in LEVELS}
        which = "a level from 1 to 5, or blank"
        found = {c: self._one_of(c.value, known, which) for c in Competency}
        return {c: level for c, level in found.items() if level is not None}
