"""The sheets of an XLSX hold what the CSVs hold: texts as text, numbers as numbers, no formula."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.domain.errors import Invalid
from assessment.domain.text.formula import restore
from assessment.export.columns import SHORTLIST, WEIGHTS, WEIGHTS_COLUMNS
from assessment.export.sheet_layout import WIDEST
from assessment.export.tables import ExportTable
from assessment.export.workbook import CELL_AT_MOST, CUT, xlsx_bytes
from tests.builders import NOON

NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '"=1', "'=1", "http://x.example", "=")


def sheet_of(*rows):
    width = len(WEIGHTS_COLUMNS)
    filled = tuple((*row, *(None,) * (width - len(row))) for row in rows)
    table = ExportTable(WEIGHTS, WEIGHTS_COLUMNS, filled)
    return zipfile.ZipFile(io.BytesIO(xlsx_bytes([table], created=NOON)))


def cells_of(book):
    """The rows below the header as a spreadsheet reads them: shared texts, numbers, truths."""
    shared = parsed(book, "sharedStrings")
    texts = ["".join(t.text or "" for t in si.iterfind(".//m:t", NAMESPACE)) for si in shared]
    sheet = parsed(book, "worksheets/sheet1")
    return [
        [cell_of(c, texts) for c in row.iterfind("m:c", NAMESPACE)]
        for row in sheet.iterfind(".//m:row", NAMESPACE)
    ][1:]


def parsed(book, part):
    return ET.fromstring(book.read(f"xl/{part}.xml"))  # noqa: S314  # we wrote it a moment ago


def cell_of(cell, texts):
    said = cell.find("m:v", NAMESPACE).text
    match cell.get("t"):
        case "s":
            return restore(unescaped(texts[int(said)]))
        case "b":
            return said == "1"
    return float(said)


def unescaped(text):
    """What XML cannot hold stands there as _x0001_, and such a text itself as _x005F_x0001_."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


@settings(max_examples=60)
@given(
    texts=st.lists(st.text(min_size=1), min_size=4, max_size=4),
)
@example(texts=["<r>bold</r>", "<r>&\x01</r>", "_x0041_", "a\r\nb"])
@example(texts=["'=1", "=1", "\x00", "  kept  "])
def test_any_text_comes_back_from_a_sheet(texts):
    assert cells_of(sheet_of(tuple(texts))) == [texts]


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=60)
@example(2 / 3)
@example(59.25925925925925)
def test_a_number_stays_the_same_number(number):
    assert cells_of(sheet_of(("plant", "placement", number, "why"))) == [
        ["plant", "placement", number, "why"]
    ]


def test_missing_is_an_empty_cell_and_a_truth_is_a_truth():
    assert cells_of(sheet_of(("plant", None, 0, True), ("", "x", None, False))) == [
        ["plant", 0, True],
        ["x", False],
    ]


def test_no_sheet_holds_a_formula_or_a_link():
    book = sheet_of(*((text, text, 1.0, text) for text in HOSTILE))

    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert ("<f" in sheet, "<hyperlink" in sheet) == (False, False)
    assert [row[0] for row in cells_of(book)] == list(HOSTILE)


def test_a_header_is_guarded_like_any_text():
    data = xlsx_bytes([ExportTable("foreign", ("=1+1",), ())], created=NOON)

    assert openpyxl.load_workbook(io.BytesIO(data))["foreign"]["A1"].value == "'=1+1"


def test_the_same_tables_make_the_same_bytes():
    table = ExportTable(WEIGHTS, WEIGHTS_COLUMNS, (("plant", "placement", 20.0, ""),))

    assert xlsx_bytes([table], created=NOON) == xlsx_bytes([table], created=NOON)


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    [[cell]] = cells_of(sheet_of(("x" * 40_000,)))

    assert cell == "x" * (CELL_AT_MOST - len(CUT)) + CUT


def test_a_text_is_never_cut_inside_a_character():
    [[cell]] = cells_of(sheet_of(("🏭" * 20_000,)))

    # An emoji takes two UTF-16 units: 32,767 less the note, halved and rounded down.
    assert cell == "🏭" * ((CELL_AT_MOST - len(CUT)) // 2) + CUT


def test_long_text_that_looks_like_markup_is_kept_as_text():
    text = "<r>" + "&" * 10_000 + "</r>"

    [[cell]] = cells_of(sheet_of((text,)))

    assert cell.rstrip() == text


def test_more_rows_than_a_sheet_holds_are_refused_in_a_sentence():
    table = ExportTable(WEIGHTS, WEIGHTS_COLUMNS, (("a", "b", 1.0, ""),) * 3)

    with pytest.raises(Invalid) as fault:
        xlsx_bytes([table], created=NOON, rows_at_most=3)

    assert str(fault.value) == "weights has 3 rows, and a worksheet holds 2; export CSV instead"


SHORTLIST_LIKE = ExportTable(
    SHORTLIST,
    (
        "candidate",
        "score_plant",
        "coverage_plant",
        "rank_plant",
        "recommendation",
        "candidate_name",
    ),
    (
        ("C-01", 56.94444444444444, 0.45, None, "yes", "Zoë Quill"),
        ("C-02", 61.25, 1.0, None, "", None),
    ),
)


def loaded(table):
    data = xlsx_bytes([table], created=NOON)
    return openpyxl.load_workbook(io.BytesIO(data))[table.name]


def test_a_score_shows_one_decimal_and_a_share_two_and_both_keep_every_digit():
    sheet = loaded(SHORTLIST_LIKE)

    score, coverage = sheet["C2"], sheet["D2"]
    assert (score.value, score.number_format) == (56.94444444444444, "0.0")
    assert (coverage.value, coverage.number_format) == (0.45, "0.00")


def test_a_name_stands_right_behind_its_code():
    header = [cell.value for cell in loaded(SHORTLIST_LIKE)[1]]

    assert header[:3] == ["candidate", "candidate_name", "score_plant"]


def test_a_column_without_an_entry_is_hidden_and_no_other():
    sheet = loaded(SHORTLIST_LIKE)

    hidden = [c for c, kept in sheet.column_dimensions.items() if kept.hidden]
    assert [sheet[f"{column}1"].value for column in hidden] == ["rank_plant"]


def test_an_empty_table_shows_every_column():
    sheet = loaded(ExportTable(WEIGHTS, WEIGHTS_COLUMNS, ()))

    assert [c for c, kept in sheet.column_dimensions.items() if kept.hidden] == []


def test_the_header_stays_and_long_texts_wrap_in_a_bounded_width():
    sheet = loaded(
        ExportTable(WEIGHTS, WEIGHTS_COLUMNS, (("brief", "execution", 1.0, "why " * 99),))
    )

    assert sheet.freeze_panes == "A2"
    assert sheet["D2"].alignment.wrap_text
    assert sheet.column_dimensions["D"].width == pytest.approx(WIDEST, abs=1)


def test_a_row_is_as_high_as_its_longest_text_within_bounds():
    rows = (
        ("brief", "x", 1.0, "a"),
        ("brief", "x", 1.0, "why " * 45),
        ("b", "x", 1.0, "y " * 9999),
    )
    sheet = loaded(ExportTable(WEIGHTS, WEIGHTS_COLUMNS, rows))

    # 180 letters in a column of 60 take three lines of 15 points, and twenty lines are the most.
    heights = [sheet.row_dimensions[n].height for n in (2, 3, 4)]
    assert heights == [None, 45, 300]
