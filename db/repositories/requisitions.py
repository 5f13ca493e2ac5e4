"""Requisitions with their candidates and their panel."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select

from assessment.domain.ids import CandidateId, RaterId, RequisitionId, counting_order
from assessment.domain.requisition import Candidate, PanelMember, Requisition
from db.repositories import writing
from db.repositories.removal import remove_requisition
from db.tables import candidates, panel_members, removals, requisitions

_FIND = select(requisitions).where(requisitions.c.id == bindparam("id"))
_CANDIDATE = select(candidates).where(candidates.c.id == bindparam("id"))


class SqlRequisitions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.removed: list[RequisitionId] = []
        """Taken out whole by this unit of work."""

    def add(self, requisition: Requisition) -> None:
        writing.add(
            self._connection,
            requisitions,
            _requisition_row(requisition),
            name=f"the requisition {requisition.id}",
        )

    def save(self, requisition: Requisition) -> None:
        row = _requisition_row(requisition)
        writing.change(
            self._connection,
            requisitions,
            requisitions.c.id == requisition.id,
            {
                name: row[name]
                for name in ("title", "client", "reveal", "archived_at", "blind_since")
            },
            name=f"requisition {requisition.id}",
        )

    def remove(self, requisition: RequisitionId) -> None:
        remove_requisition(self._connection, requisition)
        self.removed.append(requisition)

    def find(self, requisition: RequisitionId) -> Requisition | None:
        row = self._connection.execute(_FIND, {"id": requisition}).mappings().one_or_none()
        return _requisition(row) if row else None

    def all(self) -> list[Requisition]:
        query = select(requisitions).order_by(requisitions.c.created_at, requisitions.c.number)
        return [_requisition(row) for row in self._connection.execute(query).mappings()]

    def add_candidate(self, candidate: Candidate) -> None:
        row = _candidate_row(candidate)
        writing.add(self._connection, candidates, row, name=f"the candidate {candidate.id}")

    def save_candidate(self, candidate: Candidate) -> None:
        writing.change(
            self._connection,
            candidates,
            candidates.c.id == candidate.id,
            _candidate_row(candidate),
            name=f"candidate {candidate.id}",
        )

    def candidate(self, candidate: CandidateId) -> Candidate | None:
        row = self._connection.execute(_CANDIDATE, {"id": candidate}).mappings().one_or_none()
        return _candidate(row) if row else None

    def candidates(self, requisition: RequisitionId) -> list[Candidate]:
        removed = select(removals.c.subject).where(removals.c.requisition == requisition)
        query = select(candidates).where(
            candidates.c.requisition == requisition, candidates.c.id.not_in(removed)
        )
        found = [_candidate(row) for row in self._connection.execute(query).mappings()]
        return sorted(found, key=lambda c: counting_order(c.id))

    def seat(self, member: PanelMember) -> None:
        writing.put(
            self._connection,
            panel_members,
            {"requisition": member.requisition, "rater": member.rater},
            {"role": member.role},
            name=f"{member.rater} on the panel of {member.requisition}",
        )

    def unseat(self, requisition: RequisitionId, rater: RaterId) -> None:
        c = panel_members.c
        which = (c.requisition == requisition) & (c.rater == rater)
        writing.remove(self._connection, panel_members, which, name=rater)

    def panel(self, requisition: RequisitionId) -> list[PanelMember]:
        c = panel_members.c
        query = select(panel_members).where(c.requisition == requisition).order_by(c.number)
        return [
            PanelMember(requisition=row["requisition"], rater=row["rater"], role=row["role"])
            for row in self._connection.execute(query).mappings()
        ]


def _requisition_row(requisition: Requisition) -> Mapping[str, Any]:
    return {
        "id": requisition.id,
        "title": requisition.title,
        "client": requisition.client,
        "reveal": requisition.reveal,
        "created_at": requisition.created_at,
        "archived_at": requisition.archived_at,
        "blind_since": requisition.blind_since,
    }


def _requisition(row: RowMapping) -> Requisition:
    return Requisition(
        id=row["id"],
        title=row["title"],
        client=row["client"],
        reveal=row["reveal"],
        created_at=row["created_at"],
        archived_at=row["archived_at"],
        blind_since=row["blind_since"],
    )


def _candidate_row(candidate: Candidate) -> Mapping[str, Any]:
    return {
        "id": candidate.id,
        "requisition": candidate.requisition,
        "added_at": candidate.added_at,
        "withdrawn_at": candidate.withdrawn_at,
        "withdrawn_because": candidate.withdrawn_because,
        "anonymised_at": candidate.anonymised_at,
    }


def _candidate(row: RowMapping) -> Candidate:
    return Candidate(
        id=row["id"],
        requisition=row["requisition"],
        added_at=row["added_at"],
        withdrawn_at=row["withdrawn_at"],
        withdrawn_because=row["withdrawn_because"],
        anonymised_at=row["anonymised_at"],
    )
