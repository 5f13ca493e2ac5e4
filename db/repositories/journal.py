"""The audit log: what was done to the whole, in one chain, append only."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from assessment.domain.chain import EMPTY, Head
from assessment.domain.ids import RaterId
from assessment.services.store.ports import JournalLine
from db.chains import JOURNAL
from db.repositories import locking
from db.tables import journal

c = journal.c
BOX = "journal"
"""What writers of the audit log wait for."""
_LAST = select(c.place, c.digest).where(c.place > 0).order_by(c.place.desc()).limit(1)


class SqlJournal:
    """Lines wait until the transaction ends or somebody reads, so that nobody waits for long.

    All writers share one chain, and whoever appends to it keeps the others out until the commit.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[JournalLine] = []
        self.written: list[JournalLine] = []
        """What this unit of work appended."""
        self.last: Head | None = None
        """What the log ended with then; None where nothing was appended."""

    def write(self, line: JournalLine) -> None:
        self._waiting.append(line)

    def note(
        self, *, by: RaterId | None, act: str, about: str, detail: str, because: str = ""
    ) -> None:
        now = datetime.now(UTC)
        self.write(JournalLine(at=now, by=by, act=act, about=about, detail=detail, because=because))

    def flush(self) -> None:
        """Appends what waits."""
        if not self._waiting:
            return
        locking.hold(self._connection, BOX)
        head = self._last()
        for line in self._waiting:
            row = _row(line)
            row |= JOURNAL.linked(row, head)
            head = Head(row["place"], row["digest"])
            self._connection.execute(insert(journal), row)
        self.written += self._waiting
        self.last, self._waiting = head, []

    def head(self) -> Head:
        self.flush()
        return self._last()

    def newest(self) -> JournalLine | None:
        self.flush()
        query = select(journal).order_by(c.id.desc()).limit(1)
        row = self._connection.execute(query).mappings().one_or_none()
        return _line(row) if row else None

    def erase_reasons(self, about: str) -> None:
        self.flush()
        own = or_(c.about == about, c.about.startswith(f"{about}.", autoescape=True))
        self._connection.execute(update(journal).where(own).values(because="", salt=None))

    def lines(self) -> list[JournalLine]:
        self.flush()
        query = select(journal).order_by(c.id)
        return [_line(row) for row in self._connection.execute(query).mappings()]

    def _last(self) -> Head:
        row = self._connection.execute(_LAST).one_or_none()
        return Head(row.place, row.digest) if row else EMPTY


def _row(line: JournalLine) -> dict[str, Any]:
    return {
        "at": line.at,
        "by": line.by,
        "act": line.act,
        "about": line.about,
        "detail": line.detail,
        "because": line.because,
    }


def _line(row: RowMapping) -> JournalLine:
    return JournalLine(
        at=row["at"],
        by=row["by"],
        act=row["act"],
        about=row["about"],
        detail=row["detail"],
        because=row["because"],
    )
