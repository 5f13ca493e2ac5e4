"""A backup: consistent under load, whole or absent, proven, and of either kind of database."""

import random
import resource
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.errors import Invalid, StoreUnavailable
from assessment.domain.ids import RaterId, RequisitionId, SheetKey
from assessment.domain.rating import Kind
from db.backup import backup
from db.backup_verification import check_file, damage
from db.engine import engine_for
from db.location import url_of as file_url
from db.opening import open_store
from db.unit_of_work import sql_unit_of_work
from tests.builders import (
    INTERVIEW,
    KIT,
    NOON,
    SHEET,
    a_debrief_record,
    a_journal_line,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.ordinary_user import an_ordinary_user

ROOT = Path(__file__).resolve().parents[2]
RATERS = tuple(RaterId(f"R-0{n}") for n in range(1, 5))
NOTE = 'naïve → 3× 你好 😀 مرحبا <b>&amp;</b> =1+1 "quoted"\n\ttab ' + "x" * 10_000

BRIEF_FORM = DraftForm(name="brief", author=RATERS[1], requisition=RequisitionId("MES-1"))


@pytest.fixture
def store(migrated_url):
    """A furnished store with one row or more in every kind of log."""
    made = open_store(migrated_url.render_as_string(hide_password=False))
    furnish(made.open_uow, an_interview(seats=tuple(a_seat(r) for r in RATERS)))
    with made.open_uow() as uow:
        uow.entries.append(an_entry(client_at=None))
        uow.entries.append(an_entry(NOTE, kind=Kind.EVIDENCE, seq=2))
        uow.entries.append(an_entry(value=True, kind=Kind.PROBE, part="1", seq=3))
        uow.drafts.keep(DraftField(form=BRIEF_FORM, field="brief", text=NOTE, kept_at=NOON))
        uow.debriefs.add(a_debrief_record())
        uow.journal.write(a_journal_line())
        uow.settings.put("signing_key", "dear")
        uow.commit()
    yield made
    made.close()


@pytest.fixture
def sqlite_file(sqlite_url, sqlite_engine):
    furnish(sql_unit_of_work(sqlite_engine))
    sqlite_engine.dispose()
    return Path(str(sqlite_url.database))


def url_of(store):
    return store.engine.url.render_as_string(hide_password=False)


def everything(open_uow):
    """What the repositories find, table by table."""
    with open_uow(read_only=True) as uow:
        return {
            "requisitions": uow.requisitions.all(),
            "panel": uow.requisitions.panel("MES-1"),
            "candidates": uow.requisitions.candidates("MES-1"),
            "raters": uow.people.raters(),
            "brief": uow.briefs.latest("MES-1"),
            "drafts": uow.drafts.of("MES-1", RATERS[1]),
            "kit": uow.kits.find(KIT),
            "interview": uow.interviews.find(INTERVIEW),
            "entries": uow.entries.history(SHEET),
            "debrief": uow.debriefs.of("MES-1.C-01"),
            "journal": uow.journal.lines(),
            "settings": {k: v for k, v in uow.settings.all().items() if k != "copy_digest"},
        }


def refusal(file, url, **options):
    with pytest.raises((Invalid, StoreUnavailable)) as caught:
        backup(file, url, **options)
    return str(caught.value)


# what it holds


def test_a_copy_holds_everything_in_one_private_file(store, tmp_path):
    before, file = everything(store.open_uow), tmp_path / "copies" / "one.db"
    file.parent.mkdir()

    backup(file, url_of(store))

    assert [p.name for p in file.parent.iterdir()] == ["one.db"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert check_file(file) == []
    after = everything(store.open_uow)
    noted = after["journal"].pop()
    assert (noted.act, noted.about, noted.detail) == ("backup", "database", "by command")
    assert after == before
    engine = engine_for(file_url(file))
    try:
        assert everything(sql_unit_of_work(engine)) == before
    finally:
        engine.dispose()


def test_a_copy_taken_while_four_people_write_is_one_moment(store, tmp_path):
    """Each writer's entries in the copy are a prefix of what it wrote, up to one it was told of."""
    file, stop = tmp_path / "copy.db", threading.Event()
    begun = [threading.Event() for _ in RATERS]
    acknowledged = dict.fromkeys(RATERS, 0)

    def write(rater, warm):
        sheet, seq = SheetKey(INTERVIEW, rater), 100
        while not stop.is_set():
            with store.open_uow() as uow:
                uow.entries.append(
                    an_entry(f"word {seq}", kind=Kind.EVIDENCE, sheet=sheet, seq=seq)
                )
                uow.entries.append(an_entry(seq, kind=Kind.SECONDS, sheet=sheet, seq=seq + 1))
                uow.commit()
            acknowledged[rater], seq = seq + 1, seq + 2
            if seq > 110:
                warm.set()

    writers = [
        threading.Thread(target=write, args=both) for both in zip(RATERS, begun, strict=True)
    ]
    for writer in writers:
        writer.start()
    try:
        assert all(event.wait(60) for event in begun)
        for _ in range(3):
            before = dict(acknowledged)
            backup(file, url_of(store), force=True)
    finally:
        stop.set()
        for writer in writers:
            writer.join()

    assert check_file(file) == []
    copied, written = log_of(file), log_of_store(store)
    for rater in RATERS:
        own = [row for row in copied if row[1] == rater]
        assert own == [row for row in written if row[1] == rater][: len(own)]
        assert len(own) % 2 == (1 if rater == RATERS[0] else 0)  # both of a transaction or none
        assert own[-1][2] >= before[rater]  # what was acknowledged before it began is in it
    if store.engine.dialect.name == "sqlite":  # where the log's order is the commits' order
        assert copied == written[: len(copied)]


def log_of(file):
    with closing(sqlite3.connect(file)) as plain:
        return plain.execute("select id, rater, seq from entries order by id").fetchall()


def log_of_store(store):
    with store.engine.connect() as connection:
        rows = connection.execute(text("select id, rater, seq from entries order by id"))
        return [tuple(row) for row in rows]


# what it refuses


def test_a_file_that_is_there_is_replaced_only_by_force(sqlite_file, tmp_path):
    url, file = f"sqlite:///{sqlite_file}", tmp_path / "copy.db"
    file.write_text("something dear")

    assert refusal(file, url) == (
        f"{file} already exists: give another name, or --force to replace it."
    )
    assert file.read_text() == "something dear"
    backup(file, url, force=True)
    assert check_file(file) == []


def test_the_database_itself_is_not_its_own_copy(sqlite_file, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(sqlite_file)

    for same in (sqlite_file, link):
        assert refusal(same, f"sqlite:///{sqlite_file}", force=True) == (
            f"{same} is the database itself: give the backup another name."
        )
    assert check_file(sqlite_file) == []


def test_another_database_in_use_is_not_replaced(sqlite_file, tmp_path):
    file = tmp_path / "other.db"
    other = open_store(f"sqlite:///{file}")
    try:
        said = refusal(file, f"sqlite:///{sqlite_file}", force=True)
    finally:
        other.close()

    assert said == f"{file} is a database in use: give the backup another name."


@pytest.mark.parametrize("force", [False, True])
def test_what_is_not_a_file_is_not_replaced(sqlite_file, tmp_path, force):
    assert refusal(tmp_path, f"sqlite:///{sqlite_file}", force=force) == (
        f"{tmp_path} is not a file: give the backup a name of its own."
    )


def test_a_missing_folder_is_named(sqlite_file, tmp_path):
    assert refusal(tmp_path / "lost" / "copy.db", f"sqlite:///{sqlite_file}") == (
        f"There is no folder {tmp_path / 'lost'}: create it first, or choose another folder."
    )


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    said = refusal(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'none.db'}")

    assert said.startswith(f"There is no database at {tmp_path / 'none.db'} yet")
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_is_not_copied(tmp_path):
    file = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table bookmarks (url text)")

    said = refusal(tmp_path / "copy.db", f"sqlite:///{file}")

    assert said.startswith(f"The database {file} belongs to another program")
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_may_not_be_written_is_said(sqlite_file, tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0o555)
    tmp_path.chmod(0o777)  # the database itself may be used by anybody
    sqlite_file.chmod(0o666)

    with an_ordinary_user(tmp_path):
        said = refusal(shut / "copy.db", f"sqlite:///{sqlite_file}")

    assert said == (
        f"{shut / 'copy.db'} cannot be written (Permission denied): choose another place, or free "
        "some space. The database was not changed."
    )


def test_a_disk_without_room_is_said_and_nothing_is_left(sqlite_file, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()

    said = with_room_for(100_000, "backup", folder / "copy.db", database=sqlite_file)

    assert said == (
        f"{folder / 'copy.db'} cannot be written (the disk reports an error): choose another "
        "place, or free some space. The database was not changed.\n"
    )
    assert list(folder.iterdir()) == []
    assert check_file(sqlite_file) == []


def with_room_for(size, *words, database):
    """The command in a process that may write no file beyond `size`; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "assessment", "db", *map(str, words)],
        cwd=ROOT,
        env={
            "LEVELSET_DATABASE_URL": f"sqlite:///{database}",
            "PATH": "/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",  # cut off at `size`, it would stay behind for everybody
        },
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


# how it is proven


@pytest.fixture
def copy(sqlite_file, tmp_path):
    file = tmp_path / "copy.db"
    backup(file, f"sqlite:///{sqlite_file}")
    return file


def test_a_changed_word_is_noticed_though_the_file_is_sound(sqlite_engine, tmp_path):
    furnish(sql_unit_of_work(sqlite_engine))
    with sql_unit_of_work(sqlite_engine)() as uow:
        uow.entries.append(an_entry("he asks who owns the queue", kind=Kind.EVIDENCE))
        uow.commit()
    file = tmp_path / "copy.db"
    backup(file, sqlite_engine.url.render_as_string())

    file.write_bytes(file.read_bytes().replace(b"who owns the queue", b"who owes the queue"))

    assert check_file(file) == [
        f"{file} was changed or damaged since it was written: use another backup."
    ]


def test_no_flipped_byte_passes_unless_it_changes_nothing(copy, tmp_path):
    sound, flipped = copy.read_bytes(), tmp_path / "flipped.db"
    rows, chance = opened_rows(copy), random.Random(7)  # noqa: S311  # the same bytes every time
    noticed = 0
    used = [place for place, byte in enumerate(sound) if byte]
    for place in chance.sample(used, 200):
        flipped.write_bytes(sound[:place] + bytes([sound[place] ^ 0x55]) + sound[place + 1 :])
        if damage(flipped, flipped):
            noticed += 1
        else:
            assert opened_rows(flipped) == rows, place
    assert noticed > 190


def opened_rows(file):
    with closing(sqlite3.connect(file)) as plain:
        names = [r[0] for r in plain.execute("select name from sqlite_master where type='table'")]
        return {n: plain.execute(f'select * from "{n}"').fetchall() for n in names}  # noqa: S608  # our own names


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"", "is not a database: give a file that `levelset db backup` wrote."),
        (b"candidate, level\nC-01, 4\n", "is not a database: give a file that"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "is damaged (file is not a database)"),
    ],
)
def test_what_is_not_a_back_up_is_said(tmp_path, contents, said):
    file = tmp_path / "copy.db"
    file.write_bytes(contents)

    (problem,) = check_file(file)

    assert problem.startswith(f"{file} {said}")
    assert file.read_bytes() == contents


def test_half_a_back_up_is_damaged(copy):
    copy.write_bytes(copy.read_bytes()[: 20 * 4096])

    (problem,) = check_file(copy)

    assert problem.startswith(f"{copy} is damaged (")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update alembic_version set version_num = '0999'", "was written by a newer version"),
        ("drop table alembic_version", "is not a database of Levelset"),
        ("create table bookmarks (url text)", "is not a database of Levelset"),
        ("create view seen as select * from people", "holds a view named seen"),
        (
            "create trigger spy after insert on entries begin delete from people; end",
            "holds a trigger named spy",
        ),
    ],
)
def test_a_file_that_others_made_or_changed_is_not_ours(copy, statement, said):
    with closing(sqlite3.connect(copy, isolation_level=None)) as plain:
        plain.execute(statement)

    (problem,) = check_file(copy)

    assert problem.startswith(f"{copy} {said}")


def test_a_back_up_is_proven_where_no_database_is(copy, monkeypatch, tmp_path):
    monkeypatch.setenv("LEVELSET_DATABASE_URL", f"sqlite:///{tmp_path}/lost/levelset.db")

    assert check_file(copy) == []


def test_a_check_leaves_the_back_up_and_its_folder_alone(copy, tmp_path):
    before, names = copy.read_bytes(), sorted(tmp_path.iterdir())

    assert check_file(copy) == []

    assert copy.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == names


def test_a_file_that_is_not_there_is_said(tmp_path):
    assert check_file(tmp_path / "none.db") == [
        f"There is no file {tmp_path / 'none.db'}: check the path."
    ]
    assert check_file(tmp_path) == [f"{tmp_path} is not a file: check the path."]


def test_what_a_check_finds_in_a_database_it_finds_in_its_back_up(sqlite_engine, tmp_path):
    open_uow = sql_unit_of_work(sqlite_engine)
    furnish(open_uow)
    with open_uow() as uow:
        uow.entries.append(replace(an_entry(), item="q11"))
        uow.commit()
    file = tmp_path / "copy.db"

    backup(file, sqlite_engine.url.render_as_string())

    assert check_file(file) == [
        (
            "Interview MES-1.C-01.1 has 1 entries about q11, an item that its kit MES-1.K1 "
            "does not have."
        )
    ]


def test_a_postgresql_of_an_older_schema_is_not_copied_by_halves(empty_postgres_url, tmp_path):
    said = refusal(tmp_path / "copy.db", empty_postgres_url.render_as_string(hide_password=False))

    assert "is missing and this version needs" in said
    assert list(tmp_path.iterdir()) == []
