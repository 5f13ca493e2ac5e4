"""`levelset db backup`: a consistent copy in one file, taken while the app runs."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assessment.domain.errors import Invalid, StoreUnavailable
from db.backup_files import copy_sqlite, finish, unwritable, whole
from db.backup_note import note_backup
from db.backup_verification import same_file
from db.engine import reader
from db.location import database_url, file_of
from db.opening import connect, look_at_tables
from db.transfer import portable
from db.unavailable import none_at, unavailable


def backup(file: Path, url: str | None = None, *, force: bool = False) -> None:
    """The database at `url` (default: see `db.location`) as one SQLite file, of either kind.

    Raises Invalid or StoreUnavailable, with nothing written and nothing replaced.
    """
    where = database_url(url)
    file = file.absolute()
    may_be_written(file, where, force=force)
    if where.get_backend_name() == "sqlite":
        copy_sqlite(live_file(where), file)
    else:
        _copy_postgresql(where, file)
    note_backup(where, datetime.now(UTC), "by command")


def live_file(where: URL) -> Path:
    """The file of a SQLite database that is there and ours."""
    live = file_of(where)
    if live is None:
        raise StoreUnavailable("Name the database by its plain path, without `uri=true`.")
    if not live.exists() or not live.stat().st_size:
        raise none_at(live)
    look_at_tables(live)
    return live


def may_be_written(file: Path, where: URL, *, force: bool) -> None:
    """Refuses before anything is read what could not, or should not, be written afterwards."""
    live = file_of(where)
    try:
        if not file.parent.is_dir():
            raise Invalid(
                f"There is no folder {file.parent}: create it first, or choose another folder."
            )
        if live and same_file(live, file):
            raise Invalid(f"{file} is the database itself: give the backup another name.")
        if file.exists() and not file.is_file():
            raise Invalid(f"{file} is not a file: give the backup a name of its own.")
        beside = [file.with_name(file.name + suffix) for suffix in ("-wal", "-journal")]
        if any(path.exists() for path in beside):
            raise Invalid(f"{file} is a database in use: give the backup another name.")
        if file.exists() and not force:
            raise Invalid(f"{file} already exists: give another name, or --force to replace it.")
    except OSError as fault:
        raise Invalid(
            f"{file} cannot be written ({fault.strerror}): choose another place."
        ) from fault


def _copy_postgresql(where: URL, file: Path) -> None:
    engine = connect(where)
    try:
        with reader(engine).connect() as source:
            keep_postgresql(source, file)
    except SQLAlchemyError as fault:
        raise unavailable(where, fault) from fault
    finally:
        engine.dispose()


def keep_postgresql(source: Connection, file: Path) -> None:
    """What the transaction of `source` sees, as one SQLite file."""
    with whole(file) as part:
        try:
            portable(source, part)
        except DBAPIError as fault:
            if isinstance(fault.orig, sqlite3.Error):  # the copy's, not the server's
                raise unwritable(file, fault.orig) from fault
            raise
        finish(part, file)
