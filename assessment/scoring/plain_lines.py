"""The plain lines of a CSV file, taken apart many at a time and column by column.

A plain line is filled, has no quote in it and is exactly as wide as the header. Arrow then reads it
as a CSV reader does, in a tenth of the time. From the first block that holds another line, a file
is read on with a CSV reader.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

from assessment.scoring.csv_text import Layout

_BLOCK = 1 << 20
"""Bytes taken at a time."""
_BOM = b"\xef\xbb\xbf"


class Cells(NamedTuple):
    """One column of some lines."""

    texts: Sequence[str]
    """Each of its texts once."""
    codes: npt.NDArray[np.int32]
    """For each line the place of its text."""


def after_header(stream: BinaryIO, using: Layout) -> int | None:
    """Where the line after the header begins; None where the header is not one plain line."""
    stream.seek(0)
    header = stream.readline()
    if using.declared or using.header_row != 1 or not _plain(header.removeprefix(_BOM)):
        return None
    return stream.tell() if header.removeprefix(_BOM).strip() else None


def plain_columns(
    stream: BinaryIO, delimiter: str, width: int, wanted: Sequence[int]
) -> Iterator[Sequence[Cells]]:
    """The wanted columns, by place, of the lines from where the stream is.

    Afterwards the stream is at the first block with a line that is not plain.
    """
    while True:
        start = stream.tell()
        block = stream.read(_BLOCK)
        end = block.rfind(b"\n") + 1
        cells = _columns(block[:end], delimiter, width, wanted)
        stream.seek(start + (end if cells else 0))
        if not cells:
            return
        yield cells


def _plain(lines: bytes) -> bool:
    if not lines.endswith(b"\n") or any(sign in lines for sign in (b'"', b"\0")):
        return False
    if lines.startswith(_BOM):  # here it is text, and Arrow would leave it out
        return False
    return lines.count(b"\r") == lines.count(b"\r\n")


def _filled(lines: bytes, delimiter: str, width: int) -> bool:
    """Whether no line is empty or has only blank cells."""
    blank = [
        cells + end for cells in (b"", delimiter.encode() * (width - 1)) for end in (b"\n", b"\r\n")
    ]
    return not any(lines.startswith(line) or b"\n" + line in lines for line in blank)


def _columns(
    lines: bytes, delimiter: str, width: int, wanted: Sequence[int]
) -> Sequence[Cells] | None:
    """The wanted columns; None where a line is not plain."""
    if not _plain(lines) or not _filled(lines, delimiter, width):
        return None
    names = [str(place) for place in wanted]
    texts = pa.dictionary(pa.int32(), pa.string())
    try:
        lines.decode("utf-8")  # columns that nobody wants are not looked at below
        table = csv.read_csv(
            pa.py_buffer(lines),
            csv.ReadOptions(
                use_threads=False,
                block_size=len(lines) + 1,
                column_names=[str(place) for place in range(width)],
            ),
            csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(
                include_columns=names,
                column_types=dict.fromkeys(names, texts),
                strings_can_be_null=False,
            ),
        )
    except (UnicodeDecodeError, pa.ArrowInvalid):
        return None
    return [_cells(table[name].combine_chunks()) for name in names]


def _cells(column: pa.DictionaryArray) -> Cells:
    return Cells(column.dictionary.to_pylist(), column.indices.to_numpy())
