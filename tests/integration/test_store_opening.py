"""Opening the store: where it is, and every way in which it may not be opened."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assessment.domain.errors import StoreUnavailable
from db.engine import engine_for
from db.location import VARIABLE, database_url, shown
from db.opening import open_store
from tests.builders import REQUISITION, a_requisition, furnish
from tests.ordinary_user import an_ordinary_user


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def refusal(url):
    with pytest.raises(StoreUnavailable) as caught:
        open_store(url)
    return str(caught.value)


# where it is


def test_without_a_word_it_is_a_file_of_ones_own(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    store = open_store()
    try:
        furnish(store.open_uow)
    finally:
        store.close()

    assert store.url_shown == str(tmp_path / "data" / "levelset" / "levelset.db")
    assert [p.name for p in tmp_path.iterdir()] == ["data"]
    assert stat.S_IMODE(Path(store.url_shown).parent.stat().st_mode) == 0o700


def test_the_environment_names_another(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'there.db'}")

    store = open_store()
    store.close()

    assert store.url_shown == str(tmp_path / "there.db")
    assert (tmp_path / "there.db").exists()


def test_what_was_written_is_there_when_it_is_opened_again(empty_url):
    url = empty_url.render_as_string(hide_password=False)
    first = open_store(url)
    furnish(first.open_uow)
    first.close()

    again = open_store(url)
    try:
        with again.open_uow(read_only=True) as uow:
            assert uow.requisitions.find(REQUISITION) == a_requisition()
    finally:
        again.close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_means_psycopg(scheme):
    url = database_url(f"{scheme}://ida:secret@db.example:5433/levelset")

    assert url.drivername == "postgresql+psycopg"
    assert shown(url) == "postgresql://ida:***@db.example:5433/levelset"


def test_a_relative_file_stays_where_it_was_named(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert database_url("sqlite:///here.db").database == str(tmp_path / "here.db")


# what cannot be one


@pytest.mark.parametrize("text_", ["levelset.db", "://", "sqlite", "postgresql://h:notaport/x"])
def test_what_is_not_a_url_is_said_with_an_example(text_):
    said = refusal(text_)

    assert said.startswith("The database URL cannot be read")
    assert "sqlite:////data/levelset.db" in said


def test_a_password_is_never_repeated():
    for url in ("postgresql//ida:secret@h/x", "mysql://ida:secret@h/x"):
        assert "secret" not in refusal(url)


def test_another_kind_of_database_is_named():
    assert refusal("mysql://h/x").startswith(
        "The database URL names a mysql database, and Levelset works with SQLite and PostgreSQL"
    )


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url):
    assert "would keep nothing" in refusal(url)


def test_a_missing_folder_is_named(tmp_path):
    assert refusal(f"sqlite:///{tmp_path}/no/a.db") == (
        f"The folder {tmp_path}/no does not exist: make it, or name another database."
    )


def test_a_missing_driver_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)

    said = refusal("postgresql://ida:secret@h/x")

    assert said.startswith("The database postgresql://ida:***@h/x needs the driver psycopg")
    assert "uv sync --extra postgres" in said


# what may not be touched


def test_a_file_that_is_not_a_database_is_left_alone(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("candidate, level\nC-01, 4\n")

    said = refusal(f"sqlite:///{file}")

    assert said.startswith(f"The file {file} is not a database")
    assert file.read_text() == "candidate, level\nC-01, 4\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_only_begins_like_a_database_is_left_alone(tmp_path):
    file = tmp_path / "torn.db"
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)

    said = refusal(f"sqlite:///{file}")

    assert said.startswith(f"The database {file} is not a database")
    assert file.read_bytes() == b"SQLite format 3\0" + b"\xff" * 5000


def test_a_folder_is_not_a_database(tmp_path):
    assert refusal(f"sqlite:///{tmp_path}").startswith(f"The database {tmp_path} cannot be opened")


def test_another_programs_file_is_left_alone(tmp_path):
    file = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table bookmarks (url text)")
    before = file.read_bytes()

    said = refusal(f"sqlite:///{file}")

    assert said.startswith(f"The database {file} belongs to another program")
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_newer_versions_file_is_left_alone(sqlite_engine):
    file = Path(str(sqlite_engine.url.database))
    with sqlite_engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0999'"))
    sqlite_engine.dispose()
    before = file.read_bytes()

    said = refusal(f"sqlite:///{file}")

    assert said == (
        f"The database {file} was written by a newer version of Levelset (schema 0999): "
        f"update Levelset, or name another database in {VARIABLE}. It was not changed."
    )
    assert file.read_bytes() == before


def test_a_newer_versions_postgresql_is_left_alone(postgres_url):
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0999'"))
    engine.dispose()

    said = refusal(postgres_url.render_as_string(hide_password=False))

    assert "was written by a newer version of Levelset (schema 0999)" in said


def test_another_programs_postgresql_tables_are_not_taken_over(empty_postgres_url):
    engine = create_engine(empty_postgres_url)
    with engine.begin() as connection:
        connection.execute(text("create table candidates (vote int)"))
    engine.dispose()

    said = refusal(empty_postgres_url.render_as_string(hide_password=False))

    assert "belongs to another program" in said


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path):
    said = refusal(f"postgresql://ida:secret@/levelset?host={tmp_path}")

    assert "does not answer" in said
    assert "levelset" in said
    assert "secret" not in said


# what cannot be written


def test_a_read_only_file_is_said(sqlite_engine):
    sqlite_engine.dispose()
    file = Path(str(sqlite_engine.url.database))
    before = file.read_bytes()

    said = refusal(f"sqlite:///file:{file}?mode=ro&uri=true")

    assert "read-only" in said
    assert file.read_bytes() == before


def test_a_file_without_write_permission_is_said(sqlite_engine, tmp_path):
    sqlite_engine.dispose()
    file = Path(str(sqlite_engine.url.database))
    file.chmod(0o444)

    with an_ordinary_user(tmp_path):
        said = refusal(f"sqlite:///{file}")

    assert said.startswith(f"The database {file} cannot be ")
    assert "permission" in said or "read and written" in said


def test_a_folder_without_write_permission_is_said(tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0o555)

    with an_ordinary_user(tmp_path):
        said = refusal(f"sqlite:///{shut}/levelset.db")

    assert said.startswith(f"The database {shut}/levelset.db cannot be opened")
    assert list(shut.iterdir()) == []


def test_a_home_without_write_permission_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    tmp_path.chmod(0o555)

    with an_ordinary_user(tmp_path.parent):
        said = refusal(None)

    assert said.startswith(
        f"The folder {tmp_path}/data/levelset for the database cannot be created"
    )


def test_a_new_file_that_another_process_is_just_making_is_waited_for(sqlite_url, monkeypatch):
    other = sqlite3.connect(sqlite_url.database, isolation_level=None)
    other.execute("CREATE TABLE half_made (id)")
    other.execute("BEGIN IMMEDIATE")  # SQLite refuses the switch to WAL now, without any waiting
    monkeypatch.setattr("db.engine.time.sleep", lambda _seconds: other.rollback())
    engine = engine_for(sqlite_url)

    with engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()

    assert mode == "wal"
    engine.dispose()
    other.close()
