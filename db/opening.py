"""Opens the store, or says in one sentence why not, with nothing changed."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.errors import StoreUnavailable
from assessment.services.ports import OpenUnitOfWork
from db.engine import engine_for, is_sqlite, writer
from db.location import VARIABLE, database_url, file_of, shown
from db.tables import metadata
from db.unavailable import unavailable
from db.unit_of_work import sql_unit_of_work
from db.upgrade import known_revisions, upgrade

HEADER = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open database with this version's schema."""

    engine: Engine
    open_uow: OpenUnitOfWork
    url_shown: str
    """Where it is, without a password."""

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str | None = None) -> Store:
    """The store at `url` (default: see `db.location`), upgraded. Raises StoreUnavailable."""
    where = database_url(url)
    engine = connect(where)
    try:
        upgrade(engine)
    except SQLAlchemyError as fault:
        engine.dispose()
        raise unavailable(where, fault) from fault
    except BaseException:
        engine.dispose()
        raise
    return Store(engine=engine, open_uow=sql_unit_of_work(engine), url_shown=shown(where))


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
