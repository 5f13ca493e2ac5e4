"""A table of texts in memory: distinct texts, one code per row, and the faults found so far.

Rows are counted as a spreadsheet shows them, the header being row 1. A million rows are checked by
their few distinct texts, so that strictness costs next to nothing.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from assessment.domain.errors import Invalid
from assessment.domain.faults import BadTable, Fault
from assessment.domain.formula import restore

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TOLD_AT_MOST = 1000
"""Of one kind of fault in one file; the rest is counted. Nobody mends a million rows by hand."""

LARGEST = 1e12
"""No level, share or weight is near it, and sums of a million such numbers are still exact."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """The distinct texts of a column in alphabetical order, and for each row which one it is."""

    texts: tuple[str, ...]
    codes: Codes

    @classmethod
    def of(cls, written: Sequence[str], codes: Codes) -> "Column":
        """From cells as written: guarding apostrophes and blanks around a text are taken off."""
        meant = [restore(text).strip() for text in written]
        texts = tuple(sorted(set(meant)))
        rank = {text: n for n, text in enumerate(texts)}
        return cls(texts, np.array([rank[text] for text in meant], dtype=np.int64)[codes])

    def where(self, wanted: Callable[[str], bool]) -> Mask:
        """The rows whose text is wanted."""
        return np.array([wanted(text) for text in self.texts], dtype=bool)[self.codes]

    @property
    def blank(self) -> Mask:
        return self.where(lambda text: not text)

    def at(self, place: int) -> str:
        return self.texts[int(self.codes[place])]


@dataclass(slots=True)
class Table:
    """The columns asked for, the row number of each of their cells, and what was wrong so far."""

    file: str
    rows: Codes
    columns: Mapping[str, Column]
    ignored: tuple[str, ...]
    """Columns of the file that nobody asked for, as they are written there."""
    semicolon: bool
    """`;` stands between the cells, so that a number may have a decimal comma."""
    faults: list[Fault] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)

    def found(self, faulty: Mask, column: str, message: str | Callable[[int], str]) -> None:
        """Tells each faulty row, in words that `message` gives for its place among the rows."""
        places = np.flatnonzero(faulty)
        for place in places[:TOLD_AT_MOST].tolist():
            said = message if isinstance(message, str) else message(place)
            self.faults.append(Fault(self.file, int(self.rows[place]), column, said))
        if len(places) > TOLD_AT_MOST:
            self.faults.append(_more(self.file, column, len(places)))

    def in_order(self) -> list[Fault]:
        """The faults as a reader of the file meets them; what is about no one row comes last."""
        return sorted(self.faults, key=lambda fault: fault.row or 10**12)

    def numbers(
        self, column: str, meaning: Callable[[float], float], *, among: Mask | None = None
    ) -> Floats:
        """What the column's numbers mean, missing where a cell is blank or faulty.

        `meaning` raises Invalid for a number that means nothing; only rows `among` are told.
        """
        cells = self.columns[column]
        comma = self.semicolon and any("," in text for text in cells.texts)
        values = np.full(len(cells.texts), np.nan)
        faults: list[str | None] = []
        for n, text in enumerate(cells.texts):
            fault = None
            try:
                values[n] = meaning(_number(text, comma=comma)) if text else math.nan
            except Invalid as reason:
                fault = str(reason)
            faults.append(fault)
        faulty = np.array([fault is not None for fault in faults], dtype=bool)[cells.codes]
        if among is not None:
            faulty &= among
        self.found(faulty, column, lambda place: str(faults[cells.codes[place]]))
        return values[cells.codes]


def _more(file: str, column: str | None, faulty: int) -> Fault:
    return Fault(file, None, column, f"and {faulty - TOLD_AT_MOST} more rows like these")


def _number(text: str, *, comma: bool) -> float:
    """The number that `text` is; Invalid says what keeps it from being one."""
    if comma and "." in text:
        raise Invalid(f"{text!r} has a decimal point among numbers with a decimal comma")
    plain = text.replace(",", ".") if comma else text
    if not _NUMBER.fullmatch(plain):
        hint = "; a decimal comma needs ; between the cells" if "," in text and not comma else ""
        raise Invalid(f"{text!r} is not a number{hint}")
    if abs(number := float(plain)) > LARGEST:
        raise Invalid(f"{text!r} is too large to reckon with")
    return number


class Body:
    """Rows on their way into a table, taken in as they are read."""

    def __init__(self, file: str, width: int, places: Mapping[str, int]) -> None:
        self.file, self.width, self.places = file, width, places
        self.next_row = 2
        self.faults: list[Fault] = []
        self._unfit = 0
        self._rows: list[Codes] = []
        self._texts = {column: defaultdict[str, int](count().__next__) for column in places}
        self._codes: dict[str, list[Codes]] = {column: [] for column in places}

    def take(self, records: Sequence[Sequence[str]]) -> None:
        """The next rows of the file; empty ones count as rows and are left out."""
        rows: Sequence[int] = range(self.next_row, self.next_row + len(records))
        self.next_row += len(records)
        if set(map(len, records)) != {self.width} or not all(map(any, records)):
            rows, records = self._fitting(rows, records)
        self._rows.append(np.array(rows, dtype=np.int64))
        for column, place in self.places.items():
            # Looking a text up gives it the next code if it is new; all of it runs outside Python,
            # where a million rows would take ten seconds.
            codes = map(self._texts[column].__getitem__, map(itemgetter(place), records))
            self._codes[column].append(np.fromiter(codes, np.int64, len(records)))

    def _fitting(
        self, rows: Sequence[int], records: Sequence[Sequence[str]]
    ) -> tuple[list[int], list[Sequence[str]]]:
        """The rows as wide as the header; others are faults, unless there is nothing in them."""
        fitting = []
        for row, record in zip(rows, records, strict=True):
            if len(record) == self.width and any(record):
                fitting.append((row, record))
            elif any(record):
                self._unfit += 1
                if self._unfit <= TOLD_AT_MOST:
                    said = f"has {len(record)} cells under a header of {self.width}"
                    self.faults.append(Fault(self.file, row, None, said))
        return [row for row, _ in fitting], [record for _, record in fitting]

    def table(self, *, ignored: tuple[str, ...], semicolon: bool) -> Table:
        """All that was taken in; BadTable when that is nothing."""
        if self._unfit > TOLD_AT_MOST:
            self.faults.append(_more(self.file, None, self._unfit))
        rows = np.concatenate(self._rows) if self._rows else np.array([], dtype=np.int64)
        if not len(rows):
            said = "has a header but no rows"
            raise BadTable(self.faults or [Fault(self.file, None, None, said)])
        columns = {
            column: Column.of(list(texts), np.concatenate(self._codes[column]))
            for column, texts in self._texts.items()
        }
        return Table(self.file, rows, columns, ignored, semicolon, self.faults)
