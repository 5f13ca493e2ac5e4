"""A backup brought back while the app has the database open, or refused with nothing changed."""

import resource
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from assessment.domain.errors import Invalid, StoreUnavailable
from assessment.domain.rating import Kind
from assessment.services.store.generation import KEY, generation_of
from db.backup import backup
from db.backup_files import SEAL
from db.backup_verification import check_file
from db.opening import open_store
from db.restore import restore
from db.unit_of_work import sql_unit_of_work
from db.upgrade import alone
from tests.builders import (
    INTERVIEW,
    NOON,
    SHEET,
    a_requisition,
    an_entry,
    an_interview,
    furnish,
)

ROOT = Path(__file__).resolve().parents[2]


def plain_url(url):
    return url if isinstance(url, str) else url.render_as_string(hide_password=False)


@pytest.fixture
def store(migrated_url):
    """A furnished store that stays open, with a level on its first question."""
    made = open_store(plain_url(migrated_url))
    furnish(made.open_uow)
    add(made, an_entry(4))
    yield made
    made.close()


@pytest.fixture
def sqlite_store_open(migrated_sqlite_url):
    made = open_store(plain_url(migrated_sqlite_url))
    furnish(made.open_uow)
    add(made, an_entry(4))
    yield made
    made.close()


@pytest.fixture
def copies(tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def url_of(store):
    return plain_url(store.engine.url)


def add(store, *entries):
    with store.open_uow() as uow:
        stored = [uow.entries.append(entry) for entry in entries]
        uow.commit()
    return [entry.id for entry in stored]


def values(store):
    with store.open_uow(read_only=True) as uow:
        return [(e.id, e.kind, e.value) for e in uow.entries.history(SHEET)]


def epoch(store):
    with store.open_uow(read_only=True) as uow:
        return generation_of(uow)


def refusal(file, store, **options):
    """What restoring `file` is refused with; the store has not changed by it."""
    before, life = values(store), epoch(store)
    with pytest.raises((Invalid, StoreUnavailable)) as caught:
        restore(file, url_of(store), now=NOON, **options)
    assert (values(store), epoch(store)) == (before, life)
    return str(caught.value)


# what comes back


def test_open_connections_see_what_the_back_up_held(store, copies):
    backup(copies / "one.db", url_of(store))
    life = epoch(store)
    add(store, an_entry(2, seq=2), an_entry("lost words", kind=Kind.EVIDENCE, seq=3))

    restore(copies / "one.db", url_of(store), now=NOON)

    assert values(store) == [(1, Kind.VERDICT, 4)]
    assert epoch(store) != life
    assert epoch(store).startswith(f"{int(NOON.timestamp())}.")
    with store.open_uow(read_only=True) as uow:
        assert uow.settings.get(SEAL) is None
        assert [(line.act, line.at) for line in uow.journal.lines()] == [("restore", NOON)]
    assert add(store, an_entry(5, seq=2)) == [2]  # places in the log are given again


def test_what_was_there_before_is_kept_as_a_back_up(store, copies, tmp_path):
    backup(copies / "one.db", url_of(store))
    add(store, an_entry("dear words", kind=Kind.EVIDENCE, seq=2))
    sqlite = store.engine.dialect.name == "sqlite"

    first = restore(copies / "one.db", url_of(store), now=NOON)
    second = restore(copies / "one.db", url_of(store), now=NOON)

    folder = tmp_path if sqlite else copies  # beside the database, or beside the backup
    name = "levelset-before-restore-20260302-120000"
    assert (first.kept, second.kept) == (folder / f"{name}.db", folder / f"{name}-2.db")
    assert [check_file(one.kept) for one in (first, second)] == [[], []]
    restore(first.kept, url_of(store), now=NOON)
    assert values(store) == [(1, Kind.VERDICT, 4), (2, Kind.EVIDENCE, "dear words")]


@pytest.mark.parametrize("target", ["sqlite_url", "empty_postgres_url"])
def test_a_back_up_goes_into_an_empty_place_of_either_kind(store, copies, target, request):
    backup(copies / "one.db", url_of(store))
    if target == "sqlite_url":
        url = f"sqlite:///{copies / 'new.db'}"
    else:
        url = plain_url(request.getfixturevalue(target))

    restore(copies / "one.db", url, now=NOON)

    other = open_store(url)
    try:
        assert values(other) == values(store)
        with other.open_uow() as uow:
            uow.requisitions.add(a_requisition("MES-9"))  # its number follows the last one
            uow.commit()
        assert add(other, an_entry(1, seq=2)) == [2]
    finally:
        other.close()


def test_a_back_up_of_an_empty_log_begins_at_one(empty_url, copies):
    store = open_store(plain_url(empty_url))
    try:
        backup(copies / "one.db", url_of(store))
        furnish(store.open_uow)
        add(store, an_entry(4))

        restore(copies / "one.db", url_of(store), now=NOON)

        furnish(store.open_uow)
        assert add(store, an_entry(4)) == [1]
    finally:
        store.close()


def test_nothing_that_was_acknowledged_falls_between_the_copies(store, copies):
    """Written while the restore runs, an entry is in what is kept or in what came back."""
    backup(copies / "one.db", url_of(store))
    stop, warm, acknowledged = threading.Event(), threading.Event(), []

    def write():
        seq = 10
        while not stop.is_set():
            add(store, an_entry(f"word {seq}", kind=Kind.EVIDENCE, seq=seq))
            acknowledged.append(seq)
            seq += 1
            if seq > 15:
                warm.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert warm.wait(60)
        before = restore(copies / "one.db", url_of(store), now=NOON)
    finally:
        stop.set()
        writer.join()

    with closing(sqlite3.connect(before.kept)) as kept:
        found = [row[0] for row in kept.execute("select seq from entries where seq >= 10")]
    with store.engine.connect() as connection:
        rows = connection.execute(text("select seq from entries where seq >= 10"))
        found += [row[0] for row in rows]
    assert sorted(found) == acknowledged


def test_a_sheet_is_not_written_while_a_restore_is_under_way(postgres_engine):
    """Else a page's epoch could be found right, and its entry land in the log of the next one."""
    furnish(sql_unit_of_work(postgres_engine))

    with alone(postgres_engine), sql_unit_of_work(postgres_engine)() as uow:
        uow._connection.execute(text("set local lock_timeout = '50ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            uow.entries.lock(SHEET)


def test_a_reader_in_the_middle_still_sees_its_own_moment(sqlite_store_open, copies):
    store = sqlite_store_open
    backup(copies / "one.db", url_of(store))
    add(store, an_entry(2, seq=2))

    with store.open_uow(read_only=True) as uow:
        assert len(uow.entries.history(SHEET)) == 2
        restore(copies / "one.db", url_of(store), now=NOON)
        assert len(uow.entries.history(SHEET)) == 2

    assert len(values(store)) == 1


def test_pages_of_another_size_are_no_obstacle(sqlite_store_open, copies):
    store, file = sqlite_store_open, copies / "one.db"
    backup(file, url_of(store))
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute("pragma page_size=8192")
        plain.execute("vacuum")
    add(store, an_entry(2, seq=2))

    restore(file, url_of(store), now=NOON)

    assert values(store) == [(1, Kind.VERDICT, 4)]


def test_a_file_that_was_copied_by_hand_comes_back_with_its_log(sqlite_store_open, copies):
    """As `cp levelset.db*` leaves it: the newest rows are in the -wal file only."""
    store, file = sqlite_store_open, copies / "levelset.db"
    live = Path(store.engine.url.database)
    for suffix in ("", "-wal"):
        (copies / f"levelset.db{suffix}").write_bytes(Path(f"{live}{suffix}").read_bytes())
    add(store, an_entry(2, seq=2))

    restore(file, url_of(store), now=NOON)

    assert values(store) == [(1, Kind.VERDICT, 4)]


def test_a_back_up_of_an_older_version_is_brought_to_this_ones_schema(
    sqlite_store_open, copies, request
):
    store, file = sqlite_store_open, copies / "one.db"
    backup(file, url_of(store))
    request.getfixturevalue("newer_program")

    assert check_file(file) == []
    restore(file, url_of(store), now=NOON)

    with store.open_uow(read_only=True) as uow:
        assert [r.client for r in uow.requisitions.all()] == ["upgraded"]
    assert check_file(file) == []  # the backup itself is as it was


def test_a_back_up_put_in_place_by_hand_begins_an_epoch_too(sqlite_store_open, copies):
    backup(copies / "one.db", url_of(sqlite_store_open))

    by_hand = open_store(f"sqlite:///{copies / 'one.db'}")
    try:
        assert epoch(by_hand) not in {"", epoch(sqlite_store_open)}
        with by_hand.open_uow(read_only=True) as uow:
            assert list(uow.settings.all()) == [KEY]
    finally:
        by_hand.close()


def test_an_epoch_outlives_a_restart(empty_url):
    first = open_store(plain_url(empty_url))
    life = epoch(first)
    first.close()

    again = open_store(plain_url(empty_url))
    try:
        assert life
        assert epoch(again) == life
    finally:
        again.close()


# what is refused


def test_a_damaged_back_up_is_never_brought_back(store, copies):
    file = copies / "one.db"
    backup(file, url_of(store))
    raw = bytearray(file.read_bytes())
    raw[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    file.write_bytes(raw)

    for force in (False, True):
        said = refusal(file, store, force=force)
        assert said.startswith(f"{file} is damaged (")
        assert said.endswith("use another backup. The database was not changed.")


def test_a_newer_versions_back_up_is_not_brought_back(store, copies):
    file = copies / "one.db"
    backup(file, url_of(store))
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute("update alembic_version set version_num = '0999'")

    assert refusal(file, store, force=True) == (
        f"{file} was written by a newer version of Levelset (schema 0999): update Levelset. "
        "The database was not changed."
    )


@pytest.mark.parametrize("contents", [b"", b"candidate, level\n"])
def test_what_is_not_a_database_is_not_brought_back(store, copies, contents):
    file = copies / "notes.txt"
    file.write_bytes(contents)

    assert refusal(file, store, force=True).startswith(f"{file} is not a database")


def test_a_back_up_that_is_not_there_is_said(store, copies):
    lost = copies / "lost" / "one.db"

    assert refusal(lost, store) == f"There is no file {lost}: check the path."


def test_the_database_is_not_restored_from_itself(sqlite_store_open):
    live = Path(sqlite_store_open.engine.url.database)

    assert refusal(live, sqlite_store_open) == (
        f"{live} is the database itself: give a backup of it."
    )


def test_problems_that_the_contents_had_are_restored_by_force_only(store, copies):
    add(store, an_entry(3, item="q11", seq=2))
    file = copies / "one.db"
    backup(file, url_of(store))

    assert refusal(file, store) == (
        f"{file} has a problem: Interview {INTERVIEW} has 1 entries about q11, an item that its "
        "kit MES-1.K1 does not have. `levelset db check` names them all, and --force restores it "
        "as it is. The database was not changed."
    )
    restore(file, url_of(store), now=NOON, force=True)
    assert [value for _, _, value in values(store)] == [4, 3]


def test_another_programs_file_is_not_written_over(sqlite_store_open, copies):
    backup(copies / "one.db", url_of(sqlite_store_open))
    theirs = copies / "places.sqlite"
    with closing(sqlite3.connect(theirs)) as other:
        other.execute("create table bookmarks (url text)")
    before = theirs.read_bytes()

    with pytest.raises(StoreUnavailable, match="belongs to another program"):
        restore(copies / "one.db", f"sqlite:///{theirs}", now=NOON, force=True)

    assert theirs.read_bytes() == before


def test_a_log_left_of_an_older_database_is_not_played_into_the_new_one(sqlite_store_open, copies):
    backup(copies / "one.db", url_of(sqlite_store_open))
    left = copies / "new.db-wal"
    left.write_bytes(b"old")

    with pytest.raises(StoreUnavailable, match="is left of an older database"):
        restore(copies / "one.db", f"sqlite:///{copies / 'new.db'}", now=NOON)

    assert not (copies / "new.db").exists()


# when something fails on the way


def test_a_damaged_database_is_kept_as_it_is_and_replaced(sqlite_url, copies):
    store = open_store(plain_url(sqlite_url))
    furnish(store.open_uow, an_interview())
    add(store, an_entry(4))
    backup(copies / "one.db", url_of(store))
    sound = values(store)
    store.close()
    live = Path(str(sqlite_url.database))
    raw = bytearray(live.read_bytes())
    raw[4096 * 4 : 4096 * 12] = b"\xff" * 4096 * 8
    live.write_bytes(raw)

    before = restore(copies / "one.db", plain_url(sqlite_url), now=NOON)

    assert before.kept.read_bytes() == bytes(raw)
    again = open_store(plain_url(sqlite_url))
    try:
        assert values(again) == sound
    finally:
        again.close()
    assert check_file(live) == []


def test_a_disk_that_fills_up_in_the_middle_changes_nothing(sqlite_url, copies, tmp_path):
    store = open_store(plain_url(sqlite_url))
    furnish(store.open_uow)
    add(store, an_entry("x" * 40_000, kind=Kind.EVIDENCE))
    backup(copies / "one.db", url_of(store))
    before = values(store)
    store.close()
    # Room for the file itself, but not for the log, where every page has 24 bytes before it.
    size = (copies / "one.db").stat().st_size + 200

    done = subprocess.run(
        [sys.executable, "-m", "assessment", "db", "restore", str(copies / "one.db")],
        cwd=ROOT,
        env={"LEVELSET_DATABASE_URL": plain_url(sqlite_url), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The database {sqlite_url.database} cannot be ")
    again = open_store(plain_url(sqlite_url))
    try:
        assert values(again) == before
    finally:
        again.close()


def test_what_the_server_cannot_store_leaves_the_rows_it_had(postgres_url, copies):
    store, file = open_store(plain_url(postgres_url)), copies / "one.db"
    try:
        furnish(store.open_uow)
        add(store, an_entry("a word", kind=Kind.EVIDENCE))
        backup(file, url_of(store))
        with closing(sqlite3.connect(file, isolation_level=None)) as plain:
            plain.execute("delete from settings where key = 'copy_digest'")
            plain.execute("update entries set text = 'a word' || char(0)")

        assert "cannot contain NUL" in refusal(file, store, force=True)
    finally:
        store.close()


def test_what_cannot_be_kept_is_replaced_by_force_only(sqlite_store_open, tmp_path, copies):
    store = sqlite_store_open
    backup(copies / "one.db", url_of(store))
    add(store, an_entry(2, seq=2))
    live = Path(store.engine.url.database)
    long_name = live.with_name("x" * 240 + ".db")  # with more behind it, no file can have it
    long_url = f"sqlite:///{long_name}"
    store.close()
    live.rename(long_name)

    with pytest.raises(Invalid) as caught:
        restore(copies / "one.db", long_url, now=NOON)
    assert str(caught.value).startswith("The current database cannot be backed up first: ")
    done = restore(copies / "one.db", long_url, now=NOON, force=True)

    assert done.kept is None
    assert "File name too long" in done.not_kept_because
    again = open_store(long_url)
    try:
        assert values(again) == [(1, Kind.VERDICT, 4)]
    finally:
        again.close()
