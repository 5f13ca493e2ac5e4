"""Brings a database to this version's schema, once, however many processes start together."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from db.engine import is_sqlite, writer

LOCK = 0x4C564C53
"""The advisory lock's name; any fixed number."""


def configuration() -> Config:
    """Alembic's settings without a file, so that an installed wheel needs none."""
    config = Config()
    config.set_main_option("script_location", str(files("db") / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def known_revisions() -> frozenset[str]:
    """Every revision that this version can read."""
    return _revisions(_folder())[1]


def head() -> str:
    """The revision of this version's schema."""
    return _revisions(_folder())[0]


def _folder() -> str:
    return configuration().get_main_option("script_location") or ""


@cache
def _revisions(_folder: str) -> tuple[str, frozenset[str]]:
    """The newest revision and every one; the files are the program, so they are read once."""
    script = ScriptDirectory.from_config(configuration())
    known = frozenset(r.revision for r in script.walk_revisions())
    return script.get_current_head() or "", known


def revision_of(connection: Connection) -> str:
    """The revision that a database has; blank where it has none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Runs the migrations up to `to` in one transaction; others wait until it is done."""
    with alone(engine) as connection:
        if to != "head" or revision_of(connection) != head():
            command.upgrade(_over(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    """Runs the migrations back to `to`. Whatever the newer tables held is gone."""
    with alone(engine) as connection:
        command.downgrade(_over(connection), to)


def _over(connection: Connection) -> Config:
    config = configuration()
    config.attributes["connection"] = connection
    return config


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction for changing the schema, with every other process kept waiting."""
    with _alone_on_sqlite(engine) if is_sqlite(engine) else _alone_on_postgresql(engine) as inside:
        yield inside


@contextmanager
def _alone_on_sqlite(engine: Engine) -> Iterator[Connection]:
    """Foreign keys rest meanwhile, because SQLite alters a table by copying and dropping it."""
    with writer(engine).connect() as connection:
        raw = cast("sqlite3.Connection", connection.connection.driver_connection)
        raw.execute("PRAGMA foreign_keys=OFF").close()
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise RuntimeError(f"the migration left rows without their parent: {broken}")
        finally:
            raw.execute("PRAGMA foreign_keys=ON").close()


@contextmanager
def _alone_on_postgresql(engine: Engine) -> Iterator[Connection]:
    """The session's lock outlives the transaction, so that it is let go after the commit."""
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.commit()
        try:
            with connection.begin():
                yield connection
        finally:
            connection.execute(text("select pg_advisory_unlock(:lock)"), {"lock": LOCK})
            connection.commit()
