"""What the use cases need of the audit log: its lines, and how they are written and found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assessment.domain.chain import Head
from assessment.domain.ids import (
    RaterId,
    RequisitionId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """Something that was done to the whole: an export, an override, a change of policy.

    It holds no name, no evidence and no wording: `about` and `detail` are ids and codes.
    """

    at: datetime
    by: RaterId | None
    act: str
    about: str
    detail: str
    because: str = ""
    """The reason that somebody typed; it can be erased and the log's chain still holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogScope:
    """What somebody other than the owner reads of the audit log."""

    own: frozenset[RequisitionId]
    """Lines about these, their candidates and interviews."""
    others: frozenset[RequisitionId]
    """Lines about these are left out, where a reference begins as one of `own` does."""
    rater: RaterId | None
    """Amendments by anybody else are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines of the audit log are wanted."""

    scope: LogScope | None = None
    """None: every line."""
    act: str = ""
    words: tuple[str, ...] = ()
    """Each stands somewhere in the line: in who, what, about what, the details or the reason."""


class Journal(Protocol):
    """The audit log. Append only, and each line's digest follows from the one before."""

    def write(self, line: JournalLine) -> None: ...
    def note(
        self, *, by: RaterId | None, act: str, about: str, detail: str, because: str = ""
    ) -> None:
        """Writes a line with the time now."""

    def newest(self) -> JournalLine | None: ...
    def lines(self) -> list[JournalLine]:
        """Oldest first."""

    def about(self, subject: str) -> list[JournalLine]:
        """Lines about a requisition or candidate, and about what belongs to it; oldest first."""

    def page(self, which: LogFilter, *, skip: int, most: int) -> list[JournalLine]:
        """Newest first, without the `skip` newest ones."""

    def count(self, which: LogFilter) -> int: ...
    def acts(self, scope: LogScope | None) -> list[str]:
        """What was done, each once, in alphabetical order."""
        ...

    def erase_reasons(self, about: str) -> None:
        """Takes the reasons out of every line about a candidate or its interviews."""

    def head(self) -> Head:
        """The place and digest of the newest line."""
