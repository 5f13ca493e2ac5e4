"""Engines as this application needs them: who begins a transaction, and who waits for whom."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Engine, create_engine, event

BUSY_SECONDS = 15
"""How long a writer waits for another process before it gives up: platform rules, section 5."""

CONNECT_SECONDS = 10
"""How long a server that is silent is waited for; psycopg's own default has no end."""

PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",  # an erased name is overwritten, whatever this build of SQLite does
)


def engine_for(url: URL) -> Engine:
    """An engine for SQLite or PostgreSQL, pooled, that no one has connected to yet."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    return create_engine(
        url,
        hide_parameters=True,
        connect_args=patience,
        pool_size=10,
        max_overflow=20,
        pool_pre_ping=True,
    )


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,  # no name and no evidence in what an error says
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=20,
        max_overflow=40,
        pool_use_lifo=True,  # what a connection has in its memory is used again: see `db.moment`
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401  # SQLAlchemy's pool record
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in PRAGMAS:
            _patiently(connection, f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Waits as long as `busy_timeout` says, also where SQLite itself does not.

    Several processes that open one new file together all switch it to WAL; SQLite answers all but
    one of them *locked* at once, so as not to let them wait for each other.
    """
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(statement).close()
        except sqlite3.OperationalError as fault:
            busy = fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # of several kinds
            if not busy or time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def writer(engine: Engine) -> Engine:
    """The same pool; on SQLite a transaction takes the write lock at once, never half way."""
    return engine.execution_options(sqlite_begin="IMMEDIATE")


def reader(engine: Engine) -> Engine:
    """The same pool; a transaction sees one moment of the database and may not change it."""
    if is_sqlite(engine):
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class _Turn:
    """Lets writers of one engine in one by one where the database wants that."""

    def __init__(self, engine: Engine) -> None:
        self._lock = threading.Lock() if is_sqlite(engine) else None
        self._mine = threading.local()

    @contextmanager
    def take(self) -> Iterator[None]:
        if getattr(self._mine, "taken", False):
            raise RuntimeError("this thread already holds a unit of work that writes")
        if self._lock:
            self._lock.acquire()
        self._mine.taken = True
        try:
            yield
        finally:
            self._mine.taken = False
            if self._lock:
                self._lock.release()


_turns: WeakKeyDictionary[Engine, _Turn] = WeakKeyDictionary()
_turns_lock = threading.Lock()


@contextmanager
def write_turn(engine: Engine) -> Iterator[None]:
    """Holds this process's other writers: SQLite's own waiting is unfair under load."""
    with _turns_lock:
        turn = _turns.setdefault(engine, _Turn(engine))
    with turn.take():
        yield
