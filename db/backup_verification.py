"""Proves a backup without touching it: everything is looked at in a private duplicate."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.errors import Invalid, StoreUnavailable
from db.backup_files import SEAL, digest, raw
from db.check import check, check_at
from db.engine import engine_for
from db.location import database_url, file_of, url_of
from db.opening import HEADER
from db.tables import metadata
from db.unavailable import unavailable
from db.upgrade import known_revisions, upgrade


def check_file(file: Path) -> list[str]:
    """Every problem of the backup `file`, as `db.check.check` says them. Changes nothing."""
    if _is_live(file):
        return check_at()
    try:
        with duplicate_of(file) as copy:
            return damage(copy, file) or problems(copy)
    except Invalid as fault:
        return [str(fault)]


def _is_live(file: Path) -> bool:
    try:
        live = file_of(database_url())
    except StoreUnavailable:  # a backup can be proven where no database is
        return False
    return live is not None and same_file(live, file)


def same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


@contextmanager
def duplicate_of(file: Path) -> Iterator[Path]:
    """A copy in a private folder, for as long as the block lasts. Raises Invalid."""
    if file.exists() and not file.is_file():
        raise Invalid(f"{file} is not a file: check the path.")
    with TemporaryDirectory(prefix="levelset-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            _duplicate(file, copy)
        except FileNotFoundError as fault:
            raise Invalid(f"There is no file {file}: check the path.") from fault
        except OSError as fault:
            why = f"{file} cannot be read into {folder} ({fault.strerror})"
            raise Invalid(f"{why}: check both, and that there is room.") from fault
        except sqlite3.Error as fault:
            raise unavailable(url_of(file), fault) from fault
        yield copy


def _duplicate(file: Path, copy: Path) -> None:
    log = file.with_name(f"{file.name}-wal")
    if log.exists():  # somebody works in it: a copy of the file alone would lack
        copy.touch()
        with closing(raw(file)) as source, closing(raw(copy)) as target:
            source.backup(target)
    else:
        shutil.copyfile(file, copy)


def damage(copy: Path, file: Path) -> list[str]:
    """Why the backup `file`, duplicated as `copy`, cannot be brought back; blank: it can."""
    with copy.open("rb") as opened:
        start = opened.read(len(HEADER))
    if start != HEADER:
        return [f"{file} is not a database: give a file that `levelset db backup` wrote."]
    try:
        with closing(raw(copy)) as connection:
            return list(_strangers(connection, file)) or list(_broken(connection, file))
    except (sqlite3.Error, ValueError) as fault:  # ValueError: names that are no longer text
        return [f"{file} is damaged ({fault}): use another backup."]


def _strangers(connection: sqlite3.Connection, file: Path) -> Iterator[str]:
    found = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
    tables = {name for kind, name in found if kind == "table" and not name.startswith("sqlite_")}
    revisions = set()
    if "alembic_version" in tables:
        revisions = {r[0] for r in connection.execute("SELECT version_num FROM alembic_version")}
    newer = sorted(revisions - known_revisions())
    if newer and {"requisitions", "entries"} <= tables:
        yield (
            f"{file} was written by a newer version of Levelset (schema {newer[0]}): "
            "update Levelset."
        )
    elif newer or not revisions or tables - set(metadata.tables) - {"alembic_version"}:
        yield f"{file} is not a database of Levelset: give a file that `levelset db backup` wrote."
    for kind, name in found:
        if kind in {"trigger", "view"}:
            yield f"{file} holds a {kind} named {name}, which Levelset does not make."


def _broken(connection: sqlite3.Connection, file: Path) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield f"{file} is damaged ({said}): use another backup."
            return
    query = "SELECT value FROM settings WHERE key = ?"
    sealed = connection.execute(query, (SEAL,)).fetchone()
    if sealed and sealed[0] != digest(connection):
        yield f"{file} was changed or damaged since it was written: use another backup."


def problems(copy: Path) -> list[str]:
    """Brings the duplicate `copy` to this version's schema, and looks its contents over."""
    engine = engine_for(url_of(copy))
    try:
        upgrade(engine)
        return check(engine)
    except (SQLAlchemyError, StoreUnavailable, RuntimeError) as fault:
        return [f"Its schema cannot be brought to this version's: {fault}"]
    finally:
        engine.dispose()
