"""The three tables as the sheets of one XLSX file: text stays text, numbers stay numbers."""

import io
from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assessment.domain.errors import Invalid
from assessment.domain.formula import defuse
from assessment.export.tables import Cell, ExportTable, shortest

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
    tables: Iterable[ExportTable], *, created: datetime, rows_at_most: int = ROWS_AT_MOST
) -> bytes:
    """A workbook with a sheet per table; the same tables and time give the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None), "author": "Levelset"})
        bold = book.add_format({"bold": True})
        for table in tables:
            if len(table.rows) >= rows_at_most:
                raise Invalid(
                    f"{table.name} has {len(table.rows):,} rows, and a worksheet holds "
                    f"{rows_at_most - 1:,}; export CSV instead"
                )
            _fill(book.add_worksheet(table.name, _PreciseSheet), table, bold)
    return out.getvalue()


def _fill(sheet: Worksheet, table: ExportTable, bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.columns):
        _write_text(sheet, 0, column, name, bold)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case str():
            _write_text(sheet, row, column, cell)


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
