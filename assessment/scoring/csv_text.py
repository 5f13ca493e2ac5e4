"""CSV as bytes, taken apart into rows of texts: the one place that knows how people save it."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, NamedTuple

from assessment.domain.text.formula import restore
from assessment.domain.text.names import tidy

CELL_AT_MOST = 5_000_000
"""Characters in one cell: a hundred times the longest note. More is no table."""
ROW_AT_MOST = 8_000_000
"""Characters in one row, so that a quote which is never closed does not take the whole file."""
LINE_AT_MOST = 64 * 2**20
"""Bytes without a line end, which are read at once."""
csv.field_size_limit(CELL_AT_MOST)

HEADER_WITHIN = 20
"""Rows in which a header is looked for. Reports have a title, a date and a blank row above it."""

_SEPARATOR_LINE = re.compile(r'\ufeff?\s*"?sep=([^\w"\s]|\t| )"?[,;|\t]*[ ]*\r?\n?', re.IGNORECASE)
"""What Excel reads first and does not show: which character stands between the cells."""


class TooMuch(csv.Error):
    """A cell or row that is larger than any table's."""


class Layout(NamedTuple):
    """How a file is laid out. Rows are counted as a spreadsheet shows them, from 1."""

    delimiter: str
    header_row: int
    """Where the header is, as far as the wanted columns tell; 1 is where it belongs."""
    declared: bool
    """The file begins with a `sep=` line, which is no row."""


def layout(stream: BinaryIO, wanted: Collection[str]) -> Layout:
    """The delimiter and the header row under which most of the wanted columns are found."""
    first = _first_line(stream)
    separator = _SEPARATOR_LINE.fullmatch(first)
    given = separator.group(1) if separator else ""
    best = (-1, 0, 0)
    chosen = Layout(",", 1, declared=bool(separator))
    for delimiter in dict.fromkeys([given, ",", ";"] if given else [",", ";"]):
        tried = Layout(delimiter, 1, declared=bool(separator))
        with records(stream, tried, strict=False) as rows:
            for number, row in enumerate(islice(rows, HEADER_WITHIN), 1):
                found = len(set(wanted) & {column_name(cell) for cell in row})
                fit = (found, -number, len(row))
                if fit > best:
                    best, chosen = fit, tried._replace(header_row=number)
    return chosen


def column_name(cell: str) -> str:
    """A cell of the header as the name of its column."""
    return tidy(restore(cell))


@contextmanager
def records(
    stream: BinaryIO,
    using: Layout,
    *,
    start: int = 0,
    strict: bool = True,
    errors: str = "strict",
) -> Iterator[Iterator[list[str]]]:
    """The rows of the file, as texts; the stream stays open behind them.

    They begin with row 1, or with the one that begins at the byte `start`.
    """
    stream.seek(start)
    encoding = "utf-8" if start else "utf-8-sig"
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    try:
        if using.declared and not start:
            text.readline()
        yield _Bounded(text).rows(using.delimiter, strict=strict)
    finally:
        text.detach()


def refuse_long_lines(stream: BinaryIO) -> None:
    """TooMuch where a line is too long to be read at once; reads the whole stream, in blocks."""
    stream.seek(0)
    since = 0
    while block := stream.read(LINE_AT_MOST // 8):
        ends = b"\n" in block or b"\r" in block
        since = 0 if ends else since + len(block)
        if since > LINE_AT_MOST:
            raise TooMuch(f"a line has more than {LINE_AT_MOST // 2**20} MB")


class _Bounded:
    """The lines of a text, with an end to how many of them one row may take."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self._taken = text, 0

    def _lines(self) -> Iterator[str]:
        for line in self._text:
            self._taken += len(line)
            if self._taken > ROW_AT_MOST:
                raise TooMuch(
                    f"a row has more than {ROW_AT_MOST:,} characters; look for a quote that is "
                    "never closed"
                )
            yield line

    def rows(self, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
        try:
            for row in csv.reader(self._lines(), delimiter=delimiter, strict=strict):
                self._taken = 0
                yield row
        except csv.Error as fault:
            if "field limit" in str(fault):
                raise TooMuch(f"a cell has more than {CELL_AT_MOST:,} characters") from fault
            raise


def _first_line(stream: BinaryIO) -> str:
    stream.seek(0)
    head = stream.read(64).decode("utf-8", errors="replace")
    return next(iter(head.splitlines(keepends=True)), "")
