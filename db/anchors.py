"""How the chains ended, noted outside the database: in a file beside it, one line each time.

A chain shows that a row in its middle was changed or taken out. That its end was cut off, or that
all of it was written anew, shows only against what was noted elsewhere. Exports carry the same
heads in their manifests.
"""

import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL

from assessment.domain.chain import EMPTY, Head
from assessment.domain.errors import StoreUnavailable
from assessment.domain.ids import RequisitionId
from db.location import file_of
from db.signing_key import ENDING as KEY_ENDING
from db.signing_key import VARIABLE, key_file

ENDING = ".anchors"

_log = logging.getLogger("levelset")

Heads = Mapping[str, Head]
"""The last row of each chain, by the box of the scorecard, board or debrief, or AUDIT_LOG."""


class Occasion(StrEnum):
    """When heads are noted."""

    SUBMIT = "submit"
    FINISH = "finish"
    """A candidate finished a placement board."""
    DEBRIEF = "debrief"
    """Something was said or settled."""
    AUDIT_LOG = "audit log"
    """Something was noted in the audit log, and nothing else of this list happened."""
    EXPORT = "export"
    BACKUP = "backup"
    START = "start"
    """The app was started, and no backup was due."""
    RESTORE = "restore"
    """The database is another one from here on: what was noted before says nothing of it."""
    REMOVAL = "removal"
    """A requisition was taken out whole; its scorecards may begin again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainAnchor:
    """One line of the file."""

    at: datetime
    occasion: Occasion
    heads: Heads
    requisition: str = ""
    """The one that was removed."""


@dataclass(slots=True)
class Known:
    """What the whole file says of each chain, as far as it still holds."""

    chains: dict[str, list[tuple[Head, ChainAnchor]]] = field(default_factory=dict)

    def take(self, anchor: ChainAnchor) -> None:
        if anchor.occasion is Occasion.RESTORE:
            self.chains.clear()
        elif anchor.occasion is Occasion.REMOVAL:
            own = re.compile(rf"{re.escape(anchor.requisition)}\.C-[0-9]+(\.[0-9]+)?:.*", re.DOTALL)
            for box in [box for box in self.chains if own.fullmatch(box)]:
                del self.chains[box]
        for box, head in anchor.heads.items():
            self.chains.setdefault(box, []).append((head, anchor))

    def last(self, box: str) -> Head:
        return self.chains[box][-1][0] if box in self.chains else EMPTY


def anchor_file(url: URL) -> Path | None:
    """Beside a SQLite database, or beside the signing key that the environment names for others.

    None where neither is: then only the manifests of exports hold heads.
    """
    if file := file_of(url):
        return file.with_name(file.name + ENDING)
    if url.get_backend_name() == "sqlite" or not os.environ.get(VARIABLE, "").strip():
        return None
    key = key_file(url)
    return key.with_name(key.name.removesuffix(KEY_ENDING) + ENDING)


class Anchors:
    """The file of one database; every method works without one, and then does nothing."""

    def __init__(self, url: URL) -> None:
        self.file = anchor_file(url)

    def add(
        self, occasion: Occasion, heads: Heads, *, requisition: RequisitionId | None = None
    ) -> None:
        """Appends a line. What cannot be written is logged: nobody's words wait for it."""
        if self.file is None:
            return
        told = {
            "at": datetime.now(UTC).isoformat(),
            "occasion": occasion.value,
            "heads": {box: list(head) for box, head in heads.items()},
            **({"requisition": requisition} if requisition else {}),
        }
        try:
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, (json.dumps(told, separators=(",", ":")) + "\n").encode())
            finally:
                os.close(handle)
        except OSError as fault:
            _log.warning("The anchors in %s were not written: %s", self.file, fault.strerror)

    def add_changed(self, occasion: Occasion, heads: Heads) -> None:
        """As `add`, with the heads only that the file does not end with already."""
        try:
            known = self.known()
        except StoreUnavailable as fault:
            _log.warning("%s", fault)
            known = Known()
        if new := {box: head for box, head in heads.items() if head != known.last(box)}:
            self.add(occasion, new)

    @property
    def missing(self) -> str:
        """What can't be noticed because nothing is noted here; blank where something is."""
        if self.file is not None and self.file.exists() and self.file.stat().st_size:
            return ""
        where = f"There is no {self.file.name} beside it" if self.file else "No file notes its ends"
        return f"{where}, so rows cut off the end of a chain show only against an export."

    def known(self) -> Known:
        """What the file says. Raises StoreUnavailable where it cannot be read."""
        known = Known()
        for anchor in self._read():
            known.take(anchor)
        return known

    def _read(self) -> Iterator[ChainAnchor]:
        if self.file is None or not self.file.exists():
            return
        try:
            lines = self.file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as fault:
            why = getattr(fault, "strerror", None) or "it is no text"
            raise StoreUnavailable(
                f"The anchors {self.file} cannot be read ({why}): check the file."
            ) from fault
        for number, line in enumerate(lines, 1):
            try:
                yield _anchor(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
                raise StoreUnavailable(
                    f"Line {number} of the anchors {self.file} was changed or is damaged."
                ) from fault


def _anchor(told: dict[str, object]) -> ChainAnchor:
    heads = told["heads"]
    if not isinstance(heads, dict):
        raise TypeError("heads are named")
    return ChainAnchor(
        at=datetime.fromisoformat(str(told["at"])),
        occasion=Occasion(str(told["occasion"])),
        heads={box: _head(place, digest) for box, (place, digest) in heads.items()},
        requisition=str(told.get("requisition", "")),
    )


def _head(place: object, digest: object) -> Head:
    """As it was noted; TypeError or ValueError where Levelset can't have noted it."""
    if not isinstance(place, int) or isinstance(place, bool) or not isinstance(digest, str):
        raise TypeError("a head is a row's number and a digest")
    if place < 0:
        raise ValueError("rows are counted from 1")
    return Head(place, digest)
