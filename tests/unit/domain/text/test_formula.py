"""A cell never runs as a formula, and no text is changed by a trip through a file."""

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.domain.text.formula import defuse, restore

SIGNS = "=+-@＝＋－＠"
TRICKY = st.text(alphabet=f"{SIGNS},;\t\r\n'\" \u00a0\u2028\v\ufeffa1", max_size=12)
BETWEEN_CELLS = re.compile(r"[,;\t\r\n]")


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org")',
        "+1 from me",
        "-2+3",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "\tplain",
        '"=1+1"',
        "'=1+1",
        "''=1+1",
        "   =1",
        " ' \" @x",
        "\u00a0=1",
    ],
)
def test_a_text_that_a_spreadsheet_could_run_gets_a_leading_apostrophe(text):
    assert defuse(text) == "'" + text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ok;=cmd|' /C calc'!A0", "ok;'=cmd|' /C calc'!A0"),
        ("ok,+1", "ok,'+1"),
        ("ok\t@x", "ok\t'@x"),
        ("ok\n-1", "ok\n'-1"),
        ("ok\r\n=1", "ok\r\n'=1"),
        ("=1;=2,=3", "'=1;'=2,'=3"),
        ("ok; ＝1", "ok;' ＝1"),
        ('ok;"=1"', 'ok;\'"=1"'),
        ("ok;'=1", "ok;''=1"),
        ("\t=1", "'\t'=1"),
        (" \r=1", "' \r'=1"),
        ("\n\n=1", "'\n\n'=1"),
    ],
)
def test_each_part_that_could_become_a_cell_of_its_own_is_guarded(text, written):
    assert (defuse(text), restore(written)) == (written, text)


@pytest.mark.parametrize(
    "text",
    ["", "'", "it's = fine", "'quoted'", "a=1", "  4 lots", "5", "one\n\ttwo", "a; 'b'", "x\n\ny"],
)
def test_other_texts_are_left_alone_both_ways(text):
    assert (defuse(text), restore(text)) == (text, text)


@given(st.text() | TRICKY)
@example("'=1")
@example("''=1")
@example("'")
def test_any_text_comes_back_as_it_was(text):
    assert restore(defuse(text)) == text


@given(TRICKY)
def test_restoring_changes_only_what_defusing_can_have_written(text):
    assert restore(text) == text or defuse(restore(text)) == text


@given(st.text() | TRICKY)
@example('ok;"=1')
def test_no_way_of_taking_a_file_apart_gives_a_cell_that_runs(text):
    written = defuse(text)
    pieces = [written, *BETWEEN_CELLS.split(written)]
    for there in ",;\t":
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=there).writerow(["before", written, "after"])
        for here in ",;\t":
            again = csv.reader(io.StringIO(line.getvalue(), newline=""), delimiter=here)
            pieces += [cell for row in again for cell in row]

    assert [p for p in pieces if p.lstrip(' \u00a0"')[:1] in set(SIGNS)] == []
    assert written[:1] not in set("\t\r\n")
