"""Whatever is written comes back as it was, in every dialect, and never runs as a formula."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.domain.errors import Invalid
from assessment.domain.text.formula import defuse, restore
from assessment.export.columns import RATINGS, RATINGS_COLUMNS, WEIGHTS, WEIGHTS_COLUMNS
from assessment.export.reader import Misread, read_csv
from assessment.export.tables import ExportTable, shortest, text_of
from assessment.export.writer import ExportOptions, csv_bytes

OPTIONS = st.builds(ExportOptions, bom=st.booleans(), semicolon=st.booleans())
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def weights_table(*rows):
    return ExportTable(WEIGHTS, WEIGHTS_COLUMNS, rows)


@given(
    texts=st.lists(st.tuples(st.text(), st.text(), NUMBERS, st.text()), max_size=4),
    options=OPTIONS,
)
@example(texts=[("=1+1", "'=1+1", -0.5, "\t-2")], options=ExportOptions(semicolon=True))
@example(texts=[("a;b,c", '"@x"', 1e-07, "line\r\nbreak")], options=ExportOptions(bom=True))
def test_any_text_and_any_number_comes_back_from_a_csv(texts, options):
    table = weights_table(*texts)

    assert read_csv(WEIGHTS, csv_bytes(table, options)).table() == table


@given(texts=st.lists(st.text(), min_size=4, max_size=4), options=OPTIONS)
def test_no_text_cell_of_a_csv_can_run_as_a_formula(texts, options):
    columns = (RATINGS_COLUMNS[0], RATINGS_COLUMNS[1], RATINGS_COLUMNS[2], "evidence")

    data = csv_bytes(ExportTable(RATINGS, columns, (tuple(texts),)), options)

    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    _, row = csv.reader(text, delimiter=";" if options.semicolon else ",")
    assert [restore(c) for c in row] == texts
    assert row == [defuse(t) for t in texts]


def test_a_header_that_could_run_is_neutralised_and_comes_back():
    table = ExportTable("foreign", ("=cmd()", "words"), (("a", "b"),))

    data = csv_bytes(table)

    assert data == b"'=cmd(),words\r\na,b\r\n"
    assert read_csv("foreign", data).table() == table


def test_every_kind_of_cell_has_one_way_to_be_written():
    cells = [None, True, False, 3, 75.0, 0.1, 1 / 3, -0.25, "-x", "", "R-01"]

    assert [text_of(c) for c in cells] == [
        "",
        "true",
        "false",
        "3",
        "75",
        "0.1",
        "0.3333333333333333",
        "-0.25",
        "'-x",
        "",
        "R-01",
    ]


@given(NUMBERS)
def test_a_number_is_written_so_that_the_same_one_reads_back(number):
    assert float(shortest(number)) == number


def test_a_european_spreadsheet_gets_semicolons_and_a_decimal_comma():
    table = weights_table(("plant", "placement", 12.5, "a, b; c"))

    data = csv_bytes(table, ExportOptions(semicolon=True, bom=True))

    assert data == (
        b'\xef\xbb\xbfprofile;competency;weight;rationale\r\nplant;placement;12,5;"a, b; c"\r\n'
    )


def test_a_blank_number_stays_missing():
    table = weights_table(("plant", "placement", None, ""))

    assert read_csv(WEIGHTS, csv_bytes(table)).table().rows == (("plant", "placement", None, ""),)


def test_a_long_note_in_many_scripts_comes_back():
    note = "قال إن الدفعة في MES ثم في ERP 批次 🏭 " * 5_000
    table = weights_table(("brief", "execution", 1.5, note))

    assert read_csv(WEIGHTS, csv_bytes(table)).table() == table


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (
            "profile,weight".encode("utf-16"),
            "is not UTF-8 text (byte 0); it was saved in another encoding since",
        ),
    ],
)
def test_what_is_no_csv_is_refused_in_a_sentence(data, why):
    with pytest.raises(Invalid) as fault:
        read_csv(WEIGHTS, data)

    assert str(fault.value) == why


@pytest.mark.parametrize("said", ["abc", "1_000", "nan", "inf", "1.5.2", "٣"])
def test_what_is_no_number_is_named_with_its_place(said):
    sheet = read_csv(WEIGHTS, f"profile,competency,weight\nplant,placement,{said}\n".encode())

    with pytest.raises(Misread) as fault:
        sheet.table()

    assert str(fault.value) == f"weights.csv:2:weight: {said!r} is not a number"


def test_what_is_neither_true_nor_false_is_named_with_its_place():
    sheet = read_csv("shortlist", b"candidate,provisional_plant\r\nC-01,yes\r\n")

    with pytest.raises(Misread) as fault:
        sheet.table()

    assert str(fault.value) == "shortlist.csv:2:provisional_plant: 'yes' is neither true nor false"
