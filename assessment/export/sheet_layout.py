"""How the sheets of a workbook look: widths, number formats, and which columns are hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from assessment.export.columns import CANDIDATE_NAME, NAME_COLUMNS, RATER_NAME
from assessment.export.tables import Cell, ExportTable

NARROWEST, WIDEST = 8, 60
"""In characters; longer texts are wrapped."""
LINE, MOST_LINES = 15, 20
"""Points of a line of text, and how many lines of a text a row shows at most."""
LOOKED_AT = 1000
"""Rows from whose texts a width is taken."""
BESIDE = {CANDIDATE_NAME: "candidate", RATER_NAME: "rater"}
SCORES = ("score_", "estimate_", "low_", "high_")
"""Beginnings of the columns from 0 to 100, which show one decimal."""
SHARES = ("coverage_", "s_")
"""Beginnings of the columns from 0 to 1, which show two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The formats of one workbook."""

    header: Format
    number_header: Format
    title: Format
    label: Format
    text: Format
    one_decimal: Format
    two_decimals: Format

    def of(self, column: str) -> Format:
        """For the cells of a column with this name."""
        if column.startswith(SCORES):
            return self.one_decimal
        if column.startswith(SHARES) or column == "value":
            return self.two_decimals
        return self.text


def looks_of(book: Workbook) -> Looks:
    """The formats, made once for the workbook."""
    top = {"valign": "top"}
    return Looks(
        header=book.add_format(
            {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#EEF1F4"} | top
        ),
        number_header=book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "align": "right"} | top
        ),
        title=book.add_format({"bold": True, "font_size": 16}),
        label=book.add_format({"bold": True} | top),
        text=book.add_format({"text_wrap": True} | top),
        one_decimal=book.add_format({"num_format": "0.0"} | top),
        two_decimals=book.add_format({"num_format": "0.00"} | top),
    )


def arranged(table: ExportTable) -> ExportTable:
    """The table with each name right behind its code."""
    names = [c for c in NAME_COLUMNS.get(table.name, ()) if c in table.columns]
    if not names:
        return table
    order: list[str] = []
    for column in (c for c in table.columns if c not in names):
        order += [column, *(n for n in names if BESIDE[n] == column)]
    places = [table.columns.index(column) for column in order]
    rows = tuple(tuple(row[p] for p in places) for row in table.rows)
    return ExportTable(table.name, tuple(order), rows)


def hidden(table: ExportTable, column: int) -> bool:
    """Whether no row has anything in this column; an empty table shows all its columns."""
    return bool(table.rows) and all(row[column] in {None, ""} for row in table.rows)


def width_of(table: ExportTable, column: int) -> int:
    """Wide enough for the longest text, within bounds."""
    header = max(len(part) for part in table.columns[column].replace("_", "_ ").split(" "))
    seen = (_length(row[column]) for row in islice(table.rows, LOOKED_AT))
    return min(max(NARROWEST, header + 2, *seen, 0), WIDEST)


def lines_of(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """How many lines the longest text of a row takes, within bounds.

    Spreadsheets differ in whether they make room for wrapped text by themselves.
    """
    lines = (
        sum(-(-max(len(line), 1) // width) for line in cell.split("\n"))
        for cell, width in zip(row, widths, strict=True)
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell)
    )
    return min(max(lines, default=1), MOST_LINES)


def _length(cell: Cell) -> int:
    """In characters; a number shows few of its own."""
    return len(cell) + 2 if isinstance(cell, str) else NARROWEST
