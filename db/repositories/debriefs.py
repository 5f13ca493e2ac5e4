"""The debrief's own log."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, func, select, tuple_

from assessment.domain.chain import Head, debrief_box
from assessment.domain.decision import DebriefRecord
from assessment.domain.ids import CandidateId, RequisitionId, counting_order
from db.chains import DEBRIEF
from db.repositories import writing
from db.repositories.chain_ends import ChainEnds, head_of
from db.tables import candidates, debrief_records

c = debrief_records.c
_HEAD = (
    select(c.place, c.digest)
    .where(c.candidate == bindparam("candidate"), c.place > 0)
    .order_by(c.place.desc())
    .limit(1)
)
_HEADS = (
    select(c.candidate, c.place, c.digest)
    .where(
        tuple_(c.candidate, c.place).in_(
            select(c.candidate, func.max(c.place)).group_by(c.candidate)
        )
    )
    .order_by(c.candidate)
)


class SqlDebriefs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ends = ChainEnds[CandidateId](
            connection, _HEAD, box=debrief_box, of=lambda candidate: {"candidate": candidate}
        )
        self.added: dict[CandidateId, Head] = {}
        """The debriefs to which something was added here, with what their chains end with."""

    def add(self, record: DebriefRecord) -> None:
        self._ends.lock(record.candidate)
        row = dict(_row(record))
        row |= DEBRIEF.linked(row, self._ends.head(record.candidate))
        name = f"a debrief record of {record.candidate}"
        writing.add(self._connection, debrief_records, row, name=name)
        self.added[record.candidate] = head_of(row)
        self._ends.know(record.candidate, head_of(row))

    def heads(self, requisition: RequisitionId | None = None) -> dict[CandidateId, Head]:
        query = _HEADS
        if requisition is not None:
            own = select(candidates.c.id).where(candidates.c.requisition == requisition)
            query = query.where(c.candidate.in_(own))
        found = self._connection.execute(query).mappings()
        return {CandidateId(row["candidate"]): head_of(row) for row in found}

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
