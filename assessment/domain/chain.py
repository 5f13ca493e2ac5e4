"""Digests that chain the rows of a log, so that a row which was changed afterwards is noticed.

Each row has a place and the digest of its content and of its predecessor's digest. Texts go in as a
digest with a salt: once text and salt are erased, nothing of the text can be tried out, and the
chain still holds.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from assessment.domain.ids import CandidateId, InterviewId


class Head(NamedTuple):
    """The last row of a chain."""

    place: int
    """Counts from 1; 0 where there is no row yet."""
    digest: str


EMPTY = Head(0, "")
AUDIT_LOG = "audit log"
"""How the audit log's chain is named among those of the scorecards."""


def board_box(interview: InterviewId) -> str:
    """`DEMO-PLANT.C-01.1:board`: how the chain of a placement board is named."""
    return f"{interview}:board"


def debrief_box(candidate: CandidateId) -> str:
    """`DEMO-PLANT.C-01:debrief`: how the chain of a candidate's debrief is named."""
    return f"{candidate}:debrief"


def new_salt() -> str:
    return secrets.token_hex(16)


def text_digest(salt: str, texts: Sequence[str | None]) -> str:
    """The digest that stands in the chain for `texts`."""
    return _digest([salt, *texts])


def next_head(before: Head, content: Sequence[object]) -> Head:
    """Place and digest of the row with `content` behind `before`."""
    place = before.place + 1
    return Head(place, _digest([before.digest, place, *(_plain(value) for value in content)]))


def _plain(value: object) -> object:
    """A moment as the same text wherever it was stored."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def _digest(values: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(values, separators=(",", ":")).encode()).hexdigest()
