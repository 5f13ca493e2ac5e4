"""Links of seats, and what was taken out and can be put back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update

from assessment.domain.ids import InterviewId, RaterId, RequisitionId, SheetKey
from assessment.domain.removal import RemovalRecord
from assessment.domain.seat_link import SeatLink
from db.repositories import writing
from db.tables import ended_sign_ins, removals, seat_links

c = seat_links.c
_BY_NUMBER = select(seat_links).where(c.number == bindparam("number"))


class SqlLinks:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, link: SeatLink) -> SeatLink:
        row = {
            "interview": link.sheet.interview,
            "rater": link.sheet.rater,
            "issued_at": link.issued_at,
            "issued_by": link.issued_by,
            "ends_at": link.ends_at,
            "revoked_at": link.revoked_at,
            "revoked_by": link.revoked_by,
            "earlier": link.earlier,
        }
        with writing.refusing(
            f"There is already a link {link.number}.",
            f"{link.sheet.box} is the seat of an interview or a rater that is not stored.",
        ):
            stored = self._connection.execute(insert(seat_links).returning(c.number), row)
        return replace(link, number=stored.scalar_one())

    def find(self, number: int) -> SeatLink | None:
        row = self._connection.execute(_BY_NUMBER, {"number": number}).mappings().one_or_none()
        return _link(row) if row else None

    def newest_of(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, SeatLink]:
        newest = (
            select(func.max(c.number))
            .where(c.interview.in_(interviews))
            .group_by(c.interview, c.rater)
        )
        rows = self._connection.execute(select(seat_links).where(c.number.in_(newest)))
        return {link.sheet: link for link in map(_link, rows.mappings())}

    def earlier(self, sheet: SheetKey) -> SeatLink | None:
        query = select(seat_links).where(
            c.interview == sheet.interview, c.rater == sheet.rater, c.earlier
        )
        row = self._connection.execute(query).mappings().first()
        return _link(row) if row else None

    def revoke(self, sheet: SheetKey, *, at: datetime, by: RaterId | None) -> None:
        which = (c.interview == sheet.interview) & (c.rater == sheet.rater)
        changed = update(seat_links).where(which, c.revoked_at.is_(None))
        self._connection.execute(changed.values(revoked_at=at, revoked_by=by))


def _link(row: RowMapping) -> SeatLink:
    return SeatLink(
        number=row["number"],
        sheet=SheetKey(row["interview"], row["rater"]),
        issued_at=row["issued_at"],
        issued_by=row["issued_by"],
        ends_at=row["ends_at"],
        revoked_at=row["revoked_at"],
        revoked_by=row["revoked_by"],
        earlier=row["earlier"],
    )


class SqlSignIns:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def end(self, session: str, *, at: datetime, forget_before: datetime) -> None:
        old = ended_sign_ins.c.at < forget_before
        self._connection.execute(delete(ended_sign_ins).where(old))
        key, row = {"session": session}, {"at": at}
        writing.put(self._connection, ended_sign_ins, key, row, name="the sign-in")

    def has_ended(self, session: str) -> bool:
        query = select(ended_sign_ins.c.at).where(ended_sign_ins.c.session == session)
        return self._connection.execute(query).first() is not None


class SqlRemovals:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, record: RemovalRecord) -> None:
        row: dict[str, Any] = {
            "requisition": record.requisition,
            "role": record.role,
            "at": record.at,
            "by": record.by,
            "because": record.because,
        }
        key = {"subject": record.subject, "rater": record.rater or ""}
        writing.put(self._connection, removals, key, row, name=record.subject)

    def find(self, subject: str, rater: RaterId | None = None) -> RemovalRecord | None:
        r = removals.c
        query = select(removals).where(r.subject == subject, r.rater == (rater or ""))
        row = self._connection.execute(query).mappings().one_or_none()
        return _removal(row) if row else None

    def of(self, requisition: RequisitionId) -> list[RemovalRecord]:
        r = removals.c
        query = select(removals).where(r.requisition == requisition)
        rows = self._connection.execute(query.order_by(r.at, r.subject, r.rater)).mappings()
        return [_removal(row) for row in rows]

    def drop(self, record: RemovalRecord) -> None:
        r = removals.c
        which = (r.subject == record.subject) & (r.rater == (record.rater or ""))
        writing.remove(self._connection, removals, which, name=record.subject)


def _removal(row: RowMapping) -> RemovalRecord:
    return RemovalRecord(
        requisition=row["requisition"],
        subject=row["subject"],
        rater=row["rater"] or None,
        role=row["role"],
        at=row["at"],
        by=row["by"],
        because=row["because"],
    )
