"""Interviews with their seats."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, insert, select

from assessment.domain.errors import NotFound
from assessment.domain.ids import CandidateId, InterviewId, RequisitionId, counting_order
from assessment.domain.interview import Interview, Seat
from db.repositories import writing
from db.tables import candidates, interviews, seats


def _seated(which: ColumnElement[bool]) -> Select[Any]:
    """Interviews with their seats, in the order of the seats."""
    joined = interviews.outerjoin(seats, seats.c.interview == interviews.c.id)
    chosen = select(interviews, seats.c.rater, seats.c.role).select_from(joined)
    return chosen.where(which).order_by(interviews.c.id, seats.c.position)


_FIND = _seated(interviews.c.id == bindparam("wanted"))
_OF_CANDIDATE = _seated(interviews.c.candidate == bindparam("wanted"))
_OF_REQUISITION = _seated(
    interviews.c.candidate.in_(
        select(candidates.c.id).where(candidates.c.requisition == bindparam("wanted"))
    )
)


class SqlInterviews:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, interview: Interview) -> None:
        row = {
            "id": interview.id,
            "candidate": interview.candidate,
            "kit": interview.kit,
            "planned_at": interview.planned_at,
        }
        writing.add(self._connection, interviews, row, name=f"the interview {interview.id}")
        self._seat(interview)

    def save(self, interview: Interview) -> None:
        writing.change(
            self._connection,
            interviews,
            interviews.c.id == interview.id,
            {"kit": interview.kit, "planned_at": interview.planned_at},
            name=f"interview {interview.id}",
        )
        which = seats.c.interview == interview.id
        writing.remove(self._connection, seats, which, name=interview.id)
        self._seat(interview)

    def _seat(self, interview: Interview) -> None:
        rows = [
            {"interview": interview.id, "rater": s.rater, "role": s.role, "position": position}
            for position, s in enumerate(interview.seats)
        ]
        with writing.refusing(
            f"{interview.id} seats somebody twice.", f"{interview.id} seats an unknown rater."
        ):
            if rows:
                self._connection.execute(insert(seats), rows)

    def remove(self, interview: InterviewId) -> None:
        connection, which = self._connection, interviews.c.id == interview
        writing.remove(connection, seats, seats.c.interview == interview, name=interview)
        if not writing.remove(connection, interviews, which, name=interview):
            raise NotFound(f"There is no interview {interview}.")

    def find(self, interview: InterviewId) -> Interview | None:
        return next(iter(self._read(_FIND, interview)), None)

    def of_candidate(self, candidate: CandidateId) -> list[Interview]:
        return self._read(_OF_CANDIDATE, candidate)

    def of_requisition(self, requisition: RequisitionId) -> list[Interview]:
        return self._read(_OF_REQUISITION, requisition)

    def _read(self, query: Select[Any], wanted: str) -> list[Interview]:
        """From one row per seat, or one without a seat."""
        rows: dict[InterviewId, RowMapping] = {}
        seated: dict[InterviewId, list[Seat]] = {}
        for row in self._connection.execute(query, {"wanted": wanted}).mappings():
            rows[row["id"]] = row
            seats_of = seated.setdefault(row["id"], [])
            if row["rater"]:
                seats_of.append(Seat(rater=row["rater"], role=row["role"]))
        found = [
            Interview(
                id=row["id"],
                candidate=row["candidate"],
                kit=row["kit"],
                planned_at=row["planned_at"],
                seats=tuple(seated[row["id"]]),
            )
            for row in rows.values()
        ]
        return sorted(found, key=lambda i: counting_order(i.id))
