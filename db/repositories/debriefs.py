"""The debrief's own log."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from assessment.domain.decision import DebriefRecord
from assessment.domain.ids import CandidateId, RequisitionId, counting_order
from db.repositories import writing
from db.tables import candidates, debrief_records

c = debrief_records.c


class SqlDebriefs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: DebriefRecord) -> None:
        name = f"a debrief record of {record.candidate}"
        writing.add(self._connection, debrief_records, _row(record), name=name)

    def of(self, candidate: CandidateId) -> list[DebriefRecord]:
        return self._where(c.candidate == candidate)

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[DebriefRecord]]:
        own = select(candidates.c.id).where(candidates.c.requisition == requisition)
        found: dict[CandidateId, list[DebriefRecord]] = {}
        for record in self._where(c.candidate.in_(own)):
            found.setdefault(record.candidate, []).append(record)
        return dict(sorted(found.items(), key=lambda of: counting_order(of[0])))

    def _where(self, which: ColumnElement[bool]) -> list[DebriefRecord]:
        query = select(debrief_records).where(which).order_by(c.id)
        return [_record(row) for row in self._connection.execute(query).mappings()]


def _row(record: DebriefRecord) -> Mapping[str, Any]:
    return {
        "candidate": record.candidate,
        "kind": record.kind,
        "by": record.by,
        "at": record.at,
        "interview": record.interview,
        "item": record.item,
        "level": record.level,
        "recommendation": record.recommendation,
        "decision": record.decision,
        "text": record.text,
    }


def _record(row: RowMapping) -> DebriefRecord:
    return DebriefRecord(
        id=row["id"],
        candidate=row["candidate"],
        kind=row["kind"],
        by=row["by"],
        at=row["at"],
        interview=row["interview"],
        item=row["item"],
        level=row["level"],
        recommendation=row["recommendation"],
        decision=row["decision"],
        text=row["text"],
    )
