"""The database as one file: written whole or not at all, readable by its owner only, and sealed."""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assessment.domain.errors import Invalid, StoreUnavailable
from assessment.services.access.tokens import KEY as SIGNING_KEY
from db.engine import BUSY_SECONDS
from db.location import url_of
from db.unavailable import sqlite_code, unavailable

SEAL = "copy_digest"
"""The setting of a copy that holds the digest of everything else in it."""

_WRITING = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk reports an error",
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_READONLY": "it is read-only",
}


def raw(file: Path) -> sqlite3.Connection:
    """A plain connection to a file that is there; none of the engine's settings are applied."""
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_SECONDS
    )
    connection.execute("PRAGMA trusted_schema=OFF").close()
    return connection


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """An empty file to fill, which takes the place of `file` once the block has ended well."""
    part = file.with_name(f".levelset-{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        part.touch(mode=0o600, exist_ok=False)  # it will hold names
        yield part
        _sync(part)
        part.replace(file)
        if os.name == "posix":
            _sync(file.parent)
    except OSError as fault:
        raise unwritable(file, fault) from fault
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Waits until the disk has it; a rename is durable once its folder is."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritable(file: Path, fault: OSError | sqlite3.Error) -> Invalid:
    """The sentence for a copy that could not be written."""
    why = _WRITING.get(sqlite_code(fault)) if isinstance(fault, sqlite3.Error) else fault.strerror
    return Invalid(
        f"{file} cannot be written ({why or fault}): choose another place, or free some space. "
        "The database was not changed."
    )


def copy_sqlite(live: Path, file: Path) -> None:
    """One moment of the database `live` as `file`, while others read and write it."""
    try:
        with closing(raw(live)) as connection, whole(file) as part:
            try:
                connection.execute("VACUUM INTO ?", (str(part),)).close()
            except sqlite3.Error as fault:
                if sqlite_code(fault) in _WRITING:
                    raise unwritable(file, fault) from fault
                raise
            finish(part, file)
    except sqlite3.Error as fault:
        raise unavailable(url_of(live), fault) from fault


def finish(part: Path, file: Path) -> None:
    """Seals what was written to `part` for `file`, and reads it once more.

    An older version's database holds the signing key, which no copy does.
    """
    try:
        with closing(raw(part)) as copy:
            copy.execute("PRAGMA secure_delete=ON").close()
            copy.execute("DELETE FROM settings WHERE key = ?", (SIGNING_KEY,)).close()
            mark = (SEAL, digest(copy))
            copy.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", mark)
            said = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
    except sqlite3.Error as fault:
        raise unwritable(file, fault) from fault
    if said != ["ok"]:
        raise StoreUnavailable(
            f"The copy {file} did not pass its check ({said[0]}), so it was not kept: "
            "run `levelset db check` on the database."
        )


def digest(copy: sqlite3.Connection) -> str:
    """SHA-256 over the schema and every row of every table, but for the seal itself.

    Without it, a byte that changed inside somebody's words would pass every check.
    """
    found, usual = hashlib.sha256(), copy.text_factory
    copy.text_factory = bytes  # also what is no longer text
    try:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
        for name, made in copy.execute(query).fetchall():
            found.update(repr((name, made)).encode())
            skipped = f" WHERE key != '{SEAL}'" if name == b"settings" else ""
            rows = f'SELECT * FROM "{name.decode()}"{skipped} ORDER BY rowid'  # noqa: S608  # the schema's own name
            for row in copy.execute(rows):
                found.update(repr(row).encode())
    finally:
        copy.text_factory = usual
    return found.hexdigest()
