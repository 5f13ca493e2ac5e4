"""Tables to CSV by RFC 4180, in the dialect that the reader's spreadsheet expects."""

import csv
import io
from dataclasses import dataclass

from assessment.export.tables import ExportTable

BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How an export is written, and whether it may say names."""

    bom: bool = False
    """Starts each CSV with a byte order mark, without which some Excels misread UTF-8."""
    semicolon: bool = False
    """`;` between cells and a decimal comma: what Excel expects in much of Europe."""
    names: bool = False
    """Puts names behind the codes of candidates and raters. Codes only, unless asked."""


def csv_bytes(table: ExportTable, options: ExportOptions | None = None) -> bytes:
    """The table as a UTF-8 file: header row, CRLF, blanks for what is missing."""
    options = options or ExportOptions()
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if options.semicolon else ",", lineterminator="\r\n")
    writer.writerows(table.lines(decimal_comma=options.semicolon))
    return ((BOM if options.bom else "") + out.getvalue()).encode()
