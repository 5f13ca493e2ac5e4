"""A table of placed cards is read strictly and scored whole; every fault is told by row."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import Invalid
from assessment.scoring.boards import BOARDS_TABLE, boards, write_boards
from assessment.scoring.columns import BOARD_COLUMNS
from assessment.scoring.placement import board_points
from assessment.scoring.reader import read_stream
from question_bank import Activity
from tests.boards import EVERY_PLACE
from tests.small_bank import a_card
from tests.unit.scoring.tables import a_file, faults

HEADER = ",".join(BOARD_COLUMNS)

KEYS = (
    "3.production.tracking",
    "3.quality.dispatching",
    "3.supporting",
    "4",
    "2",
    "none",
    "0",
    "1",
    "3.inventory.data_collection",
)
CARDS = {
    card.id: card
    for card in (
        a_card(f"crd-{n:03}", place=key, near=(Activity.EXECUTION_MANAGEMENT,) * key[:2].count("3"))
        for n, key in enumerate(KEYS, 1)
    )
}


def row(candidate, card, key):
    """One line of the table: `row("C-01", "crd-001", "3.production.tracking")`."""
    level, _, inside = key.partition(".")
    category, _, activity = inside.rpartition(".")
    return f"{candidate},{card},{level},{category},{activity}"


def read(data):
    table = read_stream(io.BytesIO(data), "b.csv", BOARDS_TABLE)
    return boards(table, CARDS)


def told(*lines):
    return faults(read, a_file(*lines, header=HEADER))


def test_every_placed_card_earns_its_points_whatever_the_order_of_rows():
    found = read(
        a_file(
            row("C-02", "crd-002", "3.quality.execution_management"),
            row("C-01", "crd-004", "3.production.tracking"),
            row("C-02", "crd-001", "3.production.tracking"),
            row("C-01", "crd-006", "none"),
            header=HEADER,
        )
    )

    # C-01: adjacent to Level 4 earns 1 of 2, no level 2 of 2.
    # C-02: the full 5, and 2 + 1 + 1 = 4 of 5 where the activity is near.
    assert found.candidates == ("C-01", "C-02")
    assert [
        (c.card.id, c.points, c.attainable, c.level_error) for c in found.board("C-01").cards
    ] == [("crd-004", 1, 2, -1), ("crd-006", 2, 2, None)]
    assert [
        (c.card.id, c.points, c.attainable, c.level_error) for c in found.board("C-02").cards
    ] == [
        ("crd-001", 5, 5, 0),
        ("crd-002", 4, 5, 0),
    ]
    assert found.not_rated == ("C-01", "C-02")


def test_a_card_that_was_not_placed_changes_nothing_and_its_candidate_stays():
    lines = [row("C-01", "crd-001", "4"), row("C-02", "crd-001", "")]

    found = read(a_file(*lines, header=HEADER))

    assert found.candidates == ("C-01", "C-02")
    assert found.board("C-02").cards == ()
    assert found.board("C-01") == read(a_file(lines[0], header=HEADER)).board("C-01")


def test_levels_may_come_back_from_a_spreadsheet_as_decimals():
    plain = read(a_file(row("C", "crd-001", "3.production.tracking"), header=HEADER))
    decimal = read(a_file("C,crd-001,3.0,production,tracking", header=HEADER))
    comma = read(a_file("C;crd-001;3,0;production;tracking", header=HEADER.replace(",", ";")))

    assert decimal == plain
    assert comma == plain


FAULTS = [
    (",crd-001,4,,", "2:candidate: has no candidate"),
    ("C,,4,,", "2:card: has no card"),
    (
        "C,prd-dsp-001,4,,",
        "2:card: 'prd-dsp-001' is not a card of the bank; write its id, as in crd-014",
    ),
    ("C,CRD-001,4,,", "2:card: 'CRD-001' is not a card of the bank; is crd-001 meant?"),
    ("C,crd-001,5,,", "2:level: '5' is not a functional level; write 0 to 4, or none"),
    ("C,crd-001,-1,,", "2:level: '-1' is not a functional level; write 0 to 4, or none"),
    ("C,crd-001,3.5,,", "2:level: '3.5' is not a functional level; write 0 to 4, or none"),
    ("C,crd-001,None,,", "2:level: 'None' is not a functional level; write 0 to 4, or none"),
    ("C,crd-001,4,production,", "2:operations_category: must be blank outside Level 3"),
    ("C,crd-001,none,,tracking", "2:activity: must be blank outside Level 3"),
    ("C,crd-001,,quality,", "2:operations_category: must be blank where there is no level"),
    ("C,crd-001,,,tracking", "2:activity: must be blank where there is no level"),
    (
        "C,crd-001,3,,tracking",
        "2:operations_category: a card in a cell of Level 3 needs its operations category",
    ),
    ("C,crd-001,3,quality,", "2:activity: a card on Level 3 needs its activity"),
    (
        "C,crd-001,3,quality,supporting",
        "2:operations_category: must be blank for a supporting activity",
    ),
    (
        "C,crd-001,3,Quality,tracking",
        (
            "2:operations_category: 'Quality' is not one of production, maintenance, quality, "
            "inventory; is quality meant?"
        ),
    ),
    (
        "C,crd-001,3,quality,Data collection",
        (
            "2:activity: 'Data collection' is not one of definition_management, "
            "resource_management, detailed_scheduling, dispatching, execution_management, "
            "data_collection, tracking, performance_analysis, supporting; "
            "is data_collection meant?"
        ),
    ),
]


@pytest.mark.parametrize(("line", "said"), FAULTS)
def test_each_fault_is_told_with_its_row_and_column(line, said):
    assert told(line) == [f"b.csv:{said}"]


def test_a_level_3_row_without_a_cell_is_told_for_both_of_its_columns():
    assert told("C,crd-001,3,,") == [
        "b.csv:2:activity: a card on Level 3 needs its activity",
        ("b.csv:2:operations_category: a card in a cell of Level 3 needs its operations category"),
    ]


def test_a_card_is_placed_once_by_a_candidate_even_when_one_row_is_blank():
    assert told(
        row("C-01", "crd-001", "4"),
        row("C-02", "crd-001", "4"),
        row("C-01", "crd-001", "4"),
        row("C-01", "crd-001", ""),
    ) == [
        "b.csv:4:card: already placed by this candidate in row 2: keep one of the two",
        "b.csv:5:card: already placed by this candidate in row 2: keep one of the two",
    ]


def test_all_faults_are_told_at_once_in_the_order_of_rows():
    assert told(
        row("C-01", "crd-001", "4"),
        "C-01",
        "C-01,crd-900,9,,tracking",
        row("C-01", "crd-001", "4"),
    ) == [
        "b.csv:3: has 1 cells under a header of 5",
        "b.csv:4:card: 'crd-900' is not a card of the bank; write its id, as in crd-014",
        "b.csv:4:level: '9' is not a functional level; write 0 to 4, or none",
        "b.csv:5:card: already placed by this candidate in row 2: keep one of the two",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "b.csv: is empty"),
        (HEADER.encode(), "b.csv: has a header but no rows"),
        ("x".encode("utf-16"), "b.csv: is UTF-16; save it as CSV UTF-8"),
        (
            b"candidate,card,functional_level,operations_category,activity\nC,crd-001,4,,\n",
            "b.csv:1:level: this column is missing",
        ),
        (
            HEADER.encode() + b"\nC\xe9,crd-001,4,,\n",
            "b.csv:2:candidate: holds bytes that are not UTF-8; save the file as CSV UTF-8",
        ),
    ],
)
def test_a_file_that_is_no_such_table_is_named(data, said):
    assert faults(read, data) == [said]


def test_the_files_have_shortest_numbers_blanks_for_missing_and_harmless_names(tmp_path):
    lines = [row("'=1+1", card, key) for card, key in zip(CARDS, KEYS, strict=True)]
    lines[3] = row("'=1+1", "crd-004", "3.supporting")
    lines.append(row("Ὀδυσσεύς", "crd-006", "4"))

    written = write_boards(read(a_file(*lines, header=HEADER)), tmp_path / "out")

    # Attainable: cells 5 + 5 + 5, supporting 4, five others at 2: 29; one card is a level off.
    assert [p.name for p in written] == ["boards.csv", "cards.csv"]
    assert written[0].read_bytes().decode().split("\r\n") == [
        "candidate,placed,points,attainable,fraction",
        f"'=1+1,9,28,29,{28 / 29!r}",
        "Ὀδυσσεύς,1,0,2,",
        "",
    ]
    assert written[1].read_bytes().decode().split("\r\n")[:7] == [
        "candidate,card,points,attainable,level_error",
        "'=1+1,crd-001,5,5,0",
        "'=1+1,crd-002,5,5,0",
        "'=1+1,crd-003,4,4,0",
        "'=1+1,crd-004,1,2,-1",
        "'=1+1,crd-005,2,2,0",
        "'=1+1,crd-006,2,2,",
    ]


def test_when_one_file_cannot_be_written_neither_is(tmp_path):
    (tmp_path / "cards.csv").mkdir()

    with pytest.raises(Invalid, match=r"cards\.csv: cannot be written: Is a directory"):
        write_boards(read(a_file(row("C", "crd-001", "4"), header=HEADER)), tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == ["cards.csv"]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["C-01", "C-02", "=C"]), st.sampled_from(sorted(CARDS))),
        st.sampled_from(EVERY_PLACE),
        min_size=1,
    )
)
def test_a_table_scores_as_its_boards_do(placed):
    lines = [row(candidate, card, place.key) for (candidate, card), place in placed.items()]

    found = read(a_file(*lines, header=HEADER))

    by_candidate = {
        candidate: {card: place for (who, card), place in placed.items() if who == candidate}
        for candidate, _ in placed
    }
    deck = [c.card for c in read(a_file(*_keys(), header=HEADER)).board("key").cards]
    assert {c: found.board(c) for c in found.candidates} == {
        candidate: board_points(deck, places) for candidate, places in by_candidate.items()
    }


def _keys():
    return [row("key", card, key) for card, key in zip(CARDS, KEYS, strict=True)]


def test_two_spellings_of_one_candidate_are_told_with_both_rows():
    assert told("C1,crd-001,3,production,dispatching", "c1,crd-001,2,,") == [
        "b.csv:3:candidate: 'c1' in row 3 and 'C1' in row 2 differ only in case: use one spelling"
    ]
