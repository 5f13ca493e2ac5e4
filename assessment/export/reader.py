"""CSV back to cells: what the writer wrote, in any of its options."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.domain.errors import Invalid
from assessment.domain.text.formula import restore
from assessment.export.columns import BOOLEAN_COLUMNS, COLUMNS, NUMBER_COLUMNS
from assessment.export.tables import Cell, ExportTable
from assessment.scoring.csv_text import layout, records

FIRST_ROW = 2
"""Rows are counted as a spreadsheet counts them: the header is row 1."""

_NUMBER = re.compile(r"-?\d{1,300}(\.\d+)?([eE][-+]?\d{1,3})?", re.ASCII)


class Misread(Invalid):
    """A cell that is not what its column holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file as it lies there: every cell is text, still with its guarding apostrophe."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    decimal_comma: bool

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def numbered(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        return enumerate(self.rows, FIRST_ROW)

    def cell(self, row: tuple[str, ...], column: str) -> Cell:
        """The cell as the value that its column holds; Misread says what it is instead."""
        text = row[self.columns.index(column)]
        if column in NUMBER_COLUMNS:
            return self._number(text)
        if column in BOOLEAN_COLUMNS:
            if text not in {"", "true", "false"}:
                raise Misread(f"{text!r} is neither true nor false")
            return {"true": True, "false": False}.get(text)
        return restore(text)

    def _number(self, text: str) -> int | float | None:
        if not text:
            return None
        plain = text.replace(",", ".") if self.decimal_comma else text
        if not _NUMBER.fullmatch(plain):
            raise Misread(f"{text!r} is not a number")
        return int(plain) if plain.removeprefix("-").isdecimal() else float(plain)

    def table(self) -> ExportTable:
        """The table that was written. Misread names the first cell that does not fit."""
        rows = []
        for number, row in self.numbered():
            cells = []
            for column in self.columns:
                try:
                    cells.append(self.cell(row, column))
                except Misread as fault:
                    raise Misread(f"{self.file}:{number}:{column}: {fault}") from None
            rows.append(tuple(cells))
        return ExportTable(self.name, self.columns, tuple(rows))


def read_csv(name: str, data: bytes) -> Sheet:
    """The cells of `data`, with `,` or `;` between them; Invalid when it is no CSV in UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Invalid(
            f"is not UTF-8 text (byte {fault.start}); it was saved in another encoding since"
        ) from None
    if not text.strip():
        raise Invalid("is empty")
    stream = io.BytesIO(data)
    try:
        used = layout(stream, COLUMNS.get(name, ()))
        with records(stream, used, strict=False) as found:
            columns, *rows = found
    except csv.Error as fault:
        raise Invalid(f"is not a CSV file ({fault})") from None
    header = tuple(restore(c) for c in columns)
    return Sheet(name, header, tuple(map(tuple, rows)), decimal_comma=used.delimiter != ",")
