"""Boards and debriefs are chained too, and any cell of any log that was changed is named."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import delete, select, update

from assessment.domain.board import BoardEntry, BoardKind
from assessment.domain.chain import AUDIT_LOG, board_box, debrief_box
from assessment.domain.decision import DebriefKind, DebriefRecord
from assessment.domain.permissions import Action
from assessment.domain.rating import Kind
from db.anchors import Anchors, Occasion
from db.backup_rotation import BackupPlan, in_background
from db.chain_check import verify
from db.check import check
from db.engine import reader, writer
from db.tables import board_entries, debrief_records, journal
from db.unit_of_work import sql_unit_of_work
from db.upgrade import downgrade, upgrade
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    NOON,
    RATER,
    SHEET,
    a_journal_line,
    an_entry,
    furnish,
)
from tests.statements import statements

BOARD, DEBRIEF = f"Board of {INTERVIEW}", f"Debrief of {CANDIDATE}"
WORDS = "MES is what the plant bought."
MOVES = (
    (BoardKind.WORDS, "", WORDS),
    (BoardKind.MOVE, "crd-001", "3.production.dispatching"),
    (BoardKind.MOVE, "crd-002", None),
    (BoardKind.FOOTPRINT, "quality.tracking", False),
)
LOGS = {
    "entries": f"Scorecard {SHEET.box}",
    "board_entries": BOARD,
    "debrief_records": DEBRIEF,
    "journal": "Audit log",
}


def a_move(seq, kind, part="", value=None):
    return BoardEntry(
        id=0, interview=INTERVIEW, client="tab-1", seq=seq, kind=kind, part=part, value=value,
        at=NOON,
    )  # fmt: skip


def a_record(text="She led the cut-over herself.", kind=DebriefKind.NOTE, **more):
    return DebriefRecord(id=0, candidate=CANDIDATE, kind=kind, by=RATER, at=NOON, text=text, **more)


def fill(open_uow):
    """Four entries on the board, three records, three lines, three entries of a scorecard."""
    furnish(open_uow)
    with open_uow() as uow:
        for seq, move in enumerate(MOVES, 1):
            uow.boards.append(a_move(seq, *move))
        uow.debriefs.add(a_record())
        uow.debriefs.add(a_record("Agreed.", DebriefKind.FINAL_RATING, item="q01", level=3))
        uow.debriefs.add(a_record(kind=DebriefKind.FINAL_RECOMMENDATION, recommendation="yes"))
        for seq, (kind, value) in enumerate(
            [(Kind.VERDICT, 2), (Kind.EVIDENCE, "names the owner"), (Kind.VERDICT, 4)], 1
        ):
            uow.entries.append(an_entry(value, kind=kind, seq=seq))
            uow.journal.write(a_journal_line(by=RATER))
        uow.commit()


@pytest.fixture
def store(engine):
    open_uow = sql_unit_of_work(engine)
    fill(open_uow)
    return open_uow


def run(engine, *changes):
    with writer(engine).begin() as connection:
        for change in changes:
            connection.execute(change)


def verified(engine):
    with reader(engine).connect() as connection:
        return verify(connection, Anchors(engine.url))


def test_what_was_only_appended_is_in_order(engine, store):
    found = verified(engine)

    assert (found.boards, found.moves, found.debriefs, found.records) == (1, 4, 1, 3)
    assert found.problems == check(engine) == []


def test_a_chain_goes_on_in_another_transaction(engine, store):
    with store() as uow:
        uow.boards.append(a_move(5, BoardKind.MOVE, "crd-002", "4"))
        uow.boards.append(a_move(6, BoardKind.FINISH, value=True))
        uow.debriefs.add(a_record())
        uow.commit()

    with store(read_only=True) as uow:
        assert {i: head.place for i, head in uow.boards.heads().items()} == {INTERVIEW: 6}
        assert {c: head.place for c, head in uow.debriefs.heads().items()} == {CANDIDATE: 4}
        assert uow.boards.heads("MES-2") == uow.debriefs.heads("MES-2") == {}
    assert check(engine) == []


def test_an_event_on_a_board_whose_log_was_read_costs_one_statement(engine, store):
    with store() as uow:
        uow.boards.lock(INTERVIEW)
        uow.boards.log(INTERVIEW)
        with statements(engine) as seen:
            uow.boards.append(a_move(5, BoardKind.MOVE, "crd-002", "4"))
        uow.commit()

    assert len(seen) == 1
    assert check(engine) == []


def test_own_words_and_notes_can_be_erased_and_what_they_stand_beside_cannot(engine, store):
    b, d = board_entries.c, debrief_records.c
    words = update(board_entries).where(b.kind == "words").values(value="", salt=None)
    run(engine, words, update(debrief_records).values(text="", salt=None))
    assert [said.rpartition(", and ")[2] for said in check(engine)] == [
        f"the audit log has no erasure of {CANDIDATE}."
    ] * 2
    with store() as uow:
        act = Action.ERASE_CANDIDATE.value
        uow.journal.note(by=None, act=act, about=CANDIDATE, detail="anonymise")
        uow.commit()
    assert verified(engine).problems == []
    assert verified(engine).erased == 4

    run(engine, update(board_entries).where(b.part == "crd-001").values(value=None, salt=None))
    run(engine, update(debrief_records).where(d.level == 3).values(level=5))
    assert [said.partition(" (")[0] for said in check(engine)] == [
        f"{BOARD}: row 2",
        f"{DEBRIEF}: row 2",
    ]


def test_the_upgrade_chains_boards_and_debriefs_that_were_there(engine, store):
    downgrade(engine, "0009")
    upgrade(engine)
    with store() as uow:
        uow.boards.append(a_move(5, BoardKind.FINISH, value=True))
        uow.debriefs.add(a_record())
        uow.commit()

    found = verified(engine)
    assert (found.problems, found.moves, found.records) == ([], 5, 4)


# What was noted outside the database.


@pytest.fixture
def anchored(sqlite_engine):
    open_uow = sql_unit_of_work(sqlite_engine, Anchors(sqlite_engine.url))
    fill(open_uow)
    with open_uow() as uow:
        uow.boards.append(a_move(5, BoardKind.FINISH, value=True))
        uow.commit()
    return open_uow


@pytest.mark.parametrize(
    ("table", "box", "said"),
    [
        (board_entries, board_box(INTERVIEW), f"{BOARD}: it ends with row 4, and row 5 was there"),
        (debrief_records, debrief_box(CANDIDATE), f"{DEBRIEF}: it ends with row 2, and row 3 was"),
        (journal, AUDIT_LOG, "Audit log: it ends with row 2, and row 3 was there"),
    ],
)
def test_a_tail_that_was_cut_off_is_named(sqlite_engine, anchored, table, box, said):
    with anchored(read_only=True) as uow:
        assert Anchors(sqlite_engine.url).known().last(box) == uow.heads()[box]
    last = select(table.c.id).order_by(table.c.id.desc()).limit(1).scalar_subquery()
    run(sqlite_engine, delete(table).where(table.c.id == last))

    (found,) = check(sqlite_engine)
    assert found.startswith(said)


def test_a_line_of_the_log_is_noted_outside_at_once_and_a_move_is_not(sqlite_engine, anchored):
    anchors = Anchors(sqlite_engine.url)
    before = anchors.file.read_text()
    with anchored() as uow:
        uow.boards.append(a_move(6, BoardKind.MOVE, "crd-002", "4"))
        uow.commit()
    assert anchors.file.read_text() == before

    with anchored() as uow:
        uow.journal.write(a_journal_line())
        uow.commit()
    assert anchors.known().last(AUDIT_LOG).place == 4


def test_a_start_notes_what_nobody_submitted_yet(sqlite_engine, store_on_file):
    """Three drafts and a board in the middle: their ends are noted with or without a backup."""
    anchors = Anchors(sqlite_engine.url)
    in_background(sqlite_engine.url, BackupPlan()).join()
    with sql_unit_of_work(sqlite_engine)() as uow:
        uow.boards.append(a_move(5, BoardKind.MOVE, "crd-002", "4"))
        uow.commit()
    in_background(sqlite_engine.url, BackupPlan()).join()

    assert anchors.known().last(board_box(INTERVIEW)).place == 5
    assert anchors.known().last(SHEET.box).place == 3
    run(sqlite_engine, delete(board_entries).where(board_entries.c.seq == 5))
    assert check(sqlite_engine)[0].startswith(f"{BOARD}: it ends with row 4, and row 5 was there")


def test_a_removed_role_takes_only_its_own_chains_along(sqlite_engine):
    anchors = Anchors(sqlite_engine.url)
    head = (1, "x")
    own = ["MES-1.C-01.1:R-01", "MES-1.C-01.1:board", "MES-1.C-01:debrief"]
    others = ["MES-1.B.C-01.1:R-01", "MES-11.C-01:debrief", AUDIT_LOG]
    anchors.add(Occasion.BACKUP, dict.fromkeys([*own, *others], head))
    anchors.add(Occasion.REMOVAL, {}, requisition="MES-1")

    assert sorted(anchors.known().chains) == sorted(others)


# Every cell, changed in the file with another program.


def cells(path):
    """Each row and column of each log, with what is there."""
    with closing(sqlite3.connect(path)) as plain:
        plain.row_factory = sqlite3.Row
        return [
            (table, row["id"], row["place"], column, row[column])
            for table in LOGS
            for row in plain.execute(f"select * from {table} order by id")  # noqa: S608  # ours
            for column in row.keys()  # noqa: SIM118  # a row has no other way
            if column != "id"
        ]


OTHERS = ("R-09", 9, 3.5, "2026-03-02 12:00:01.000000", b"\xff", None, "")
"""What is put in the place of a value: of its type, of another, and no value at all."""


def test_every_cell_of_every_log_is_covered(sqlite_engine, store_on_file):
    sqlite_engine.dispose()
    path, missed = sqlite_engine.url.database, []
    for table, number, place, column, was in cells(path):
        for value in OTHERS:
            if value == was or {was, value} == {None, ""}:
                continue
            with closing(sqlite3.connect(path)) as plain:
                plain.execute("pragma ignore_check_constraints = on")
                put = f"update {table} set {column} = ? where id = ?"  # noqa: S608  # ours
                try:
                    plain.execute(put, (value, number))
                except sqlite3.IntegrityError:
                    continue
                plain.commit()
                (now,) = plain.execute(
                    f"select {column} from {table} where id = ?",  # noqa: S608  # ours
                    (number,),
                ).fetchone()
                if now != was:
                    said = verified(sqlite_engine).problems
                    named = (f"{LOGS[table]}: ", f"number {number} in the table")
                    if not any(name in problem for problem in said for name in named):
                        missed.append((table, place, column, value))
                plain.execute(put, (was, number))
                plain.commit()

    assert missed == []
    assert verified(sqlite_engine).problems == []


@pytest.fixture
def store_on_file(sqlite_engine):
    fill(sql_unit_of_work(sqlite_engine))
