"""Plain lines taken in bulk make the same table, faults and all, as one row after the other."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.faults import BadTable
from assessment.scoring import plain_lines, reader
from assessment.scoring.csv_text import Layout
from assessment.scoring.reader import Columns, read_stream

COLUMNS = Columns(("a", "b"), ("c",))
cells = st.sampled_from(["", " ", "x", "y y", "'=1", "ü", "\ufeff", '"q"', '"1\n2"', '"', "\r"])
line_ends = st.sampled_from(["\n", "\r\n"])
rows = st.lists(st.lists(cells, min_size=1, max_size=4), max_size=8)


def found(content, *, bulk, block=8):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_lines, "_BLOCK", block)
        if not bulk:
            patch.setattr(reader, "after_header", lambda *_: None)
        try:
            table = read_stream(io.BytesIO(content), "t.csv", COLUMNS)
        except BadTable as fault:
            return fault.faults
        columns = {
            name: (column.texts, column.codes.tolist(), column.respelled)
            for name, column in table.columns.items()
        }
        return table.rows.tolist(), columns, table.faults, table.notes, table.ignored


@given(
    header=st.permutations(["a", "b", "c"]),
    delimiter=st.sampled_from([",", ";"]),
    rows=rows,
    line_end=line_ends,
    last=st.booleans(),
    bom=st.booleans(),
    block=st.integers(1, 64),
)
def test_any_file_is_read_as_row_by_row(header, delimiter, rows, line_end, last, bom, block):
    lines = [delimiter.join(row) for row in [header, *rows]]
    text = line_end.join(lines) + (line_end if last else "")
    content = text.encode("utf-8-sig" if bom else "utf-8")

    assert found(content, bulk=True, block=block) == found(content, bulk=False)


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\nx,1\ny\nz,3\n",
        b"a,b\nx,1\n,\nz,3\n",
        b"a,b\nx,1\n\xff,2\n",
        b'a,b\nx,1\n"y,2\n',
        b"a,b\nx,1,2\ny\n",
        b"a,b\nx,1\ny,2",
        b"a,b\n",
        b"a,b\n\n",
        b"a,b\r\nx,1\r\n\r\n",
        b'"a",b\nx,1\n',
        b"sep=;\na;b\nx;1\n",
        b"A title\n\na,b\nx,1\n",
        b"a,b\rx,1\r",
        b"a,b\nx,1\n\0,2\n",
    ],
)
def test_what_is_not_plain_is_told_as_row_by_row(content):
    assert found(content, bulk=True, block=1 << 16) == found(content, bulk=False)
    assert found(content, bulk=True) == found(content, bulk=False)


def test_lines_are_taken_until_the_first_that_is_not_plain():
    stream = io.BytesIO(b'x,1\ny,2\n"z",3\nw,4\n')

    [[letters]] = plain_lines.plain_columns(io.BytesIO(b"x,1\ny,2\nx,3\n"), ",", 2, [0])
    stopped = list(plain_lines.plain_columns(stream, ",", 2, [0]))

    assert (letters.texts, letters.codes.tolist()) == (["x", "y"], [0, 1, 0])
    assert (stopped, stream.tell()) == ([], 0)


def test_the_header_has_to_be_one_plain_line():
    def after(content, **laid_out):
        using = {"delimiter": ",", "header_row": 1, "declared": False} | laid_out
        return plain_lines.after_header(io.BytesIO(content), Layout(**using))

    assert after(b"a,b\nx,1\n") == 4
    assert after(b"\xef\xbb\xbfa,b\r\nx,1\r\n") == 8
    assert after(b'"a",b\nx,1\n') is None
    assert after(b"sep=,\na,b\n", declared=True) is None
    assert after(b"Title\na,b\n", header_row=2) is None
