"""A table on its way to a file: named columns, and cells that are text, numbers or blank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Self, cast

from assessment.domain.text.formula import defuse
from assessment.export.columns import COLUMNS, NAME_COLUMNS

BLOCK = 10_000
"""Rows that are written together."""
SELDOM = 4
"""A text that stands in a column so many times on average is worth looking up."""

Cell = str | int | float | bool | None
"""None is missing, and missing is blank, never zero."""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One file's worth of rows; every row has a cell for every column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def published(cls, name: str, rows: list[Mapping[str, Cell]], *, names: bool = False) -> Self:
        """The table `name` in its published order, with people's names behind it if asked for.

        A missing or unknown column is our mistake.
        """
        columns = COLUMNS[name] + (NAME_COLUMNS[name] if names else ())
        for row in rows:
            if set(row) != set(columns):
                raise ValueError(
                    f"{name}: {sorted(set(row) ^ set(columns))} do not fit its columns"
                )
        return cls(name, columns, tuple(tuple(row[c] for c in columns) for row in rows))

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def texts(self, *, decimal_comma: bool = False) -> list[list[str]]:
        """Header and rows as they stand in a file."""
        return [list(row) for row in self.lines(decimal_comma=decimal_comma)]

    def lines(self, *, decimal_comma: bool = False) -> Iterator[Sequence[str]]:
        """As `texts`, one line after the other; a column's cells are written together."""
        yield [defuse(c) for c in self.columns]
        for start in range(0, len(self.rows), BLOCK):
            block = self.rows[start : start + BLOCK]
            columns = zip(*block, strict=True)
            yield from zip(*(_texts(c, decimal_comma=decimal_comma) for c in columns), strict=True)


def _texts(cells: tuple[Cell, ...], *, decimal_comma: bool) -> Sequence[str]:
    """`text_of` of each cell. Equal texts, and texts that need nothing, are looked at once."""
    different = set(cells)
    if set(map(type, different)) <= {str, NoneType}:  # nothing else is equal to either
        return _of_texts(cast("tuple[str | None, ...]", cells), cast("set[str | None]", different))
    kinds = set(map(type, cells))
    if kinds <= {int, NoneType} or (kinds <= {float, NoneType} and 0 not in different):
        numbers = {c: text_of(c, decimal_comma=decimal_comma) for c in different}
        return [numbers[c] for c in cells]  # but for zeros, which have a sign, equal is the same
    return [text_of(cell, decimal_comma=decimal_comma) for cell in cells]


def _of_texts(cells: tuple[str | None, ...], different: set[str | None]) -> Sequence[str]:
    if len(different) * SELDOM > len(cells):
        return [defuse(c) if c else "" for c in cells]
    known = {text: defuse(text) if text else "" for text in different}
    if len(known) == 1:
        return [*known.values()] * len(cells)
    return [known[c] for c in cells]


def text_of(cell: Cell, *, decimal_comma: bool = False) -> str:
    """A cell as it is written: text that a spreadsheet could run is neutralised; no number is."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case float():
            number = shortest(cell)
            return number.replace(".", ",") if decimal_comma else number
        case str():
            return defuse(cell)


def shortest(number: float) -> str:
    """The shortest text that reads back as the same number: 75, 0.1, 61.25."""
    return repr(number).removesuffix(".0")
