"""Interviews with their seats."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, insert, select

from assessment.domain.errors import NotFound
from assessment.domain.ids import CandidateId, InterviewId, RequisitionId, counting_order
from assessment.domain.interview import Interview, Seat
from db.repositories import writing
from db.tables import candidates, interviews, seats


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
        found = self._where(interviews.c.id == interview)
        return found[0] if found else None

    def of_candidate(self, candidate: CandidateId) -> list[Interview]:
        return self._where(interviews.c.candidate == candidate)

    def of_requisition(self, requisition: RequisitionId) -> list[Interview]:
        own = select(candidates.c.id).where(candidates.c.requisition == requisition)
        return self._where(interviews.c.candidate.in_(own))

    def _where(self, which: ColumnElement[bool]) -> list[Interview]:
        rows = self._connection.execute(select(interviews).where(which)).mappings().all()
        seated = self._seats_of([row["id"] for row in rows])
        found = [
            Interview(
                id=row["id"],
                candidate=row["candidate"],
                kit=row["kit"],
                planned_at=row["planned_at"],
                seats=tuple(seated[row["id"]]),
            )
            for row in rows
        ]
        return sorted(found, key=lambda i: counting_order(i.id))

    def _seats_of(self, ids: Sequence[InterviewId]) -> dict[InterviewId, list[Seat]]:
        seated: dict[InterviewId, list[Seat]] = {interview: [] for interview in ids}
        query = select(seats).where(seats.c.interview.in_(ids)).order_by(seats.c.position)
        for row in self._connection.execute(query).mappings():
            seated[row["interview"]].append(Seat(rater=row["rater"], role=row["role"]))
        return seated
