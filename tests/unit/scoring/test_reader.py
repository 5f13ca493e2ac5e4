"""A table from anywhere is read as it was meant, or refused with file, row and column."""

import io
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.faults import BadTable
from assessment.domain.text.formula import defuse
from assessment.domain.text.names import tidy
from assessment.scoring import csv_text, reader
from assessment.scoring.reader import Columns, read_stream, read_table
from assessment.scoring.table import TOLD_AT_MOST


def read(data: bytes, **wanted):
    wanted = {"required": ("who", "level"), "filled": ("who",)} | wanted
    return read_stream(io.BytesIO(data), "f.csv", Columns(**wanted))


def cells(table, column):
    """Row number to text of one column."""
    found = table.columns[column]
    return {int(row): found.at(place) for place, row in enumerate(table.rows)}


def refusal(data: bytes, **wanted):
    with pytest.raises(BadTable) as caught:
        read(data, **wanted)
    return str(caught.value)


def doubled(number):
    return 2 * number


@pytest.mark.parametrize(
    "data",
    [
        b"who,level\r\nA,1\r\nB,2\r\n",
        b"who,level\nA,1\nB,2",
        b"\xef\xbb\xbfwho,level\r\nA,1\r\nB,2\r\n",
        b"who;level\r\nA;1\r\nB;2\r\n",
        b"level,who\n1,A\n2,B\n",
        b'"who","level"\n"A","1"\n"B","2"\n',
        b" who ,level\n A ,1\nB, 2 \n",
        b"who\rlevel\r".replace(b"\rlevel", b",level") + b"A,1\rB,2\r",
        b"'=x,who,level\n,A,1\n,B,2\n",
    ],
    ids=["crlf", "lf", "bom", "semicolon", "order", "quoted", "blanks", "cr", "formula header"],
)
def test_the_same_table_is_read_however_it_was_saved(data):
    table = read(data)

    assert cells(table, "who") == {2: "A", 3: "B"}
    assert table.numbers("level", doubled).tolist() == [2, 4]
    assert table.faults == []


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    # A quoted line break does not begin a row; an empty line and a row of bare commas do.
    table = read(b'who,level\n"A\nB",1\n\n,\nC,2\n')

    assert cells(table, "who") == {2: "A B", 5: "C"}


def test_columns_nobody_asked_for_are_named_as_they_are_written():
    table = read(b"note,who,,level,'=x\na,A,b,1,c\n")

    assert table.ignored == ("note", "(column 3 has no name)", "=x")


def test_an_optional_column_is_read_where_it_is():
    assert "extra" not in read(b"who,level\nA,1\n", optional=("extra",)).columns
    table = read(b"who,extra,level\nA,x,1\n", optional=("extra",))
    assert (cells(table, "extra"), table.ignored) == ({2: "x"}, ())


def test_guarding_apostrophes_are_taken_off():
    table = read(b"who,level\n'=cmd,1\n'plain',2\n''=x,3\n")

    assert cells(table, "who") == {2: "=cmd", 3: "'plain'", 4: "'=x"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_name_that_a_csv_can_hold_comes_back(name):
    text = defuse(name).replace('"', '""')

    table = read(f'who,level\r\n"{text}",1\r\n'.encode())

    assert cells(table, "who") == {2: tidy(name)}
    kept = read(f'who,level\r\n"{text}",1\r\n'.encode(), texts=("who",))
    assert cells(kept, "who") == {2: name.strip()}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "f.csv: is empty"),
        (b"\xef\xbb\xbf", "f.csv: is empty"),
        (b" \r\n\r\n", "f.csv: is empty"),
        (b"who,level\r\n", "f.csv: has a header but no rows"),
        (b"who,level\n\n,\n", "f.csv: has a header but no rows"),
        (
            b"\nwho,level\nA,1\n",
            "f.csv:1: row 1 is not the header; the header is in row 2. Delete row 1 and try again.",
        ),
        (b"\nA,1\n", "f.csv:1: is empty; the header must be in row 1"),
        ("who,level\nA,1\n".encode("utf-16"), "f.csv: is UTF-16; save it as CSV UTF-8"),
        (
            "who,level\nA,1\n".encode("utf-16-le"),
            "f.csv: holds zero bytes, as UTF-16 does; save it as CSV UTF-8",
        ),
        (
            b"PK\x03\x04rest",
            "f.csv: is a workbook or a zip, not CSV; save the sheet as CSV UTF-8",
        ),
        (
            "who,level\nA,1\nJürgen,2\n".encode("latin-1"),
            "f.csv:3:who: holds bytes that are not UTF-8; save the file as CSV UTF-8",
        ),
        (
            "wer für,who,level\nx,A,1\n".encode("cp1252"),
            "f.csv:1: holds bytes that are not UTF-8; save the file as CSV UTF-8",
        ),
        (b'who,level\nA,1\n"B,2\nC,3\n', "f.csv:3: a quote opens in this row and is never closed"),
        (
            b'who,level\nA,1\n"B" x,2\n',
            "f.csv:3: is not CSV (',' expected after '\"'); a quote inside a text is written twice",
        ),
        (b"who,lvel\nA,1\n", 'f.csv:1:level: this column is missing; is "lvel" meant?'),
        (b"Who,Level\nA,1\n", None),
        (
            b"who\tlevel\nA\t1\n",
            (
                "f.csv:1:who: this column is missing; separate the columns with , or ; and not "
                "with tabs\n"
                "f.csv:1:level: this column is missing; separate the columns with , or ; and not "
                "with tabs"
            ),
        ),
        (
            b"who,level,who\nA,1,B\n",
            "f.csv:1:who: is in the header twice, as columns 1 and 3",
        ),
        (
            b"a,b\n1,2\n",
            "f.csv:1:who: this column is missing\nf.csv:1:level: this column is missing",
        ),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(data, said):
    said = said or (
        'f.csv:1:who: this column is missing; is "Who" meant?\n'
        'f.csv:1:level: this column is missing; is "Level" meant?'
    )

    assert refusal(data) == said


def test_bytes_that_are_not_utf8_are_found_far_down_the_file():
    rows = b"".join(b"A,%d\n" % n for n in range(5000))

    assert refusal(b"who,level\n" + rows + b"\xfc,1\n") == (
        "f.csv:5002:who: holds bytes that are not UTF-8; save the file as CSV UTF-8"
    )


def test_rows_of_another_width_are_told_and_the_rest_is_read():
    table = read(b"who,note,level\nA\n,B\nB,x,2,3\nC,,4\n", filled=("who", "level"))

    assert [str(fault) for fault in table.faults] == [
        "f.csv:2: has 1 cells under a header of 3",
        "f.csv:3: has 2 cells under a header of 3",
        "f.csv:4: has 4 cells under a header of 3",
    ]
    assert cells(table, "who") == {5: "C"}


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted():
    table = read(b"who,level\nA,1\n" + b"B,2,3\n" * (TOLD_AT_MOST + 7))
    table.numbers("level", doubled)
    wrong = read(b"who,level\n" + b"B,x\n" * (TOLD_AT_MOST + 7))
    wrong.numbers("level", doubled)

    assert len(table.faults) == len(wrong.faults) == TOLD_AT_MOST + 1
    assert str(table.faults[-1]) == "f.csv: and 7 more rows like these"
    assert str(wrong.in_order()[-1]) == "f.csv:level: and 7 more rows like these"


@pytest.mark.parametrize(
    ("cell", "number"),
    [("3", 3), ("3.5", 3.5), ("-2", -2), ("+2", 2), (".5", 0.5), ("1e2", 100), ("'-2", -2)],
)
def test_a_number_is_read_as_it_is_written(cell, number):
    assert read(f"who,level\nA,{cell}\n".encode()).numbers("level", float).tolist() == [number]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("x", "'x' is not a number"),
        ("NaN", "'NaN' is not a number"),
        ("inf", "'inf' is not a number"),
        ("1_000", "'1_000' is not a number"),
        ("٣", "'٣' is not a number"),
        ('"3,5"', "'3,5' is not a number; a decimal comma needs ; between the cells"),
        ("1e300", "'1e300' is too large to calculate with"),
        ("4 of 5", "'4 of 5' is not a number"),
        ("n/a", "'n/a' is not a number"),
    ],
)
def test_what_is_not_a_number_is_told_as_it_stands(cell, said):
    table = read(f"who,level\nA,{cell}\n".encode())

    table.numbers("level", doubled)

    assert [str(f) for f in table.faults] == [f"f.csv:2:level: {said}"]


def test_a_blank_number_is_missing_and_no_fault():
    table = read(b"who,level\nA,\nB, \nC,1\n")

    assert [str(x) for x in table.numbers("level", doubled)] == ["nan", "nan", "2.0"]
    assert table.faults == []


def test_with_semicolons_a_decimal_comma_is_understood():
    table = read(b"who;level\nA;3,5\nB;4\n")

    assert table.numbers("level", float).tolist() == [3.5, 4]


def test_with_semicolons_decimal_points_are_understood_too():
    assert read(b"who;level\nA;3.5\nB;4\n").numbers("level", float).tolist() == [3.5, 4]


def test_points_and_commas_do_not_mix_because_one_of_them_may_mean_thousands():
    table = read(b"who;level\nA;3,5\nB;1.234\n")

    table.numbers("level", float)

    assert [str(f) for f in table.faults] == [
        "f.csv:3:level: '1.234' has a decimal point among numbers with a decimal comma"
    ]


def test_a_file_that_is_not_there_a_folder_and_a_closed_file_are_named(tmp_path):
    def said(path):
        with pytest.raises(BadTable) as caught:
            read_table(path, Columns(("who",)))
        return str(caught.value)

    assert said(tmp_path / "no.csv") == f"{tmp_path}/no.csv: there is no such file"
    assert said(tmp_path) == f"{tmp_path}: is a folder; name the CSV file in it"
    inside_a_file = tmp_path / "a.csv"
    inside_a_file.write_bytes(b"")
    assert (
        said(inside_a_file / "b.csv") == f"{tmp_path}/a.csv/b.csv: cannot be read: Not a directory"
    )


def test_reading_says_how_far_it_is(tmp_path):
    path, heard = tmp_path / "f.csv", []
    path.write_bytes(b"who,level\n" + b"A,1\n" * 5000)

    read_table(path, Columns(("who", "level")), seen=heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == path.stat().st_size


# Limits: a file is no larger than a table that somebody could have.


def test_a_cell_that_is_larger_than_any_note_is_refused():
    long = b"x" * (csv_text.CELL_AT_MOST + 1)

    assert refusal(b'who,level\n"' + long + b'",1\n') == (
        "f.csv: a cell has more than 5,000,000 characters"
    )
    assert cells(read(b'who,level\n"' + b"x" * 200_000 + b'",1\n'), "who")[2] == "x" * 200_000


def test_a_row_of_very_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(csv_text, "ROW_AT_MOST", 1000)

    said = "f.csv: a row has more than 1,000 characters; look for a quote that is never closed"
    assert refusal(b"who,level\n" + b'"a\n",' * 300) == said
    assert refusal(b"who,level\nA" + b"," * 2000) == said
    assert len(read(b"who,level\n" + b'"A",1\n' * 300)) == 300  # a row, not the file


def test_a_line_that_never_ends_is_not_read_whole(monkeypatch):
    monkeypatch.setattr(csv_text, "LINE_AT_MOST", 2**20)

    assert refusal(b"who,level\n" + b"x" * 3 * 2**20) == "f.csv: a line has more than 1 MB"
    assert len(read(b"who,level\r" + b"A,1\r" * 300_000)) == 300_000


def test_more_columns_than_a_spreadsheet_has_are_refused():
    said = refusal(b"who,level" + b"," * 16_384 + b"\nA,1\n")

    assert said == "f.csv:1: the header has 16,386 cells; at most 16,384 are read"


@pytest.mark.parametrize("row", [b"A,1\n", b'"A",1\n'], ids=["plain", "quoted"])
def test_more_rows_than_fit_into_memory_are_refused(monkeypatch, row):
    monkeypatch.setattr(reader, "ROWS_AT_MOST", 1000)

    assert len(read(b"who,level\n" + row * 1000)) == 1000
    said = "f.csv: has more than 1,000 rows; split it into several files"
    assert refusal(b"who,level\n" + row * 1001) == said


def test_a_pipe_is_read_up_to_its_limit(monkeypatch, tmp_path):
    pipe, columns = tmp_path / "pipe", Columns(required=("who", "level"))
    os.mkfifo(pipe)
    monkeypatch.setattr(reader, "PIPE_AT_MOST", 100)

    def piped(data):
        with ThreadPoolExecutor(1) as other:
            other.submit(pipe.write_bytes, data)
            return read_table(pipe, columns)

    assert len(piped(b"who,level\nA,1\n")) == 1
    with pytest.raises(BadTable, match="too much for a pipe; write it into a file first"):
        piped(b"who,level\n" + b"A,1\n" * 100)


def test_what_stands_in_a_cell_is_told_in_short():
    table = read(b"who,level\nA," + b"x" * 90_000 + b"\n")
    table.numbers("level", doubled)

    (fault,) = table.faults
    assert len(str(fault)) < 600
