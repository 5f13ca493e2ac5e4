"""Anybody's CSV, read strictly: UTF-8, `,` or `;` between the cells, every column named once."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from assessment.domain.faults import BadTable, Fault
from assessment.domain.formula import restore
from assessment.scoring.table import Body, Table

_CHUNK = 500
"""Rows taken at a time: few enough to stay in the cache, and never a whole table in memory."""

csv.field_size_limit(2**31 - 1)  # a long note is no reason to refuse a file; Windows takes no more

_OTHER_FORMATS = {
    b"\xff\xfe": "is UTF-16; save it as CSV UTF-8",
    b"\xfe\xff": "is UTF-16; save it as CSV UTF-8",
    b"PK\x03\x04": "is a workbook or a zip, not CSV; save the sheet as CSV UTF-8",
    b"\xd0\xcf\x11\xe0": "is an old workbook, not CSV; save the sheet as CSV UTF-8",
}

Seen = Callable[[int], None]
"""Hears how many bytes have been read so far."""


def read_table(
    path: Path, *, required: Sequence[str], optional: Sequence[str] = (), seen: Seen | None = None
) -> Table:
    """The named columns of the CSV file at `path`; BadTable says why it is none.

    Faults that leave the rest readable, such as a row with too many cells, stay in the table's
    own list, for the caller to add to.
    """
    name = str(path)
    try:
        with path.open("rb") as stream:
            whole = stream if stream.seekable() else io.BytesIO(stream.read())
            return read_stream(whole, name, required=required, optional=optional, seen=seen)
    except FileNotFoundError as fault:
        raise _whole(name, "there is no such file") from fault
    except IsADirectoryError as fault:
        raise _whole(name, "is a folder; name the CSV file in it") from fault
    except OSError as fault:
        raise _whole(name, f"cannot be read: {fault.strerror or fault}") from fault


def read_stream(
    stream: BinaryIO,
    name: str,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    seen: Seen | None = None,
) -> Table:
    """As `read_table`, from bytes that can be read again from the start."""
    _refuse_other_formats(stream, name)
    delimiter = ","
    try:
        delimiter = _delimiter(stream, {*required, *optional})
        with _records(stream, delimiter) as records:
            header = [restore(cell).strip() for cell in next(records)]
            places = _places(header, name, required, optional)
            body = Body(name, len(header), places)
            while chunk := list(islice(records, _CHUNK)):
                body.take(chunk)
                if seen:
                    seen(stream.tell())
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadTable([_unreadable(stream, name, delimiter)]) from fault
    titles = [title or f"(column {n} has no name)" for n, title in enumerate(header, 1)]
    ignored = tuple(t for n, t in enumerate(titles) if n not in places.values())
    return body.table(ignored=ignored, semicolon=delimiter == ";")


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


@contextmanager
def _records(
    stream: BinaryIO, delimiter: str, *, strict: bool = True, errors: str = "strict"
) -> Iterator[Iterator[list[str]]]:
    """The rows of the file from the start, as texts; the stream stays open behind them."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors=errors, newline="")
    try:
        yield csv.reader(text, delimiter=delimiter, strict=strict)
    finally:
        text.detach()


def _delimiter(stream: BinaryIO, wanted: set[str]) -> str:
    """`,` or `;`: whichever makes more of the wanted columns out of the header."""

    def found(delimiter: str) -> int:
        with _records(stream, delimiter, strict=False) as records:
            header = next(records, [])
        return len(wanted & {restore(cell).strip() for cell in header})

    return max(",;", key=found)


def _places(
    header: Sequence[str], name: str, required: Sequence[str], optional: Sequence[str]
) -> Mapping[str, int]:
    """Where in a row each wanted column stands."""
    if not any(header):
        raise BadTable([Fault(name, 1, None, "is empty; the header belongs into row 1")])
    faults = []
    for column in (*required, *optional):
        if header.count(column) > 1:
            at = " and ".join(str(n) for n, h in enumerate(header, 1) if h == column)
            faults.append(Fault(name, 1, column, f"stands in the header twice, as columns {at}"))
        elif column in required and column not in header:
            hint = _hint(column, [h for h in header if h not in {*required, *optional}])
            faults.append(Fault(name, 1, column, f"this column is missing{hint}"))
    if faults:
        raise BadTable(faults)
    return {c: header.index(c) for c in (*required, *optional) if c in header}


def _hint(column: str, others: Sequence[str]) -> str:
    if any("\t" in other for other in others):
        return "; put , or ; between the columns, not tabs"
    spoken = {other.casefold(): other for other in others}
    near = get_close_matches(column, spoken, n=1, cutoff=0.7)
    return f'; is "{spoken[near[0]]}" meant?' if near else ""


def _unreadable(stream: BinaryIO, name: str, delimiter: str) -> Fault:
    """Where reading failed: the file is read once more, this time only to find the place."""
    row = 0
    header: list[str] = []
    try:
        with _records(stream, delimiter, errors="surrogateescape") as records:
            for row, record in enumerate(records, 1):
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
