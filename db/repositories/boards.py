"""The candidates' log: what was done on each placement board, appended to and never changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, tuple_

from assessment.domain.board import BoardEntry, BoardKind
from assessment.domain.chain import EMPTY, Head, board_box
from assessment.domain.ids import InterviewId, RequisitionId
from assessment.services.store.logs import LogPosition
from db.chains import BOARD
from db.repositories import writing
from db.repositories.chain_ends import ChainEnds, head_of, interviews_of
from db.tables import board_entries

c = board_entries.c
_HEAD = (
    select(c.place, c.digest)
    .where(c.interview == bindparam("interview"), c.place > 0)
    .order_by(c.place.desc())
    .limit(1)
)
_HEADS = (
    select(c.interview, c.place, c.digest)
    .where(
        tuple_(c.interview, c.place).in_(
            select(c.interview, func.max(c.place)).group_by(c.interview)
        )
    )
    .order_by(c.interview)
)


class SqlBoards:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ends = ChainEnds[InterviewId](
            connection, _HEAD, box=board_box, of=lambda interview: {"interview": interview}
        )
        self.finished: dict[InterviewId, Head] = {}
        """The boards that were finished here, with what their chains ended with then."""

    def append(self, entry: BoardEntry) -> BoardEntry:
        self.lock(entry.interview)
        row = _row(entry)
        row |= BOARD.linked(row, self._ends.head(entry.interview))
        with writing.refusing(
            f"The board of {entry.interview} already has number {entry.seq} of {entry.client}.",
            f"{entry.interview} is no interview that is stored.",
        ):
            made = self._connection.execute(insert(board_entries).returning(c.id), row)
        head = Head(row["place"], row["digest"])
        self._ends.know(entry.interview, head)
        if entry.kind is BoardKind.FINISH:
            self.finished[entry.interview] = head
        return replace(entry, id=made.scalar_one())

    def log(self, interview: InterviewId) -> list[BoardEntry]:
        return self.logs([interview]).get(interview, [])

    def logs(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, list[BoardEntry]]:
        query = select(board_entries).where(c.interview.in_(interviews)).order_by(c.id)
        found: dict[InterviewId, list[BoardEntry]] = {}
        ends: dict[InterviewId, Head] = dict.fromkeys(interviews, EMPTY)
        for row in self._connection.execute(query).mappings():
            interview = InterviewId(row["interview"])
            found.setdefault(interview, []).append(_entry(row))
            ends[interview] = max(ends[interview], head_of(row))
        for interview, head in ends.items():
            if self._ends.is_alone(interview):
                self._ends.know(interview, head)
        return found

    def positions(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, LogPosition]:
        own = select(func.max(c.id)).where(c.interview.in_(interviews)).group_by(c.interview)
        query = select(c.interview, c.id, c.digest).where(c.id.in_(own))
        return {
            InterviewId(row.interview): LogPosition(row.id, row.digest or "")
            for row in self._connection.execute(query)
        }

    def heads(self, requisition: RequisitionId | None = None) -> dict[InterviewId, Head]:
        query = _HEADS
        if requisition is not None:
            query = query.where(c.interview.in_(interviews_of(requisition)))
        found = self._connection.execute(query).mappings()
        return {InterviewId(row["interview"]): head_of(row) for row in found}

    def lock(self, interview: InterviewId) -> None:
        self._ends.lock(interview)


def _row(entry: BoardEntry) -> dict[str, Any]:
    return {
        "interview": entry.interview,
        "client": entry.client,
        "seq": entry.seq,
        "kind": entry.kind,
        "part": entry.part,
        "value": entry.value,
        "standing": entry.standing,
        "client_at": entry.client_at,
        "at": entry.at,
    }


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
