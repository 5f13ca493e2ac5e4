"""Rows of a file on their way into a table, and what is noted about them on the way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count

import numpy as np

from assessment.domain.faults import BadTable, Fault
from assessment.scoring.plain_lines import Cells
from assessment.scoring.table import TOLD_AT_MOST, Codes, Column, Table, more_faults

NAMED_AT_MOST = 10
"""Names of one column whose spellings are told one by one."""


class Body:
    """Rows on their way into a table, taken in as they are read."""

    def __init__(
        self, file: str, width: int, places: Mapping[str, int], *, fewest: int | None = None
    ) -> None:
        self.file, self.width, self.places = file, width, places
        self.fewest = width if fewest is None else fewest
        self.next_row = 2
        self.faults: list[Fault] = []
        self._short: list[int] = []
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
        if records:
            self._add(rows, [*zip(*records, strict=True)])

    def take_columns(self, cells: Sequence[Cells]) -> None:
        """The wanted columns of the next rows, in the order of `places`; no row is empty."""
        rows = range(self.next_row, self.next_row + len(cells[0].codes))
        self.next_row = rows.stop
        self._rows.append(np.arange(rows.start, rows.stop))
        for column, (texts, codes) in zip(self.places, cells, strict=True):
            known = self._texts[column]
            self._codes[column].append(np.array([known[text] for text in texts])[codes])

    def _add(self, rows: Sequence[int], cells: Sequence[Sequence[str]]) -> None:
        self._rows.append(np.array(rows, dtype=np.int64))
        for column, place in self.places.items():
            # Looking a text up gives it the next code if it is new; all of it runs outside Python,
            # where a million rows would take ten seconds.
            codes = map(self._texts[column].__getitem__, cells[place])
            self._codes[column].append(np.fromiter(codes, np.int64, len(rows)))

    def _fitting(
        self, rows: Sequence[int], records: Sequence[Sequence[str]]
    ) -> tuple[list[int], list[Sequence[str]]]:
        """The rows made as wide as the header; what cannot be is a fault, unless it is empty.

        Excel leaves out blank cells at the end of a row, and adds some where a column was cleared.
        """
        fitting = []
        for row, record in zip(rows, records, strict=True):
            if not any(record):
                continue
            if len(record) < self.fewest or any(record[self.width :]):
                self._unfit += 1
                if self._unfit <= TOLD_AT_MOST:
                    said = f"has {len(record)} cells under a header of {self.width}"
                    self.faults.append(Fault(self.file, row, None, said))
                continue
            if len(record) <= max(self.places.values()):
                self._short.append(row)
            blanks = [""] * (self.width - len(record))
            fitting.append((row, [*record[: self.width], *blanks]))
        return [row for row, _ in fitting], [record for _, record in fitting]

    def end(self, *, cut_off: bool) -> None:
        """Refuses a last row that ends early in a file that does not end with a line."""
        if cut_off and self._short and self._short[-1] == self.next_row - 1:
            said = (
                "ends early, and so does the file, as if it was cut off: download the file again, "
                "or fill in the missing cells"
            )
            self.faults.append(Fault(self.file, self._short.pop(), None, said))

    def _notes(self, columns: Mapping[str, Column], rows: Codes) -> tuple[str, ...]:
        notes = [note for name, c in columns.items() for note in _spellings(name, c, rows)]
        if self._short:
            many = f"{len(self._short)} rows end" if len(self._short) > 1 else "1 row ends"
            notes.append(
                f"{many} before the last column, first in row {self._short[0]}; "
                "the missing cells are read as blank"
            )
        return tuple(f"{self.file}: {note}" for note in notes)

    def table(
        self, *, ignored: tuple[str, ...], decimal_comma: bool, texts: frozenset[str] = frozenset()
    ) -> Table:
        """All that was taken in; BadTable when that is nothing."""
        if self._unfit > TOLD_AT_MOST:
            self.faults.append(more_faults(self.file, None, self._unfit))
        rows = np.concatenate(self._rows) if self._rows else np.array([], dtype=np.int64)
        if not len(rows):
            said = "has a header but no rows"
            raise BadTable(self.faults or [Fault(self.file, None, None, said)])
        columns = {
            column: Column.of(
                list(found), np.concatenate(self._codes[column]), free_text=column in texts
            )
            for column, found in self._texts.items()
        }
        notes = self._notes(columns, rows)
        return Table(self.file, rows, columns, ignored, decimal_comma, self.faults, notes)


def _spellings(name: str, column: Column, rows: Codes) -> list[str]:
    """One sentence for every name that is written in a way that nobody can see."""
    places = defaultdict[str, list[tuple[str, int]]](list)
    for text, cell, place in sorted(column.respelled, key=lambda found: found[2]):
        places[text].append((cell, int(rows[place])))
    said = []
    for text, found in places.items():
        listed = ", ".join(f"{cell!r} in row {row}" for cell, row in found[:NAMED_AT_MOST])
        what = "is" if len(found) == 1 else "are one name and are"
        said.append(f"{name}: {listed} {what} read as {text!r} (spaces, invisible characters)")
    more = len(said) - NAMED_AT_MOST
    if more > 0:
        said[NAMED_AT_MOST:] = [f"{name}: and {more} more names like these"]
    return said
