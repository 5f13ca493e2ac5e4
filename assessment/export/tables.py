"""A table on its way to a file: named columns, and cells that are text, numbers or blank."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from assessment.domain.formula import defuse
from assessment.export.columns import COLUMNS

Cell = str | int | float | bool | None
"""None is missing, and missing is blank, never zero."""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One file's worth of rows; every row has a cell for every column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def published(cls, name: str, rows: list[Mapping[str, Cell]]) -> Self:
        """The table `name` in its published order; a missing or unknown column is our mistake."""
        columns = COLUMNS[name]
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
        header = [defuse(c) for c in self.columns]
        return [header, *([text_of(c, decimal_comma=decimal_comma) for c in r] for r in self.rows)]


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
