"""What a scorecard and a board hold, whatever order their entries arrived in.

Places in a log differ between databases. An entry is known by the database that wrote it, its
scorecard, the page and the page's own number; those never repeat.
"""

import hashlib
import json
from collections.abc import Iterable

from assessment.domain.board import BoardEntry
from assessment.domain.rating import Entry

MARK = "@"
"""Behind it stands the database that an entry came from; no page's name has this character."""


def client_at(client: str, database: str) -> str:
    """`k3v9@9f2c…`: how the page of another database is named here."""
    return client if MARK in client else f"{client}{MARK}{database}"


def content_digest(
    own: str, entries: Iterable[Entry] = (), board: Iterable[BoardEntry] = ()
) -> str:
    """SHA-256 over the sorted set of entries; `own` is the identity of this database.

    Two databases that hold the same entries give the same digest, whatever order they merged in.
    """
    told = {json.dumps(_entry(own, e), ensure_ascii=False) for e in entries}
    told |= {json.dumps(_board(own, e), ensure_ascii=False) for e in board}
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


def _entry(own: str, entry: Entry) -> list[object]:
    return [
        *_key(own, entry.sheet.box, entry),
        *(entry.kind, entry.item, entry.part, entry.value, entry.because),
    ]


def _board(own: str, entry: BoardEntry) -> list[object]:
    return [
        *_key(own, f"{entry.interview}:board", entry),
        *(entry.kind, entry.part, entry.value),
    ]


def _key(own: str, box: str, entry: Entry | BoardEntry) -> list[object]:
    page, _, database = client_at(entry.client, own).partition(MARK)
    moment = entry.client_at.timestamp() if entry.client_at else None
    return [database, box, page, entry.seq, entry.standing, moment, entry.at.timestamp()]
