"""CSV as bytes, taken apart into rows of texts: the one place that knows how people save it."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, NamedTuple

from assessment.domain.formula import restore
from assessment.domain.names import tidy

csv.field_size_limit(2**31 - 1)  # a long note is no reason to refuse a file; Windows takes no more

HEADER_WITHIN = 20
"""Rows in which a header is looked for. Reports have a title, a date and a blank row above it."""

_SEPARATOR_LINE = re.compile(r'\ufeff?\s*"?sep=([^\w"\s]|\t| )"?[,;|\t]*[ ]*\r?\n?', re.IGNORECASE)
"""What Excel reads first and does not show: which character stands between the cells."""


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
        yield csv.reader(text, delimiter=using.delimiter, strict=strict)
    finally:
        text.detach()


def _first_line(stream: BinaryIO) -> str:
    stream.seek(0)
    head = stream.read(64).decode("utf-8", errors="replace")
    return next(iter(head.splitlines(keepends=True)), "")
