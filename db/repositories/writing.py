"""Writes with their refusals: what the tables forbid becomes a sentence."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from assessment.domain.errors import Invalid, NotFound

Row = Mapping[str, Any]

_REPEATS = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
_LOOSE = {"SQLITE_CONSTRAINT_FOREIGNKEY", "23503"}


@contextmanager
def refusing(repeated: str, loose: str) -> Iterator[None]:
    """A second row of one name is Invalid, saying `repeated`; a missing parent NotFound."""
    try:
        yield
    except IntegrityError as fault:
        code = _code(fault)
        if code in _REPEATS:
            raise Invalid(repeated) from fault
        if code in _LOOSE:
            raise NotFound(loose) from fault
        raise


def _code(fault: IntegrityError) -> str:
    if isinstance(fault.orig, sqlite3.Error):
        return fault.orig.sqlite_errorname
    return str(getattr(fault.orig, "sqlstate", ""))


def add(connection: Connection, table: Table, row: Row, *, name: str) -> None:
    """Inserts; `name` says in a refusal what was to be stored."""
    with refusing(f"There is already {name}.", f"{name} stands on something that is not stored."):
        connection.execute(insert(table), dict(row))


def change(
    connection: Connection, table: Table, which: ColumnElement[bool], row: Row, *, name: str
) -> None:
    """Updates the one row that is there; NotFound where it is not."""
    with refusing(f"There is already {name}.", f"{name} stands on something that is not stored."):
        found = connection.execute(update(table).where(which).values(dict(row))).rowcount
    if not found:
        raise NotFound(f"There is no {name}.")


def put(connection: Connection, table: Table, key: Row, row: Row, *, name: str) -> None:
    """Inserts, or updates the row that has this key."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    with refusing(f"There is already {name}.", f"{name} stands on something that is not stored."):
        connection.execute(
            make(table)
            .values({**key, **row})
            .on_conflict_do_update(index_elements=list(key), set_=dict(row))
        )


def remove(connection: Connection, table: Table, which: ColumnElement[bool], *, name: str) -> int:
    """Deletes, and says how many; Invalid where other records rest on a row."""
    try:
        return connection.execute(delete(table).where(which)).rowcount
    except IntegrityError as fault:
        raise Invalid(f"{name} has been used and stays in the record.") from fault
