"""A cell never runs as a formula, and no text is changed by a trip through a file."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.domain.formula import defuse, restore

TRICKY = st.text(alphabet="=+-@\t\r\n'\" \u00a0a1", max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org")',
        "+1 from me",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
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


@pytest.mark.parametrize("text", ["", "'", "it's = fine", "'quoted'", "a=1", "  4 lots", "5"])
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
def test_a_defused_cell_never_begins_with_a_dangerous_character(text):
    assert defuse(text)[:1] not in set("=+-@\t\r\n")
