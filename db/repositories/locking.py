"""One writer at a time for one log, where the database does not see to that itself."""

import hashlib

from sqlalchemy import Connection, text

from db.upgrade import LOCK

_LOCK = text("select pg_advisory_xact_lock_shared(:all), pg_advisory_xact_lock(:key)")


def hold(connection: Connection, box: str) -> None:
    """Waits until no other transaction holds `box`, and holds it until this one ends."""
    if connection.dialect.name != "postgresql":
        return  # SQLite lets in one writer at a time
    connection.execute(_LOCK, {"all": LOCK, "key": number_of(box)})


def number_of(box: str) -> int:
    """64 bits for a box, as PostgreSQL names its advisory locks."""
    return int.from_bytes(hashlib.sha256(box.encode()).digest()[:8], "big", signed=True)
