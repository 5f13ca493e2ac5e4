"""How long candidates' data is kept."""

from sqlalchemy import Connection, select

from assessment.domain.ids import CandidateId, RequisitionId
from assessment.domain.retention import KeptLonger, RetentionPeriod
from db.repositories import writing
from db.tables import candidates, kept_longer, retention_periods


class SqlRetention:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def period(self, requisition: RequisitionId) -> RetentionPeriod:
        query = select(retention_periods).where(retention_periods.c.requisition == requisition)
        row = self._connection.execute(query).mappings().one_or_none()
        return RetentionPeriod(**row) if row else RetentionPeriod(requisition=requisition)

    def change(self, period: RetentionPeriod) -> None:
        key = {"requisition": period.requisition}
        row = {"months": period.months, "reason": period.reason}
        writing.put(self._connection, retention_periods, key, row, name=period.requisition)

    def kept(self, requisition: RequisitionId) -> dict[CandidateId, KeptLonger]:
        own = select(candidates.c.id).where(candidates.c.requisition == requisition)
        query = select(kept_longer).where(kept_longer.c.candidate.in_(own))
        rows = self._connection.execute(query).mappings()
        return {row["candidate"]: KeptLonger(**row) for row in rows}

    def keep(self, word: KeptLonger) -> None:
        key = {"candidate": word.candidate}
        row = {"until": word.until, "because": word.because, "at": word.at, "by": word.by}
        writing.put(self._connection, kept_longer, key, row, name=word.candidate)
