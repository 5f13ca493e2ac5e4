"""Under which address a database is served, noted beside its file while a server runs.

What somebody typed and the server has not got yet waits in the browser under that address, and
nowhere else. A start that finds its port taken, or another server at work, can name it.
"""

import json
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import URL

from db.location import file_of

ENDING = ".address"
OWN_ADDRESS = re.compile(r"http://127\.0\.0\.1:(?P<port>[0-9]{1,5})(/[0-9A-Za-z_.~/-]*)?")
"""Nothing else is asked whether it answers, whatever the file says."""
HEALTH = ("/api/health/live", "/_stcore/health")
"""Where a server says that it runs. Behind a proxy only the first is answered to this computer
itself; servers from before there was one have the second."""
TIMEOUT = 2
"""Seconds; a server on this computer answers at once or not at all."""


@dataclass(frozen=True, slots=True)
class ServedAt:
    """One server process."""

    address: str
    computer: str
    """A database on a shared disk may be served by another one, whose addresses are not ours."""
    process: int


@contextmanager
def noted(url: URL, address: str) -> Iterator[None]:
    """Notes `address` beside the database while the block runs.

    Nothing is noted for a database without a file, or in a folder that cannot be written.
    """
    file = _file(url)
    here = ServedAt(address=address, computer=socket.gethostname(), process=os.getpid())
    if file:
        _write(file, here)
    yield
    if file and _read(file) == here:
        file.unlink(missing_ok=True)


def address_of(url: URL, own_port: int | None = None) -> str | None:
    """Where this database is served on this computer now; None where it is not, as far as known.

    A server that is starting passes its `own_port`. After a crash the note still names that port,
    and asking there would mean waiting for its own answer.
    """
    file = _file(url)
    found = _read(file) if file else None
    if found is None or found.computer != socket.gethostname():
        return None
    return found.address if _answers(found.address, own_port) else None


def _file(url: URL) -> Path | None:
    database = file_of(url)
    return database.with_name(database.name + ENDING) if database else None


def _write(file: Path, here: ServedAt) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(json.dumps(asdict(here)))
    except OSError:
        return  # only a convenience: the database itself says what is wrong with the folder


def _read(file: Path) -> ServedAt | None:
    try:
        return ServedAt(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _answers(address: str, own_port: int | None) -> bool:
    ours = OWN_ADDRESS.fullmatch(address)
    if not ours or int(ours["port"]) == own_port:
        return False
    return any(_is_found(f"{address}{path}") for path in HEALTH)


def _is_found(url: str) -> bool:
    try:
        with urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310  # loopback
            return bool(answer.status == 200)
    except (URLError, OSError, ValueError):
        return False
