"""Files attached to candidates; their contents are read only when they are asked for."""

from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select

from assessment.domain.attachment import Attachment
from assessment.domain.ids import CandidateId, RequisitionId
from db.repositories import writing
from db.tables import attachments, candidates

c = attachments.c
_KNOWN = select(*(column for column in attachments.columns if column is not c.data))


class SqlAttachments:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, attachment: Attachment, data: bytes) -> Attachment:
        row = {
            "candidate": attachment.candidate,
            "name": attachment.name,
            "kind": attachment.kind,
            "size": attachment.size,
            "digest": attachment.digest,
            "added_at": attachment.added_at,
            "added_by": attachment.added_by,
            "data": data,
        }
        with writing.refusing(
            f"There is already {attachment.name}.", f"{attachment.candidate} is not stored."
        ):
            stored = self._connection.execute(insert(attachments).returning(c.id), row)
        return replace(attachment, id=stored.scalar_one())

    def find(self, number: int) -> Attachment | None:
        return next(iter(self._where(c.id == number)), None)

    def data(self, number: int) -> bytes:
        return bytes(self._connection.execute(select(c.data).where(c.id == number)).scalar_one())

    def of(self, candidate: CandidateId) -> list[Attachment]:
        return self._where(c.candidate == candidate)

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[Attachment]]:
        own = select(candidates.c.id).where(candidates.c.requisition == requisition)
        found: dict[CandidateId, list[Attachment]] = {}
        for attachment in self._where(c.candidate.in_(own)):
            found.setdefault(attachment.candidate, []).append(attachment)
        return found

    def remove(self, number: int) -> None:
        writing.remove(self._connection, attachments, c.id == number, name=f"file {number}")

    def _where(self, which: ColumnElement[bool]) -> list[Attachment]:
        query = _KNOWN.where(which).order_by(c.id)
        return [_attachment(row) for row in self._connection.execute(query).mappings()]


def _attachment(row: RowMapping) -> Attachment:
    return Attachment(
        id=row["id"],
        candidate=row["candidate"],
        name=row["name"],
        kind=row["kind"],
        size=row["size"],
        digest=row["digest"],
        added_at=row["added_at"],
        added_by=row["added_by"],
    )
