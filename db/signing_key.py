"""The key that signs links and open pages, in a file of its own.

It is beside a SQLite database, or where LEVELSET_SIGNING_KEY_FILE says, and in no database and no
backup: whoever finds a copy of the data can make no link with it. The database holds a digest of
the key that it was last used with, so that another key is noticed and said.
"""

import hashlib
import os
import re
import secrets
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, text

from assessment.domain.errors import StoreUnavailable
from assessment.services.access.tokens import KEY
from db.engine import is_sqlite, reader, writer
from db.location import file_of, shown

VARIABLE = "LEVELSET_SIGNING_KEY_FILE"
ENDING = ".key"
DIGEST = "signing_key_digest"
"""The setting with the digest of the key."""
LINKS_LOST = (
    "The signing key is not the one that this database was used with before, so links given out "
    "before no longer open: give out new ones. Nothing is lost: pages that are still open keep "
    "what was typed, and send it once they are reloaded."
)
_KEY = re.compile(r"[0-9a-f]{64}|\S{4,200}")
"""What a key looks like: ours are 64 hexadecimal digits."""


def key_file(url: URL) -> Path:
    """Where the key of the database at `url` is kept."""
    if named := os.environ.get(VARIABLE, "").strip():
        return Path(named).expanduser().absolute()
    if file := file_of(url):
        return file.with_name(file.name + ENDING)
    name = hashlib.sha256(shown(url).encode()).hexdigest()[:16]
    return user_data_path("levelset", appauthor=False) / f"database-{name}{ENDING}"


class SigningKey:
    """The key of one database, made when it is first wanted."""

    def __init__(self, url: URL) -> None:
        self.url = url

    @property
    def file(self) -> Path:
        return key_file(self.url)

    def read(self) -> str | None:
        """The key; None where there is none yet. Raises StoreUnavailable."""
        try:
            found = self.file.read_text("ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as fault:
            raise self._unusable(getattr(fault, "strerror", None) or "it is no text") from fault
        if not _KEY.fullmatch(found):
            raise self._unusable("it holds no key")
        return found

    def create(self, key: str) -> str:
        """Writes `key` unless there is one; returns the one that is there then."""
        file = self.file
        part = file.with_name(f".levelset-{os.getpid()}-{secrets.token_hex(4)}.part")
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as out:
                out.write(f"{key}\n")
                out.flush()
                os.fsync(out.fileno())
            try:
                os.link(part, file)  # all at once, and never over another process's key
            except FileExistsError:
                pass
            except OSError:  # a file system without links
                if not file.exists():
                    part.replace(file)
        except OSError as fault:
            raise self._unusable(fault.strerror or str(fault)) from fault
        finally:
            part.unlink(missing_ok=True)
        return self.read() or key

    def taken_over(self, inside: str) -> str:
        """The key in use, once an older version's database brought `inside` along."""
        if not os.environ.get(VARIABLE, "").strip() and file_of(self.url) is None:
            self.file.unlink(missing_ok=True)  # left of another database under this address
        return self.read() or self.create(inside)

    def _unusable(self, why: str) -> StoreUnavailable:
        return StoreUnavailable(
            f"The signing key {self.file} cannot be used ({why}): repair the file or its "
            f"permissions, or name another file in {VARIABLE}.",
            place=str(self.file),
        )


def digest_of(key: str) -> str:
    return hashlib.sha256(f"levelset signing key {key}".encode()).hexdigest()[:32]


def settle_key(engine: Engine) -> str:
    """Moves a key out of the database, and compares the one in use with the one used before.

    Returns a sentence where links of before no longer open; else a blank.
    """
    kept = SigningKey(engine.url)
    with reader(engine).connect() as connection:
        inside, known = _setting(connection, KEY), _setting(connection, DIGEST)
        used = kept.read()
    if inside is None and (known is None or (used and known == digest_of(used))):
        return ""
    with writer(engine).begin() as connection:
        lost = settle(connection, kept)
    if is_sqlite(engine):
        _empty_log(engine)
    return LINKS_LOST if lost else ""


def settle(connection: Connection, kept: SigningKey) -> bool:
    """Leaves the digest of the key in use in the database, and no key.

    A key that an older version left there is taken into use where no other is. Returns whether
    links of before no longer open.
    """
    inside, known = strip(connection), _setting(connection, DIGEST)
    key = kept.taken_over(inside) if inside else kept.read()
    key = key or kept.create(secrets.token_hex(32))
    note(connection, key)
    before = digest_of(inside) if inside else known
    return before not in {None, digest_of(key)}


def _empty_log(engine: Engine) -> None:
    """Leaves no older page with the key in SQLite's log."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def strip(connection: Connection) -> str | None:
    """Takes a key out of a database; returns it."""
    found = _setting(connection, KEY)
    connection.execute(text("DELETE FROM settings WHERE key = :key"), {"key": KEY})
    return found


def _setting(connection: Connection, key: str) -> str | None:
    query = text("SELECT value FROM settings WHERE key = :key")
    value: str | None = connection.execute(query, {"key": key}).scalar_one_or_none()
    return value


def note(connection: Connection, key: str) -> None:
    """Leaves the digest of `key` in the database."""
    connection.execute(text("DELETE FROM settings WHERE key = :key"), {"key": DIGEST})
    added = text("INSERT INTO settings (key, value) VALUES (:key, :value)")
    connection.execute(added, {"key": DIGEST, "value": digest_of(key)})
