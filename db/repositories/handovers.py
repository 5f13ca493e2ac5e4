"""Seats that went to another laptop, and seats that came from one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from assessment.domain.handover import Handover
from assessment.domain.ids import InterviewId, SheetKey
from db.repositories import writing
from db.tables import handovers

c = handovers.c


class SqlHandovers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, handover: Handover) -> None:
        row = _row(handover)
        key = {"id": row.pop("id")}
        writing.put(self._connection, handovers, key, row, name=f"the handover {handover.id}")

    def find(self, handover: str) -> Handover | None:
        query = select(handovers).where(c.id == handover)
        row = self._connection.execute(query).mappings().one_or_none()
        return _handover(row) if row else None

    def of(self, interviews: Sequence[InterviewId]) -> list[Handover]:
        query = select(handovers).where(c.interview.in_(interviews)).order_by(c.at, c.id)
        return [_handover(row) for row in self._connection.execute(query).mappings()]


def _row(handover: Handover) -> dict[str, Any]:
    return {
        "id": handover.id,
        "interview": handover.sheet.interview,
        "rater": handover.sheet.rater,
        "direction": handover.direction,
        "other": handover.other,
        "their_rater": handover.their_rater,
        "board": handover.board,
        "at": handover.at,
        "by": handover.by,
        "returned_at": handover.returned_at,
        "taken_back_at": handover.taken_back_at,
    }


def _handover(row: RowMapping) -> Handover:
    values = {name: value for name, value in row.items() if name not in {"interview", "rater"}}
    return Handover(sheet=SheetKey(row["interview"], row["rater"]), **values)
