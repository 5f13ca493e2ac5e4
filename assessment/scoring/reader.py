"""Anybody's CSV, read strictly: UTF-8, `,` or `;` between the cells, every column named once."""

import csv
import io
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from assessment.domain.faults import BadTable, Fault
from assessment.scoring.csv_text import (
    Layout,
    TooMuch,
    column_name,
    layout,
    records,
    refuse_long_lines,
)
from assessment.scoring.plain_lines import after_header, plain_columns
from assessment.scoring.table import Table
from assessment.scoring.table_rows import Body

_CHUNK = 500
"""Rows taken at a time: few enough to stay in the cache, and never a whole table in memory."""

ROWS_AT_MOST = 20_000_000
"""Rows of one table: twice what anybody has asked for, and still within a computer's memory."""
COLUMNS_AT_MOST = 16_384
"""As many as a spreadsheet has."""
PIPE_AT_MOST = 2**31
"""Bytes from a pipe, which are held in memory."""
LONGEST_NAME = 100
"""Characters of a header that could be another spelling of a column's name."""

_OTHER_FORMATS = {
    b"\xff\xfe": "is UTF-16; save it as CSV UTF-8",
    b"\xfe\xff": "is UTF-16; save it as CSV UTF-8",
    b"PK\x03\x04": "is a workbook or a zip, not CSV; save the sheet as CSV UTF-8",
    b"\xd0\xcf\x11\xe0": "is an old workbook, not CSV; save the sheet as CSV UTF-8",
}

_TABS = "; separate the columns with , or ; and not with tabs"

Seen = Callable[[int], None]
"""Called with the number of bytes read so far."""


class Columns(NamedTuple):
    """Which columns a table is read for."""

    required: Sequence[str]
    optional: Sequence[str] = ()
    filled: Sequence[str] | None = None
    """Those that no row may end before; the required ones, unless said otherwise."""
    texts: Collection[str] = ()
    """Free text, kept as it is written; all others hold names and numbers."""

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


def read_table(path: Path, columns: Columns, *, seen: Seen | None = None) -> Table:
    """The named columns of the CSV file at `path`; BadTable says why it is none.

    Faults that leave the rest readable, such as a row with too many cells, stay in the table's
    own list, for the caller to add to.
    """
    name = str(path)
    try:
        with path.open("rb") as stream:
            return read_stream(stream, name, columns, seen=seen)
    except FileNotFoundError as fault:
        raise _whole(name, "there is no such file") from fault
    except IsADirectoryError as fault:
        raise _whole(name, "is a folder; name the CSV file in it") from fault
    except OSError as fault:
        raise _whole(name, f"cannot be read: {fault.strerror or fault}") from fault


def read_header(stream: BinaryIO, name: str, likely: Collection[str]) -> tuple[str, ...]:
    """What the columns of a CSV file are called, in its order; BadTable where it is none.

    `likely` are names that tell the header from a title above it, and `,` from `;`.
    """
    _refuse_other_formats(stream, name)
    used = Layout(",", 1, declared=False)
    try:
        refuse_long_lines(stream)
        used = layout(stream, likely)
        with records(stream, used) as rows:
            _refuse_rows_above(used, name)
            header = [column_name(cell) for cell in next(rows)]
    except TooMuch as fault:
        raise _whole(name, str(fault)) from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadTable([_unreadable(stream, name, used)]) from fault
    if not any(header):
        raise BadTable([Fault(name, 1, None, "is empty; the header must be in row 1")])
    return tuple(dict.fromkeys(filter(None, header)))


def read_stream(
    stream: BinaryIO, name: str, columns: Columns, *, seen: Seen | None = None
) -> Table:
    """As `read_table`, from a file that is open already, or from a pipe."""
    stream = stream if stream.seekable() else _all_of(stream, name)
    _refuse_other_formats(stream, name)
    used = Layout(",", 1, declared=False)
    try:
        refuse_long_lines(stream)
        used = layout(stream, columns.all)
        with records(stream, used) as rows:
            _refuse_rows_above(used, name)
            written = next(rows)
            header = [column_name(cell) for cell in written]
            places = _places(header, name, columns, tabs=any("\t" in cell for cell in written))
        body = Body(name, len(header), places, fewest=_fewest(places, columns))
        _take_rows(stream, used, body, seen or (lambda _done: None))
        body.end(cut_off=not _ends_with_a_line(stream))
    except TooMuch as fault:
        raise _whole(name, str(fault)) from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadTable([_unreadable(stream, name, used)]) from fault
    titles = [title or f"(column {n} has no name)" for n, title in enumerate(header, 1)]
    ignored = tuple(t for n, t in enumerate(titles) if n not in places.values())
    return body.table(
        ignored=ignored, decimal_comma=used.delimiter != ",", texts=frozenset(columns.texts)
    )


def _take_rows(stream: BinaryIO, used: Layout, body: Body, seen: Seen) -> None:
    """All rows below the header: the plain lines in bulk, and from the first other one, singly."""
    start = after_header(stream, used)
    if start:
        wanted = list(body.places.values())
        for cells in plain_columns(stream, used.delimiter, body.width, wanted):
            body.take_columns(cells)
            _refuse_many(body)
            seen(stream.tell())
        start = stream.tell()
    with records(stream, used, start=start or 0) as rows:
        if not start:
            next(rows)  # the header
        while chunk := list(islice(rows, _CHUNK)):
            body.take(chunk)
            _refuse_many(body)
            seen(stream.tell())


def _refuse_many(body: Body) -> None:
    if body.next_row - 2 > ROWS_AT_MOST:
        raise _whole(body.file, f"has more than {ROWS_AT_MOST:,} rows; split it into several files")


def _all_of(pipe: BinaryIO, name: str) -> BinaryIO:
    """What a pipe holds, so that it can be read again from the start."""
    held = pipe.read(PIPE_AT_MOST + 1)
    if len(held) > PIPE_AT_MOST:
        raise _whole(name, "holds more than 2 GB, too much for a pipe; write it into a file first")
    return io.BytesIO(held)


def _whole(name: str, message: str) -> BadTable:
    return BadTable([Fault(name, None, None, message)])


def _refuse_other_formats(stream: BinaryIO, name: str) -> None:
    stream.seek(0)
    head = stream.read(4096)
    for mark, message in _OTHER_FORMATS.items():
        if head.startswith(mark):
            raise _whole(name, message)
    if b"\0" in head:
        raise _whole(name, "holds zero bytes, as UTF-16 does; save it as CSV UTF-8")
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise _whole(name, "is empty")


def _refuse_rows_above(used: Layout, name: str) -> None:
    """A title or blank rows above the header: one sentence, in place of one for every column."""
    if used.header_row == 1:
        return
    above = "row 1" if used.header_row == 2 else f"rows 1 to {used.header_row - 1}"
    said = (
        f"row 1 is not the header; the header is in row {used.header_row}. "
        f"Delete {above} and try again."
    )
    raise BadTable([Fault(name, 1, None, said)])


def _fewest(places: Mapping[str, int], columns: Columns) -> int:
    """How many cells a row has at least: up to the last column that may not be missing."""
    filled = columns.required if columns.filled is None else columns.filled
    return 1 + max(places[column] for column in filled)


def _ends_with_a_line(stream: BinaryIO) -> bool:
    stream.seek(-1, io.SEEK_END)
    return stream.read(1) in b"\r\n"


def _places(header: Sequence[str], name: str, columns: Columns, *, tabs: bool) -> Mapping[str, int]:
    """Where in a row each wanted column stands."""
    if len(header) > COLUMNS_AT_MOST:
        said = f"the header has {len(header):,} cells; at most {COLUMNS_AT_MOST:,} are read"
        raise BadTable([Fault(name, 1, None, said)])
    if not any(header):
        raise BadTable([Fault(name, 1, None, "is empty; the header must be in row 1")])
    faults = []
    for column in columns.all:
        if header.count(column) > 1:
            at = " and ".join(str(n) for n, h in enumerate(header, 1) if h == column)
            faults.append(Fault(name, 1, column, f"is in the header twice, as columns {at}"))
        elif column in columns.required and column not in header:
            hint = _TABS if tabs else _hint(column, [h for h in header if h not in columns.all])
            faults.append(Fault(name, 1, column, f"this column is missing{hint}"))
    if faults:
        raise BadTable(faults)
    return {c: header.index(c) for c in columns.all if c in header}


def _hint(column: str, others: Sequence[str]) -> str:
    spoken = {other.casefold(): other for other in others if len(other) <= LONGEST_NAME}
    near = get_close_matches(column, spoken, n=1, cutoff=0.7)
    return f'; is "{spoken[near[0]]}" meant?' if near else ""


def _unreadable(stream: BinaryIO, name: str, used: Layout) -> Fault:
    """Where reading failed: the file is read once more, this time only to find the place."""
    row = 0
    header: list[str] = []
    try:
        with records(stream, used, errors="surrogateescape") as rows:
            for row, record in enumerate(rows, 1):
                header = header or record
                place = next((n for n, cell in enumerate(record) if _ESCAPED.search(cell)), None)
                if place is not None:
                    column = header[place] if row > 1 and place < len(header) else None
                    said = "holds bytes that are not UTF-8; save the file as CSV UTF-8"
                    return Fault(name, row, column, said)
    except csv.Error as fault:
        if "end of data" in str(fault):
            return Fault(name, row + 1, None, "a quote opens in this row and is never closed")
        said = f"is not CSV ({fault}); a quote inside a text is written twice"
        return Fault(name, row + 1, None, said)
    return Fault(name, None, None, "is not UTF-8; save it as CSV UTF-8")


_ESCAPED = re.compile("[\udc80-\udcff]")
"""What Python makes of a byte that is not UTF-8 when it is told to go on."""
