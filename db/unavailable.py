"""From a driver's complaint to one sentence: what, where, what to do."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assessment.domain.errors import StoreUnavailable
from db.location import shown

_SQLITE = {
    "SQLITE_READONLY": (
        "cannot be written: the file or its disk is read-only. Give yourself write permission "
        "there, or name another database"
    ),
    "SQLITE_CANTOPEN": (
        "cannot be opened. Check that the file and its folder may be read and written"
    ),
    "SQLITE_FULL": "cannot be written: the disk is full. Make room on it, then try again",
    "SQLITE_BUSY": (
        "is in use by another program. Wait until that is done, or close it, then try again"
    ),
    "SQLITE_NOTADB": (
        "is not a database. Name another file, or move this one away; it was not changed"
    ),
    "SQLITE_CORRUPT": ("is damaged: put back a backup with `levelset db restore`"),
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error. Check the disk",
}


def unavailable(url: URL, fault: Exception) -> StoreUnavailable:
    """The sentence for `fault` met on the database at `url`; no password, no SQL in it."""
    return StoreUnavailable(f"The database {shown(url)} {_why(fault)}.", place=shown(url))


def none_at(file: Path) -> StoreUnavailable:
    """The sentence for a place where a database is to be read and none is."""
    return StoreUnavailable(
        f"There is no database at {file} yet: make one with `levelset serve` or `levelset demo`, "
        "or check the path."
    )


def is_outage(fault: SQLAlchemyError) -> bool:
    """Whether the database itself is in trouble; anything else is a mistake of ours."""
    if isinstance(fault, PoolTimeoutError):
        return True
    if not isinstance(fault, DBAPIError):
        return False
    if isinstance(fault.orig, sqlite3.Error):
        return sqlite_code(fault.orig) in _SQLITE
    state = str(getattr(fault.orig, "sqlstate", None) or "")
    if not state:  # nothing came from the server: the connection failed, or psycopg refused a value
        return fault.connection_invalidated or isinstance(fault, OperationalError)
    return state[:2] in _OUTAGES or state == _READ_ONLY


_OUTAGES = {"08", "28", "3D", "53", "57", "58"}
"""PostgreSQL's classes: connection, login, no such database, resources, shut down, system."""
_READ_ONLY = "25006"


def _why(fault: Exception) -> str:
    if isinstance(fault, PoolTimeoutError):
        return "is busy: every connection is in use. Try again in a moment"
    orig = fault.orig if isinstance(fault, DBAPIError) else fault
    if isinstance(orig, sqlite3.Error):
        return _SQLITE.get(sqlite_code(orig), f"cannot be used ({orig}). Check the file")
    said = " ".join(str(orig).split()).rstrip(".")
    return f"does not answer as it should ({said}). Check that it runs and that its URL is right"


def sqlite_code(fault: sqlite3.Error) -> str:
    """`SQLITE_READONLY` for `SQLITE_READONLY_DBMOVED` and its like."""
    name = str(getattr(fault, "sqlite_errorname", ""))
    return "_".join(name.split("_")[:2])
