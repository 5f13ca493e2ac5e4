"""A fresh database of each kind, thrown away afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.postgres_server import PostgresServer


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'levelset.db'}"


@contextmanager
def postgresql(_folder: Path) -> Iterator[str]:
    """On a server of its own that waits for the disk, as one at work does."""
    server = PostgresServer(durable=True)
    try:
        server.start()
        admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("create database levelset"))
        admin.dispose()
        yield server.url("levelset").render_as_string(hide_password=False)
    finally:
        server.close()


KINDS = {"SQLite": sqlite, "PostgreSQL": postgresql}
