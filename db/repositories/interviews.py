"""Interviews with their seats."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
)

from assessment.domain.handover import HandoverDirection
from assessment.domain.ids import CandidateId, InterviewId, RequisitionId, counting_order
from assessment.domain.interview import Interview, Seat
from db.repositories import writing
from db.tables import candidates, handovers, interviews, removals, seat_links, seats

_REMOVED = exists().where(
    or_(removals.c.subject == interviews.c.id, removals.c.subject == interviews.c.candidate),
    removals.c.rater == "",
)
"""The interview itself, or its candidate."""
_REVOKED = (
    select(func.max(seat_links.c.number))
    .where(
        seat_links.c.interview == seats.c.interview,
        seat_links.c.rater == seats.c.rater,
        seat_links.c.revoked_at.is_not(None),
    )
    .scalar_subquery()
)

_OPEN = and_(handovers.c.returned_at.is_(None), handovers.c.taken_back_at.is_(None))
_OF_SEAT = and_(handovers.c.interview == seats.c.interview, handovers.c.rater == seats.c.rater)
_OF_MEETING = handovers.c.interview == interviews.c.id
_CAME = exists().where(_OF_MEETING, handovers.c.direction == HandoverDirection.IN)
_SEAT_OUT = exists().where(_OF_SEAT, handovers.c.direction == HandoverDirection.OUT, _OPEN)
_SEAT_HERE = exists().where(_OF_SEAT, handovers.c.direction == HandoverDirection.IN, _OPEN)
_ELSEWHERE = or_(_SEAT_OUT, and_(_CAME, not_(_SEAT_HERE)))
"""As `domain.handover.seat_is_elsewhere` says."""
_BOARD_OUT = exists().where(
    _OF_MEETING, handovers.c.direction == HandoverDirection.OUT, handovers.c.board, _OPEN
)
_BOARD_HERE = exists().where(
    _OF_MEETING, handovers.c.direction == HandoverDirection.IN, handovers.c.board, _OPEN
)
_BOARD_ELSEWHERE = or_(_BOARD_OUT, and_(_CAME, not_(_BOARD_HERE)))
"""As `domain.handover.board_is_elsewhere` says."""


def _seated(which: ColumnElement[bool]) -> Select[Any]:
    """Interviews with their seats, in the order of the seats."""
    joined = interviews.outerjoin(seats, seats.c.interview == interviews.c.id)
    columns = (
        *(seats.c.rater, seats.c.role, _REVOKED.label("revoked")),
        *(_REMOVED.label("removed"), _ELSEWHERE.label("elsewhere")),
        _BOARD_ELSEWHERE.label("board_elsewhere"),
    )
    chosen = select(interviews, *columns).select_from(joined)
    return chosen.where(which).order_by(interviews.c.id, seats.c.position)


_FIND = _seated(interviews.c.id == bindparam("wanted"))
_OF_CANDIDATE = _seated(interviews.c.candidate == bindparam("wanted"))
_OF_REQUISITION = _seated(
    interviews.c.candidate.in_(
        select(candidates.c.id).where(candidates.c.requisition == bindparam("wanted"))
    )
    & ~_REMOVED
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
                held = Seat(
                    rater=row["rater"],
                    role=row["role"],
                    revoked_up_to=row["revoked"] or 0,
                    elsewhere=bool(row["elsewhere"]),
                )
                seats_of.append(held)
        found = [
            Interview(
                id=row["id"],
                candidate=row["candidate"],
                kit=row["kit"],
                planned_at=row["planned_at"],
                seats=tuple(seated[row["id"]]),
                removed=bool(row["removed"]),
                board_elsewhere=bool(row["board_elsewhere"]),
            )
            for row in rows.values()
        ]
        return sorted(found, key=lambda i: counting_order(i.id))
