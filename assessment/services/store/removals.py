"""What is taken out of a requisition and can be put back."""

from assessment.domain.ids import CandidateId, InterviewId, RequisitionId
from assessment.domain.permissions import Actor
from assessment.domain.removal import RemovalRecord
from assessment.services.store.ports import Clock, UnitOfWork


def take_out(
    uow: UnitOfWork,
    clock: Clock,
    subject: CandidateId | InterviewId,
    *,
    requisition: RequisitionId,
    because: str,
    by: Actor,
) -> None:
    """Hides the candidate or the interview, with author, time and reason."""
    gone = RemovalRecord(
        requisition=requisition, subject=subject, at=clock(), by=by.rater, because=because
    )
    uow.removals.add(gone)


def put_back(uow: UnitOfWork, subject: CandidateId | InterviewId) -> None:
    """Undoes `take_out`; nothing happens where it was undone already."""
    if gone := uow.removals.find(subject):
        uow.removals.drop(gone)
