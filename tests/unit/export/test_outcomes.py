"""`outcomes.csv`: written as it is read, and every fault by row and column."""

import io

import pytest

from assessment.domain.faults import BadTable
from assessment.export.outcomes import COLUMNS, read_outcomes

HEADER = "requisition,candidate,started_on,month,still_in_role,mismatch,execution,note\r\n"


def read(text, name="outcomes.csv"):
    rows, faults = read_outcomes(io.BytesIO(text.encode()), name)
    return rows, [str(fault) for fault in faults]


def test_a_row_is_read_with_what_is_blank_missing():
    (row,), faults = read(HEADER + "MES-1,C-01,2026-03-02,6,yes,more_plant,4,Sure.\r\n")
    assert faults == []
    assert (row.month, row.in_role, row.mismatch.value, row.note) == (
        6,
        True,
        "more_plant",
        "Sure.",
    )
    assert {c.value: level for c, level in row.levels.items()} == {"execution": 4}


def test_semicolons_and_a_row_with_only_a_start_date_are_read():
    text = "requisition;candidate;started_on\r\nMES-1;C-01;2026-03-02\r\n"
    (row,), faults = read(text)
    assert (faults, row.month, str(row.started_on)) == ([], None, "2026-03-02")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (",C-01,2026-03-02,3,true,,,", "requisition: is blank"),
        ("MES-1,,2026-03-02,3,true,,,", "candidate: is blank"),
        ("MES-1,C-01,2.3.2026,3,true,,,", "started_on: '2.3.2026' is not a date"),
        ("MES-1,C-01,2026-02-30,3,true,,,", "started_on: '2026-02-30' is not a date"),
        ("MES-1,C-01,,4,true,,,", "month: '4' should be 3, 6 or 12"),
        ("MES-1,C-01,,3,perhaps,,,", "still_in_role: 'perhaps' should be true or false"),
        ("MES-1,C-01,,3,,,,", "still_in_role: is blank; write true or false"),
        ("MES-1,C-01,,3,true,plant,,", "mismatch: 'plant' should be none, more_plant or"),
        ("MES-1,C-01,,3,true,,0,", "execution: '0' should be a level from 1 to 5, or blank"),
        ("MES-1,C-01,,3,true,,4.5,", "execution: '4.5' should be a level from 1 to 5, or blank"),
        ("MES-1,C-01,,,,,4,", "execution: needs a month in the same row"),
    ],
)
def test_a_fault_is_told_by_row_and_column(cells, fault):
    good = "MES-1,C-02,2026-03-02,3,true,none,4,\r\n"
    _, faults = read(HEADER + good + cells + "\r\n")
    assert [f for f in faults if f.startswith(f"outcomes.csv:3:{fault}")]


def test_the_same_month_twice_and_two_start_dates_are_faults():
    rows = "MES-1,C-01,2026-03-02,3,true,,,\r\nMES-1,C-01,2026-03-09,3,true,,,\r\n"
    assert read(HEADER + rows)[1] == [
        "outcomes.csv:3:month: C-01 has the same month in row 2",
        "outcomes.csv:3:started_on: C-01 started on 2026-03-02 in row 2",
    ]


def test_a_table_without_its_columns_is_none():
    with pytest.raises(BadTable, match="candidate: this column is missing"):
        read("requisition,started_on\r\nMES-1,2026-03-02\r\n")
    assert len(set(COLUMNS)) == len(COLUMNS)
