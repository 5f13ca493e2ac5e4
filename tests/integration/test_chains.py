"""The chains of every log: what `levelset db check` and `levelset audit verify` notice."""

import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import delete, func, insert, make_url, select, text, update

from assessment.domain.chain import AUDIT_LOG, Head
from assessment.domain.errors import Invalid
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Action
from assessment.domain.rating import Kind
from assessment.services import demo
from assessment.services.demo import removal
from db.anchors import Anchors, Occasion
from db.backup import backup
from db.backup_verification import check_file
from db.chain_check import verify
from db.check import check, check_at
from db.engine import reader, writer
from db.opening import open_store
from db.restore import restore
from db.tables import entries, journal
from db.unit_of_work import sql_unit_of_work
from db.upgrade import downgrade, upgrade
from question_bank import load_bank
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    NOON,
    OTHER_RATER,
    RATER,
    SHEET,
    a_journal_line,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock

OTHER = SheetKey(INTERVIEW, OTHER_RATER)
NOTE = "She names the owner of the queue."
c, j = entries.c, journal.c


@pytest.fixture
def store(engine):
    """Two scorecards of three entries each, written turn by turn, and three lines of the log."""
    open_uow = sql_unit_of_work(engine)
    furnish(open_uow, an_interview(seats=(a_seat(RATER), a_seat(OTHER_RATER))))
    with open_uow() as uow:
        for seq, (kind, value) in enumerate(
            [(Kind.VERDICT, 2), (Kind.EVIDENCE, NOTE), (Kind.VERDICT, 4)], 1
        ):
            uow.entries.append(an_entry(value, kind=kind, seq=seq))
            uow.entries.append(an_entry(value, kind=kind, seq=seq, sheet=OTHER))
            uow.journal.write(a_journal_line(by=RATER))
        uow.commit()
    return open_uow


def told_of(store, act, detail):
    """The line that an erasure leaves in the audit log."""
    with store() as uow:
        uow.journal.note(by=None, act=act.value, about=CANDIDATE, detail=detail)
        uow.commit()


def ids(engine, sheet=SHEET):
    own = (c.interview == sheet.interview) & (c.rater == sheet.rater)
    with engine.connect() as connection:
        return list(connection.scalars(select(c.id).where(own).order_by(c.id)))


def run(engine, *statements):
    with writer(engine).begin() as connection:
        for statement in statements:
            connection.execute(statement)


def test_what_was_only_appended_is_in_order(engine, store):
    assert check(engine) == []


def test_each_scorecard_counts_for_itself(store):
    with store(read_only=True) as uow:
        heads = uow.entries.heads()
        log = uow.journal.head()

    assert {sheet: head.place for sheet, head in heads.items()} == {SHEET: 3, OTHER: 3}
    assert len({head.digest for head in [*heads.values(), log]}) == 3
    assert log.place == 3


def test_a_changed_level_is_named_with_its_scorecard_and_row(engine, store):
    first, _, third = ids(engine)
    run(engine, update(entries).where(c.id.in_([first, third])).values(level=5))

    assert check(engine) == [
        f"Scorecard {SHEET.box}: row 1 (number {first} in the table, verdict q01) was changed."
    ]


@pytest.mark.parametrize(
    "change",
    [{"client": "tab-9"}, {"seq": 9}, {"at": func.now()}, {"standing": "late"}, {"base": 7}],
    ids=lambda change: next(iter(change)),
)
def test_every_other_column_is_covered_too(engine, store, change):
    run(engine, update(entries).where(c.id == ids(engine)[1]).values(change))

    assert check(engine)[0].startswith(f"Scorecard {SHEET.box}: row ")


def test_a_row_that_was_taken_out_is_named(engine, store):
    _, second, third = ids(engine)
    run(engine, delete(entries).where(c.id == second))

    (said,) = check(engine)
    assert said == (
        f"Scorecard {SHEET.box}: row 2 is missing; the next one is row 3 "
        f"(number {third} in the table, verdict q01)."
    )


def test_rows_in_another_order_are_named(engine, store):
    first, _, third = ids(engine)
    # Which of two levels counts is decided by the number in the table.
    run(
        engine,
        update(entries).where(c.id == first).values(id=9001),
        update(entries).where(c.id == third).values(id=first),
        update(entries).where(c.id == 9001).values(id=third),
    )

    (said,) = check(engine)
    assert said == (
        f"Scorecard {SHEET.box}: row 3 (number {first} in the table, verdict q01) stands where "
        "row 1 belongs: the rows were put in another order."
    )


def test_a_changed_text_is_named(engine, store):
    second = ids(engine, OTHER)[1]
    run(engine, update(entries).where(c.id == second).values(text=f"{NOTE} "))

    (said,) = check(engine)
    assert said == (
        f"Scorecard {OTHER.box}: the text of row 2 (number {second} in the table, evidence q01) "
        "was changed."
    )


def test_a_text_written_over_an_erased_one_is_named(engine, store):
    second = ids(engine)[1]
    run(engine, update(entries).where(c.id == second).values(text="Another.", salt=None))

    assert "the text of row 2" in check(engine)[0]


def test_text_and_salt_can_be_erased_and_the_chain_holds(engine, store):
    run(engine, update(entries).where(c.kind == "evidence").values(text="", salt=None))
    second = ids(engine)[1]
    assert check(engine)[0] == (
        f"Scorecard {SHEET.box}: the text of row 2 (number {second} in the table, evidence q01) "
        f"was taken out, and the audit log has no erasure of {CANDIDATE}."
    )

    told_of(store, Action.ERASE_CANDIDATE, "anonymise")
    assert check(engine) == []
    with reader(engine).connect() as connection:
        found = verify(connection, Anchors(engine.url))
    assert (found.lines, found.entries, found.scorecards, found.erased) == (4, 6, 2, 2)


def test_a_digest_of_a_text_alone_gives_nothing_away(engine, store):
    """The same words have another digest on each scorecard, and none that could be tried out."""
    with engine.connect() as connection:
        found = connection.execute(select(c.salt, c.text_digest).where(c.kind == "evidence")).all()

    assert len({row.text_digest for row in found}) == len({row.salt for row in found}) == 2


def test_a_row_that_something_else_wrote_is_named(engine, store):
    with engine.connect() as connection:
        row = dict(connection.execute(select(entries).order_by(c.id)).mappings().first())
    row |= {"id": 9001, "seq": 99, "place": None, "digest": None}
    run(engine, insert(entries).values(row))

    (said,) = check(engine)
    assert said == (
        f"Scorecard {SHEET.box}: verdict q01, number 9001 in the table, was not written by "
        "Levelset."
    )


@pytest.mark.parametrize("column", ["act", "about", "detail", "by"])
def test_a_changed_line_of_the_audit_log_is_named(engine, store, column):
    with engine.connect() as connection:
        second = connection.scalars(select(j.id).order_by(j.id)).all()[1]
    run(engine, update(journal).where(j.id == second).values({column: "R-09"}))

    (said,) = check(engine)
    assert said.startswith(f"Audit log: row 2 (number {second} in the table, “")
    assert said.endswith(") was changed.")


def test_a_line_taken_out_of_the_audit_log_is_named(engine, store):
    with engine.connect() as connection:
        first = connection.scalars(select(j.id).order_by(j.id)).first()
    run(engine, delete(journal).where(j.id == first))

    (said,) = check(engine)
    assert said.startswith("Audit log: row 1 is missing; the next one is row 2 (")


def test_a_reason_can_be_erased_and_the_log_follows(engine, store):
    with store() as uow:
        uow.journal.note(by=None, act="x", about="MES-1.C-01", detail="", because="Ada moved.")
        uow.journal.note(by=None, act="x", about="MES-1.C-01.1", detail="", because="Ada is ill.")
        uow.journal.note(by=None, act="x", about="MES-1.C-011", detail="", because="Kept.")
        uow.commit()
    with store() as uow:
        uow.journal.erase_reasons("MES-1.C-01")
        uow.commit()

    with store(read_only=True) as uow:
        assert [line.because for line in uow.journal.lines()[-3:]] == ["", "", "Kept."]
    assert check(engine)[0].endswith(f"the audit log has no erasure of {CANDIDATE}.")
    told_of(store, Action.RENAME_CANDIDATE, "name erased")
    assert check(engine) == []


def test_the_upgrade_chains_what_was_there(engine, store):
    """Rows from before get their places in the order in which they were written."""
    downgrade(engine, "0007")
    upgrade(engine)

    assert check(engine) == []
    with store() as uow:
        assert {sheet: head.place for sheet, head in uow.entries.heads().items()} == {
            SHEET: 3,
            OTHER: 3,
        }
        uow.entries.append(an_entry(5, seq=4))
        uow.journal.write(a_journal_line())
        uow.commit()
    assert check(engine) == []


def test_reasons_of_before_can_be_erased_after_the_upgrade(engine, store):
    downgrade(engine, "0007")
    old = text(
        "insert into journal (at, act, about, detail) values "
        "('2026-03-02 12:00:00+00:00', 'withdraw a candidate', 'MES-1.C-01', 'Ada moved.')"
    )
    run(engine, old)
    upgrade(engine)

    with store() as uow:
        newest = uow.journal.newest()
        uow.journal.erase_reasons("MES-1.C-01")
        uow.commit()
    assert (newest.detail, newest.because) == ("", "Ada moved.")
    with store(read_only=True) as uow:
        assert uow.journal.newest().because == ""
    told_of(store, Action.RENAME_CANDIDATE, "name erased")
    assert check(engine) == []


# What was noted outside the database.


@pytest.fixture
def anchored(sqlite_engine):
    open_uow = sql_unit_of_work(sqlite_engine, Anchors(sqlite_engine.url))
    furnish(open_uow)
    with open_uow() as uow:
        uow.entries.append(an_entry(2, seq=1))
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, item="", seq=2))
        uow.commit()
    return open_uow


def test_a_submit_is_noted_beside_the_database_and_private(sqlite_engine, anchored):
    anchors = Anchors(sqlite_engine.url)

    with anchored(read_only=True) as uow:
        assert anchors.known().last(SHEET.box) == uow.entries.heads()[SHEET]
    assert anchors.file.name == f"{sqlite_engine.url.database.rpartition('/')[2]}.anchors"
    assert anchors.file.stat().st_mode & 0o077 == 0
    with anchored() as uow:
        uow.entries.append(an_entry(3, seq=3))
        uow.commit()
    assert len(anchors.file.read_text().splitlines()) == 1  # not for each event


def test_a_tail_that_was_cut_off_is_named(sqlite_engine, anchored):
    run(sqlite_engine, delete(entries).where(c.kind == "submit"))

    (said,) = check(sqlite_engine)
    assert said.startswith(f"Scorecard {SHEET.box}: it ends with row 1, and row 2 was there at the")
    assert said.endswith(" UTC: row 2 is missing.")


def test_a_scorecard_that_is_gone_whole_is_named(sqlite_engine, anchored):
    run(sqlite_engine, delete(entries))

    (said,) = check(sqlite_engine)
    assert said.startswith(f"Scorecard {SHEET.box}: it ends with row 0, and row 2 was there at")


def test_a_chain_that_was_written_anew_is_named(sqlite_engine, anchored):
    with anchored() as uow:
        run_in = uow._connection  # what somebody with the file could do
        run_in.execute(delete(entries))
        uow.commit()
    with sql_unit_of_work(sqlite_engine)() as uow:
        uow.entries.append(an_entry(5, seq=1))
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, item="", seq=2))
        uow.commit()

    (said,) = check(sqlite_engine)
    assert said.startswith(
        f"Scorecard {SHEET.box}: row 2 is not the one that was noted outside the database at the "
        "submit of "
    )


def test_after_a_restore_only_what_was_noted_since_counts(sqlite_engine, anchored):
    run(sqlite_engine, delete(entries))
    Anchors(sqlite_engine.url).add(Occasion.RESTORE, {AUDIT_LOG: Head(2, "x")})

    (said,) = check(sqlite_engine)
    assert said.startswith("Audit log: it ends with row 0, and row 2 was there at the restore of ")


def test_damaged_anchors_are_named_and_the_chains_still_followed(sqlite_engine, anchored):
    file = Anchors(sqlite_engine.url).file
    file.write_text(file.read_text() + "{}\n")
    run(sqlite_engine, update(entries).values(seconds=None, base=8))

    first, second = check(sqlite_engine)
    assert first == f"Line 2 of the anchors {file} was changed or is damaged."
    assert second.startswith(f"Scorecard {SHEET.box}: row 1 ")


@pytest.mark.parametrize(
    "line",
    [
        *("", "{", "[1]", "[" * 100_000, '{"at": "x"}', "null", '"x"'),
        *(
            f'{{"at":"2026-03-02T12:00:00+00:00","occasion":"start","heads":{heads}}}'
            for heads in (
                *('{"x":[-1,"a"]}', '{"x":[1e400,"a"]}', '{"x":[true,"a"]}', '{"x":["1","a"]}'),
                *('{"x":[NaN,"a"]}', '{"x":[1,2]}', '{"x":[1]}', '{"x":1}', "[]", "null"),
                f'{{"x":[{"9" * 5000},"a"]}}',
            )
        ),
        '{"at":"2026-03-02T12:00:00+00:00","occasion":"party","heads":{}}',
    ],
    ids=lambda line: line[-40:],
)
def test_any_line_that_was_never_written_is_named(sqlite_engine, anchored, line):
    file = Anchors(sqlite_engine.url).file
    file.write_text(f"{file.read_text()}{line}\n")

    assert check(sqlite_engine) == [f"Line 2 of the anchors {file} was changed or is damaged."]


def test_a_backup_notes_only_what_is_new(sqlite_engine, anchored):
    anchors = Anchors(sqlite_engine.url)
    with anchored(read_only=True) as uow:
        heads = uow.heads()
    anchors.add_changed(Occasion.BACKUP, heads)

    assert len(anchors.file.read_text().splitlines()) == 1


def test_a_server_has_anchors_only_beside_a_key_file_of_its_own(monkeypatch, tmp_path):
    url = make_url("postgresql+psycopg://somebody@db.example/levelset")
    monkeypatch.delenv("LEVELSET_SIGNING_KEY_FILE", raising=False)
    assert Anchors(url).file is None
    Anchors(url).add(Occasion.SUBMIT, {})
    monkeypatch.setenv("LEVELSET_SIGNING_KEY_FILE", str(tmp_path / "levelset.key"))
    assert Anchors(url).file == tmp_path / "levelset.anchors"


@pytest.fixture
def opened(migrated_sqlite_url):
    """A store as the app opens it, with one submitted scorecard; gives it with its address."""
    url = migrated_sqlite_url.render_as_string(hide_password=False)
    store = open_store(url)
    furnish(store.open_uow)
    submit(store, 1)
    yield store, url
    store.close()


def submit(store, seq):
    with store.open_uow() as uow:
        uow.entries.append(an_entry(2, seq=seq))
        uow.entries.append(an_entry(value=True, kind=Kind.SUBMIT, item="", seq=seq + 1))
        uow.commit()


def test_a_backup_and_a_restore_are_noted_and_leave_everything_in_order(opened, tmp_path):
    store, url = opened
    copy = tmp_path / "copy.db"
    backup(copy, url)
    submit(store, 3)  # noted outside, and not in the backup
    restore(copy, url, now=NOON)

    assert check_at(url) == []
    assert check_file(copy) == []
    anchors = Anchors(store.engine.url)
    with store.open_uow(read_only=True) as uow:
        log = uow.journal.lines()
        assert anchors.known().last(SHEET.box) == uow.entries.heads()[SHEET]
        assert anchors.known().last(AUDIT_LOG) == uow.journal.head()
    assert [line.act for line in log] == ["restore"]  # the copy was written before it was noted
    occasions = [json.loads(line)["occasion"] for line in anchors.file.read_text().splitlines()]
    assert occasions == ["submit", "backup", "submit", "restore"]


def test_a_copy_put_in_place_by_hand_is_noted_as_a_restore(opened, tmp_path):
    store, url = opened
    copy = tmp_path / "copy.db"
    backup(copy, url)
    submit(store, 3)
    store.close()
    shutil.copyfile(copy, store.engine.url.database)
    again = open_store(url)

    with again.open_uow(read_only=True) as uow:
        newest = uow.journal.newest()
    again.close()
    assert (newest.act, newest.detail) == ("restore", "a copy put in place by hand")
    assert check_at(url) == []


def test_a_backup_in_which_a_level_was_changed_is_refused(opened, tmp_path):
    _, url = opened
    copy = tmp_path / "copy.db"
    backup(copy, url)
    with closing(sqlite3.connect(copy)) as plain, plain:
        plain.execute("delete from settings where key = 'copy_digest'")
        plain.execute("update entries set level = 5 where kind = 'verdict'")

    (said,) = check_file(copy)
    assert said.startswith(f"Scorecard {SHEET.box}: row 1 (")
    with pytest.raises(Invalid, match=r"row 1 .* was changed"):
        restore(copy, url, now=NOON)


def test_what_a_demo_leaves_behind_is_in_order(opened):
    store, url = opened
    bank = load_bank()
    for _ in range(2):
        demo.load(store.open_uow, bank, StoppedClock(), by=OWNER)
        assert check_at(url) == []
        removal.remove(store.open_uow, StoppedClock(), by=OWNER)
        assert check_at(url) == []

    with store.open_uow(read_only=True) as uow:
        acts = [line.act for line in uow.journal.lines()]
    assert acts == ["demo", "demo removed"] * 2


def test_people_who_write_at_once_keep_every_chain_whole(engine, store):
    def write(seq):
        with store() as uow:
            for sheet in (SHEET, OTHER):
                uow.entries.append(an_entry(3, sheet=sheet, client=f"page-{seq}", seq=seq))
            uow.journal.write(a_journal_line(f"act {seq}"))
            uow.commit()

    with ThreadPoolExecutor(4) as people:
        list(people.map(write, range(1, 25)))

    assert check(engine) == []
    with store(read_only=True) as uow:
        assert {head.place for head in uow.entries.heads().values()} == {27}
        assert uow.journal.head().place == 27


def test_anchors_that_others_could_read_are_closed_at_the_start(opened):
    store, url = opened
    file = Anchors(store.engine.url).file
    file.chmod(0o644)

    open_store(url).close()

    assert file.stat().st_mode & 0o077 == 0


def test_anchors_that_cannot_be_written_keep_nobody_from_submitting(opened, caplog):
    store, _ = opened
    file = Anchors(store.engine.url).file
    file.unlink()
    file.mkdir()

    submit(store, 3)

    assert "were not written" in caplog.text
    with store.open_uow(read_only=True) as uow:
        assert uow.entries.heads()[SHEET].place == 4
