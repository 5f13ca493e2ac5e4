"""The journal of acts on the whole."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, insert, select

from assessment.domain.ids import RaterId
from assessment.services.store.ports import JournalLine
from db.repositories import writing
from db.tables import journal


class SqlJournal:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, line: JournalLine) -> None:
        self._connection.execute(
            insert(journal),
            {
                "at": line.at,
                "by": line.by,
                "act": line.act,
                "about": line.about,
                "detail": line.detail,
            },
        )

    def note(self, *, by: RaterId | None, act: str, about: str, detail: str) -> None:
        now = datetime.now(UTC)
        self.write(JournalLine(at=now, by=by, act=act, about=about, detail=detail))

    def newest(self) -> JournalLine | None:
        query = select(journal).order_by(journal.c.id.desc()).limit(1)
        row = self._connection.execute(query).mappings().one_or_none()
        return _line(row) if row else None

    def drop(self, lines: Collection[JournalLine]) -> None:
        c = journal.c
        for line in lines:
            same = (c.at == line.at) & (c.act == line.act) & (c.about == line.about)
            writing.remove(self._connection, journal, same, name=line.about)

    def lines(self) -> list[JournalLine]:
        query = select(journal).order_by(journal.c.id)
        return [_line(row) for row in self._connection.execute(query).mappings()]


def _line(row: RowMapping) -> JournalLine:
    return JournalLine(
        at=row["at"], by=row["by"], act=row["act"], about=row["about"], detail=row["detail"]
    )
