"""Finds what a use case is about, or says in one sentence that it is not there."""

import re
from collections.abc import Iterable

from assessment.domain.errors import NotFound, no_such
from assessment.domain.ids import CandidateId, InterviewId, KitId, RequisitionId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit
from assessment.domain.requisition import Candidate, Requisition
from assessment.services.store.ports import UnitOfWork


def the_requisition(uow: UnitOfWork, requisition: RequisitionId) -> Requisition:
    found = uow.requisitions.find(requisition)
    if found is None:
        raise no_such("role", requisition)
    return found


def the_candidate(uow: UnitOfWork, candidate: CandidateId) -> Candidate:
    found = uow.requisitions.candidate(candidate)
    if found is None or uow.removals.find(candidate):
        raise no_such("candidate", candidate)
    return found


def the_interview(uow: UnitOfWork, interview: InterviewId) -> Interview:
    found = uow.interviews.find(interview)
    if found is None or found.removed:
        raise no_such("interview", interview)
    return found


def the_kit(uow: UnitOfWork, requisition: RequisitionId, kit: KitId) -> InterviewKit:
    found = uow.kits.find(kit)
    if found is None or found.requisition != requisition:
        raise NotFound(f"{requisition} has no locked kit {kit!r}.")
    return found


def sheets_begun(uow: UnitOfWork, interviews: Iterable[Interview]) -> set[SheetKey]:
    """The sheets on which anything at all was entered."""
    return set(uow.entries.newest_of([i.id for i in interviews]))


def boards_begun(uow: UnitOfWork, interviews: Iterable[Interview]) -> set[InterviewId]:
    """The interviews whose candidate has done anything at all on the board."""
    return {i.id for i in interviews if uow.boards.log(i.id)}


def whereabouts(uow: UnitOfWork, sheet: SheetKey) -> str:
    """Where a seat is that isn't written here."""
    own = [h for h in uow.handovers.of([sheet.interview]) if h.sheet == sheet]
    stayed = "This scorecard stayed on the laptop that the interview came from."
    return next((h.sentence for h in reversed(own) if h.elsewhere), stayed)


def next_number(taken: Iterable[str], prefix: str) -> int:
    """One more than the highest number among the names that are `prefix` followed by digits."""
    found = (re.fullmatch(rf"{re.escape(prefix)}([0-9]+)", name) for name in taken)
    return max((int(match[1]) for match in found if match), default=0) + 1
