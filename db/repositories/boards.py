"""The candidates' log: what was done on each placement board, appended to and never changed."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, func, insert, select

from assessment.domain.board import BoardEntry
from assessment.domain.ids import InterviewId, RaterId, SheetKey
from assessment.services.store.ports import LogPosition
from db.repositories import locking, writing
from db.tables import board_entries

c = board_entries.c


class SqlBoards:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: BoardEntry) -> BoardEntry:
        with writing.refusing(
            f"The board of {entry.interview} already has number {entry.seq} of {entry.client}.",
            f"{entry.interview} is no interview that is stored.",
        ):
            made = self._connection.execute(
                insert(board_entries).returning(c.id),
                {
                    "interview": entry.interview,
                    "client": entry.client,
                    "seq": entry.seq,
                    "kind": entry.kind,
                    "part": entry.part,
                    "value": entry.value,
                    "standing": entry.standing,
                    "client_at": entry.client_at,
                    "at": entry.at,
                },
            )
        return replace(entry, id=made.scalar_one())

    def log(self, interview: InterviewId) -> list[BoardEntry]:
        return self.logs([interview]).get(interview, [])

    def logs(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, list[BoardEntry]]:
        query = select(board_entries).where(c.interview.in_(interviews)).order_by(c.id)
        found: dict[InterviewId, list[BoardEntry]] = {}
        for row in self._connection.execute(query).mappings():
            found.setdefault(InterviewId(row["interview"]), []).append(_entry(row))
        return found

    def positions(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, LogPosition]:
        own = select(func.max(c.id)).where(c.interview.in_(interviews)).group_by(c.interview)
        query = select(c.interview, c.id, c.client, c.seq).where(c.id.in_(own))
        return {
            InterviewId(row.interview): LogPosition(row.id, f"{row.client} {row.seq}")
            for row in self._connection.execute(query)
        }

    def lock(self, interview: InterviewId) -> None:
        locking.hold(self._connection, SheetKey(interview, RaterId("board")).box)


def _entry(row: RowMapping) -> BoardEntry:
    return BoardEntry(
        id=row["id"],
        interview=InterviewId(row["interview"]),
        client=row["client"],
        seq=row["seq"],
        kind=row["kind"],
        part=row["part"],
        value=row["value"],
        standing=row["standing"],
        client_at=row["client_at"],
        at=row["at"],
    )
