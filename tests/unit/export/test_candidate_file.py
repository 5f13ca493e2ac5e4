"""A file of candidates: columns found by their names, and every problem by row and column."""

import io

import pytest

from assessment.domain.faults import BadTable
from assessment.export.candidate_file import (
    ROWS_AT_MOST,
    CandidateColumns,
    CandidateRow,
    guessed,
    headers_of,
    read_candidates,
)


def read(data, columns=None):
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return read_candidates(stream, "f.csv", columns or guessed(headers_of(stream, "f.csv")))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Name", CandidateColumns(name="Name")),
        ("Candidate Name,E-Mail,ID", CandidateColumns(
            name="Candidate Name", email="E-Mail", reference="ID")),
        ("First Name,Last_name,email address", CandidateColumns(
            first="First Name", last="Last_name", email="email address")),
        ("Full name,First name,Reference", CandidateColumns(
            name="Full name", reference="Reference")),
        ("Phone,City", CandidateColumns()),
    ],
)  # fmt: skip
def test_columns_are_guessed_from_the_header(header, expected):
    assert guessed(headers_of(io.BytesIO(f"{header}\n".encode()), "f.csv")) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"name,email,ref\nAnna Berg,anna@example.com,A-1\n",
        b"\xef\xbb\xbfname;email;ref\r\nAnna Berg;anna@example.com;A-1\r\n",
        b"sep=;\r\nname;email;ref\r\nAnna\xc2\xa0 Berg ;anna@example.com;A-1;;\r\n",
        b'name,email,ref\n"Anna Berg",anna@example.com,A-1\n\n,,\n',
    ],
    ids=["commas", "BOM and semicolons", "sep= and cleared cells", "blank rows"],
)
def test_it_reads_what_excel_writes(data):
    assert read(data) == ([CandidateRow(2, "Anna Berg", "anna@example.com", "A-1")], [])


def test_a_short_row_and_a_formula_are_read_as_they_were_meant():
    rows, faults = read("name,email,ref\nAnna\n'=Berg,,'-7\n")

    assert faults == []
    assert rows == [CandidateRow(2, "Anna", "", ""), CandidateRow(3, "=Berg", "", "-7")]


def test_first_and_last_name_become_one():
    rows, _ = read("First name,Surname\nAnna,Berg\n,Vos\n")

    assert [r.name for r in rows] == ["Anna Berg", "Vos"]


def test_every_problem_is_named_by_row_and_column():
    long = "x" * 121
    _, faults = read(f"name,email,ref\n,a@b.com,1\nAnna,anna at home,2\n{long},,3\nB,,4,5\n")

    assert [str(f) for f in faults] == [
        "f.csv:5: has 4 cells under a header of 3",
        "f.csv:2:name: is blank; write the candidate's name",
        "f.csv:3:email: 'anna at home' is not an email address; write it as name@example.com",
        "f.csv:4:name: has 121 characters; shorten it to 120 or fewer",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04zip", "is a workbook or a zip, not CSV; save the sheet as CSV UTF-8"),
        (b"\xff\xfen\x00", "is UTF-16; save it as CSV UTF-8"),
        (b"name\nJos\xe9\n", "holds bytes that are not UTF-8"),
        (b"Our candidates\n\nname,email\nAnna,a@b.com\n", "the header is in row 3"),
        (b"name\n", "has a header but no rows"),
        (b'name\n"Anna\n', "a quote opens in this row and is never closed"),
    ],
)  # fmt: skip
def test_what_is_no_table_says_why(data, said):
    with pytest.raises(BadTable) as refused:
        read(data)

    assert said in str(refused.value)


def test_more_than_ten_thousand_rows_are_refused_with_a_sentence():
    row = "Anna\n"
    rows, _ = read("name\n" + row * ROWS_AT_MOST)
    assert len(rows) == ROWS_AT_MOST

    with pytest.raises(BadTable, match="has 10,001 rows; at most 10,000 candidates are imported"):
        read("name\n" + row * (ROWS_AT_MOST + 1))


def test_one_column_is_not_two_things():
    columns = CandidateColumns(name="name", reference="name")

    with pytest.raises(BadTable, match="one column can't be two things"):
        read("name\nAnna\n", columns)
