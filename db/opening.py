"""Opens the store, or says in one sentence why not, with nothing changed."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, delete, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.audit import RESTORED
from assessment.domain.errors import StoreUnavailable
from assessment.services.store.generation import KEY, new_generation
from assessment.services.store.ports import OpenUnitOfWork
from db.anchors import Anchors, Occasion
from db.backup_files import SEAL
from db.backup_note import anchor
from db.backup_rotation import before_upgrade
from db.engine import engine_for, is_sqlite, reader, writer
from db.location import VARIABLE, database_url, file_of, shown
from db.network_drives import caution
from db.private_files import create_private, make_private
from db.repositories.journal import SqlJournal
from db.repositories.settings import SqlSettings
from db.scrubbing import scrub
from db.signing_key import settle_key
from db.tables import metadata, settings
from db.unavailable import none_at, unavailable
from db.unit_of_work import sql_unit_of_work
from db.upgrade import alone, head, known_revisions, revision_of, upgrade

HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open database with this version's schema."""

    engine: Engine
    open_uow: OpenUnitOfWork
    url_shown: str
    """Where it is, without a password."""
    caution: str = ""
    """What to tell whoever starts it: its place is not a good one, or links no longer open."""

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str | None = None, *, make: bool = True) -> Store:
    """The store at `url` (default: see `db.location`), upgraded. Raises StoreUnavailable.

    Where no file is yet, one is made; without `make` it is refused, and nothing is made.
    """
    where = database_url(url)
    if not make:
        _refuse_none(where)
    if (file := file_of(where)) and not file.exists():
        create_private(file)
    engine = connect(where)
    try:
        make_private(where)
        _keep_before_upgrade(engine)
        upgrade(engine)
        _begin_generation(engine)
        lost = settle_key(engine)
        make_private(where)  # SQLite made its logs meanwhile
    except SQLAlchemyError as fault:
        engine.dispose()
        raise unavailable(where, fault) from fault
    except BaseException:
        engine.dispose()
        raise
    return Store(
        engine=engine,
        open_uow=sql_unit_of_work(engine, Anchors(where), after_erasure=partial(scrub, engine)),
        url_shown=shown(where),
        caution=" ".join(filter(None, [caution(file) if file else "", lost])),
    )


def _refuse_none(where: URL) -> None:
    file = file_of(where)
    try:
        if file is None or (file.exists() and file.stat().st_size):
            return
    except OSError:
        return  # what keeps us from looking is told when it is opened
    raise none_at(file)


def _keep_before_upgrade(engine: Engine) -> None:
    """A SQLite file is copied first; PostgreSQL has backups of its own."""
    file = file_of(engine.url)
    if file is None:
        return
    with reader(engine).connect() as connection:
        revision = revision_of(connection)
    if revision and revision != head():
        before_upgrade(file, revision, datetime.now(UTC))


def _begin_generation(engine: Engine) -> None:
    """A new database, or a backup that was put in its place by hand, begins a generation."""
    marks = select(settings.c.key).where(settings.c.key.in_([KEY, SEAL]))
    with reader(engine).connect() as connection:
        if list(connection.scalars(marks)) == [KEY]:
            return
    with alone(engine) as connection:
        copied = connection.execute(delete(settings).where(settings.c.key == SEAL)).rowcount
        if copied or SqlSettings(connection).get(KEY) is None:  # another may have been first
            SqlSettings(connection).put(KEY, new_generation(datetime.now(UTC)))
        if copied:
            _note_by_hand(connection)
    if copied:
        with reader(engine).connect() as connection:
            anchor(connection, Anchors(engine.url), Occasion.RESTORE)


def _note_by_hand(connection: Connection) -> None:
    log = SqlJournal(connection)
    log.note(by=None, act=RESTORED, about="database", detail="a copy put in place by hand")
    log.flush()


def connect(where: URL) -> Engine:
    """An engine on a database that is ours or empty and can be written; changes nothing in it."""
    file = file_of(where)
    if file is not None:
        _look_into(file)
    engine = engine_for(where)
    try:
        if not is_sqlite(engine):
            _look_around(engine)
        _try_to_write(engine)
    except SQLAlchemyError as fault:
        engine.dispose()
        raise unavailable(where, fault) from fault
    except BaseException:
        engine.dispose()
        raise
    return engine


def _look_into(file: Path) -> None:
    """Refuses a file that is not ours before the engine's settings could change it."""
    try:
        with file.open("rb") as opened:
            start = opened.read(len(HEADER))
    except FileNotFoundError:
        return
    except OSError as fault:
        raise StoreUnavailable(
            f"The database {file} cannot be opened ({fault.strerror}): check the path and its "
            f"permissions, or name another in {VARIABLE}."
        ) from fault
    if start not in {b"", HEADER}:
        raise StoreUnavailable(
            f"The file {file} is not a database: name another in {VARIABLE}, or move this one "
            "away. It was not changed."
        )
    look_at_tables(file)


def look_at_tables(file: Path) -> None:
    """The same for the tables of a file that is there."""
    try:
        with closing(sqlite3.connect(file)) as plain:
            tables = {
                r[0] for r in plain.execute("select name from sqlite_master where type='table'")
            }
            revisions = (
                {r[0] for r in plain.execute("select version_num from alembic_version")}
                if "alembic_version" in tables
                else set()
            )
    except sqlite3.Error as fault:
        raise unavailable(database_url(f"sqlite:///{file}"), fault) from fault
    own = {t for t in tables if not t.startswith("sqlite_")}
    _refuse(str(file), own, revisions, strangers=own - set(metadata.tables) - {"alembic_version"})


def _look_around(engine: Engine) -> None:
    """The same for a PostgreSQL database, where other tables may live beside ours."""
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        revisions: set[str] = set()
        if "alembic_version" in tables:
            rows = connection.execute(text("select version_num from alembic_version"))
            revisions = {str(row[0]) for row in rows}
    clashing = set() if revisions else tables & set(metadata.tables)
    _refuse(shown(engine.url), tables, revisions, strangers=clashing)


def _try_to_write(engine: Engine) -> None:
    """Writes and takes it back; SQLite begins even an immediate transaction on a read-only file."""
    with writer(engine).connect() as connection:
        if is_sqlite(engine):
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
        else:
            connection.execute(text("select 1"))


def _refuse(
    where: str, tables: Collection[str], revisions: Collection[str], *, strangers: Collection[str]
) -> None:
    newer = sorted(set(revisions) - known_revisions())
    if newer and {"requisitions", "entries"} <= set(tables):
        raise StoreUnavailable(
            f"The database {where} was written by a newer version of Levelset (schema {newer[0]}): "
            f"update Levelset, or name another database in {VARIABLE}. It was not changed."
        )
    if newer or (strangers and not revisions):
        raise StoreUnavailable(
            f"The database {where} belongs to another program: name another in {VARIABLE}. "
            "It was not changed."
        )
