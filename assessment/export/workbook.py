"""The tables as the sheets of one XLSX file: text stays text, numbers stay numbers."""

import io
from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assessment.domain.errors import Invalid
from assessment.domain.text.formula import defuse
from assessment.export.sheet_layout import (
    LINE,
    Looks,
    arranged,
    hidden,
    lines_of,
    looks_of,
    width_of,
)
from assessment.export.tables import Cell, ExportTable, shortest
from assessment.export.words import Words

ROWS_AT_MOST = 1_048_576
"""What a sheet of a spreadsheet holds, header included."""
CELL_AT_MOST = 32_767
"""UTF-16 units in one cell of a spreadsheet."""
CUT = " … [cut off: a spreadsheet cell cannot hold more, the CSV file has the full text]"


class _PreciseSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """XlsxWriter keeps 16 digits of a number; 17 are needed to read back the same one."""

    def _xml_number_element(
        self, number: float, attributes: Iterable[tuple[str, object]] = ()
    ) -> None:
        said = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{said}><v>{shortest(number)}</v></c>")


def xlsx_bytes(
    tables: Iterable[ExportTable],
    *,
    created: datetime,
    words: Words | None = None,
    rows_at_most: int = ROWS_AT_MOST,
) -> bytes:
    """A workbook with a sheet per table behind one in words; the same input gives the same bytes.

    Numbers show few decimals and keep all of them; columns without any entry are hidden.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None), "author": "Levelset"})
        looks = looks_of(book)
        if words:
            _fill_words(book.add_worksheet("About", _PreciseSheet), words, looks)
        for table in tables:
            if len(table.rows) >= rows_at_most:
                raise Invalid(
                    f"{table.name} has {len(table.rows):,} rows, and a worksheet holds "
                    f"{rows_at_most - 1:,}; export CSV instead"
                )
            _fill(book.add_worksheet(table.name, _PreciseSheet), arranged(table), looks)
    return out.getvalue()


def _fill(sheet: Worksheet, table: ExportTable, looks: Looks) -> None:
    sheet.freeze_panes(1, 0)
    styles = [looks.of(name) for name in table.columns]
    widths = [width_of(table, column) for column in range(len(table.columns))]
    for column, name in enumerate(table.columns):
        options = {"hidden": True} if hidden(table, column) else {}
        sheet.set_column(column, column, widths[column], None, options)
        _write_text(sheet, 0, column, name, looks.header)
    for number, row in enumerate(table.rows, 1):
        if (lines := lines_of(row, widths)) > 1:
            sheet.set_row(number, LINE * lines)
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, styles[column])
    _for_paper(sheet)
    sheet.repeat_rows(0)


def _fill_words(sheet: Worksheet, words: Words, looks: Looks) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 4, 20)
    _write_text(sheet, 0, 0, words.title, looks.title)
    row = _lines(sheet, 2, words.facts, looks)
    for number, cells in enumerate(words.weights):
        row += 1
        for column, cell in enumerate(cells):
            style = looks.one_decimal if number else looks.number_header if column else looks.header
            _write(sheet, row, column, cell, style)
    _lines(sheet, row + 2, words.reading, looks)
    _for_paper(sheet, pages_high=1)


def _lines(sheet: Worksheet, row: int, lines: Iterable[tuple[str, str]], looks: Looks) -> int:
    """A label and a text over the width of the sheet on each row; returns the next free row."""
    for label, text in lines:
        _write_text(sheet, row, 0, label, looks.label)
        sheet.merge_range(row, 1, row, 4, "", looks.text)
        _write_text(sheet, row, 1, text, looks.text)
        sheet.set_row(row, LINE * (1 + len(text) // 80))
        row += 1
    return row


def _for_paper(sheet: Worksheet, *, pages_high: int = 0) -> None:
    """A4 across, as wide as one page; 0 pages high is as many as it takes."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, pages_high)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, cell, style)
        case int() | float():
            sheet.write_number(row, column, cell, style)
        case str():
            _write_text(sheet, row, column, cell, style)


def _write_text(
    sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None
) -> None:
    safe = _short_enough(defuse(text))
    if safe.startswith("<r>") and safe.endswith("</r>"):
        # XlsxWriter takes such a text for markup of its own and would write it raw.
        markup = f'<r><t xml:space="preserve">{escape(safe)}</t></r>'
        safe = markup if len(markup) <= CELL_AT_MOST // 2 else f"{safe} "
    sheet.write_string(row, column, safe, style)


def _short_enough(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= CELL_AT_MOST:
        return text
    kept = text.encode("utf-16-le")[: 2 * (CELL_AT_MOST - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT
