"""The audit log: what was done to the whole, in one chain, append only."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    false,
    func,
    insert,
    not_,
    or_,
    select,
    true,
    update,
)

from assessment.domain.chain import EMPTY, Head
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action
from assessment.services.store.audit_log import JournalLine, LogFilter, LogScope
from db.chains import JOURNAL
from db.repositories import locking
from db.tables import journal

c = journal.c
BOX = "journal"
"""What writers of the audit log wait for."""
OWNER = "owner"
"""Who a line without a rater is by, for somebody who searches."""
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

    def about(self, subject: str) -> list[JournalLine]:
        self.flush()
        own = or_(c.about == subject, c.about.startswith(f"{subject}.", autoescape=True))
        query = select(journal).where(own).order_by(c.id)
        return [_line(row) for row in self._connection.execute(query).mappings()]

    def page(self, which: LogFilter, *, skip: int, most: int) -> list[JournalLine]:
        self.flush()
        query = select(journal).where(_wanted(which)).order_by(c.id.desc())
        found = self._connection.execute(query.offset(skip).limit(most))
        return [_line(row) for row in found.mappings()]

    def count(self, which: LogFilter) -> int:
        self.flush()
        query = select(func.count()).select_from(journal).where(_wanted(which))
        return self._connection.execute(query).scalar_one()

    def acts(self, scope: LogScope | None) -> list[str]:
        self.flush()
        query = select(c.act).where(_wanted(LogFilter(scope=scope))).distinct()
        return sorted(self._connection.execute(query).scalars())

    def _last(self) -> Head:
        row = self._connection.execute(_LAST).one_or_none()
        return Head(row.place, row.digest) if row else EMPTY


def _wanted(which: LogFilter) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [true()]
    if which.act:
        parts.append(c.act == which.act)
    if which.scope:
        parts.append(_in_scope(which.scope))
    text = func.coalesce(c.by, OWNER) + " " + c.act + " " + c.about + " " + c.detail
    said = text + " " + c.because
    words = (or_(*(_contains(said, form) for form in _forms(word))) for word in which.words)
    return and_(*parts, *words)


def _contains(text: ColumnElement[str], word: str) -> ColumnElement[bool]:
    return func.lower(text).contains(word.lower(), autoescape=True)


def _forms(word: str) -> set[str]:
    """SQLite's `lower` leaves letters beyond A-Z as they are."""
    return {word.lower()} if word.isascii() else {word, word.lower(), word.upper(), word.title()}


def _in_scope(scope: LogScope) -> ColumnElement[bool]:
    own = [
        and_(_about(r), *(not_(_about(o)) for o in scope.others if o.startswith(f"{r}.")))
        for r in sorted(scope.own)
    ]
    mine = or_(c.act != Action.AMEND_SCORECARD.value, c.by == scope.rater)
    return and_(or_(false(), *own), mine)


def _about(requisition: RequisitionId) -> ColumnElement[bool]:
    return or_(c.about == requisition, c.about.startswith(f"{requisition}.", autoescape=True))


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
