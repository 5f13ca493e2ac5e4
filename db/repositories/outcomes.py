"""The log of how hires turned out."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from assessment.domain.ids import CandidateId, RequisitionId, counting_order
from assessment.domain.outcome import OutcomeRecord
from db.repositories import writing
from db.tables import candidates, outcome_records
from question_bank import Competency

c = outcome_records.c


class SqlOutcomes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: OutcomeRecord) -> None:
        name = f"an outcome of {record.candidate}"
        writing.add(self._connection, outcome_records, _row(record), name=name)

    def of(self, candidate: CandidateId) -> list[OutcomeRecord]:
        return self._where(c.candidate == candidate)

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[OutcomeRecord]]:
        own = select(candidates.c.id).where(candidates.c.requisition == requisition)
        found: dict[CandidateId, list[OutcomeRecord]] = {}
        for record in self._where(c.candidate.in_(own)):
            found.setdefault(record.candidate, []).append(record)
        return dict(sorted(found.items(), key=lambda of: counting_order(of[0])))

    def _where(self, which: ColumnElement[bool]) -> list[OutcomeRecord]:
        query = select(outcome_records).where(which).order_by(c.id)
        return [_record(row) for row in self._connection.execute(query).mappings()]


def _row(record: OutcomeRecord) -> Mapping[str, Any]:
    return {
        "candidate": record.candidate,
        "kind": record.kind,
        "by": record.by,
        "at": record.at,
        "started_on": record.started_on,
        "month": record.month,
        "in_role": record.in_role,
        "mismatch": record.mismatch,
        "levels": {competency.value: level for competency, level in record.levels.items()},
        "text": record.text,
    }


def _record(row: RowMapping) -> OutcomeRecord:
    return OutcomeRecord(
        id=row["id"],
        candidate=row["candidate"],
        kind=row["kind"],
        by=row["by"],
        at=row["at"],
        started_on=row["started_on"],
        month=row["month"],
        in_role=row["in_role"],
        mismatch=row["mismatch"],
        levels={Competency(name): level for name, level in row["levels"].items()},
        text=row["text"],
    )
