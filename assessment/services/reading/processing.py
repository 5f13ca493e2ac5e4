"""What this database holds of people, in numbers: for the record that a controller keeps."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.audit import EXPORTED
from assessment.domain.ids import CandidateId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Candidate
from assessment.services.practice.rules import StrictnessSources, sources_in
from assessment.services.store.audit_log import LogFilter
from assessment.services.store.permits import acting, note_act, permit_anywhere
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork

DATABASE = "database"
"""What the line of the audit log is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNumbers:
    """Counts over the whole database; no name and no code."""

    roles: int
    interviewers: int
    candidates: int
    """Of whom data is held, removed and anonymised ones too."""
    anonymised: int
    erasures: int
    """Lines of the audit log that say so, anonymised candidates' too."""
    oldest: datetime | None
    """When the earliest candidate who isn't anonymised was added."""
    exports: Mapping[str, int]
    """Kind of file to how often it was made, as far as the audit log says."""
    periods: Mapping[str, int]
    """How long candidates' data is kept to in how many roles."""
    sources: StrictnessSources
    """What estimates take from other ratings and from practice."""


def read_numbers(open_uow: OpenUnitOfWork, *, by: Actor) -> HeldNumbers:
    """For the owner alone, since it is about every role."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.WRITE_RECORD)
        return _numbers(uow)


def log_record(open_uow: OpenUnitOfWork, *, by: Actor) -> None:
    """Writes into the audit log that the record was made."""
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.WRITE_RECORD)
        note_act(uow, by, Action.WRITE_RECORD, DATABASE)
        uow.commit()


def _numbers(uow: UnitOfWork) -> HeldNumbers:
    roles = uow.requisitions.all()
    candidates = [c for role in roles for c in _candidates(uow, role.id)]
    exports = LogFilter(act=EXPORTED)
    lines = uow.journal.page(exports, skip=0, most=uow.journal.count(exports))
    return HeldNumbers(
        roles=len(roles),
        interviewers=len(uow.people.raters()),
        candidates=len(candidates),
        anonymised=sum(c.anonymised_at is not None for c in candidates),
        erasures=uow.journal.count(LogFilter(act=Action.ERASE_CANDIDATE.value)),
        oldest=min((c.added_at for c in candidates if not c.anonymised_at), default=None),
        exports=Counter(line.detail.partition(" of ")[0].partition(",")[0] for line in lines),
        periods=Counter(uow.retention.period(role.id).sentence for role in roles),
        sources=sources_in(uow),
    )


def _candidates(uow: UnitOfWork, role: RequisitionId) -> Iterator[Candidate]:
    yield from uow.requisitions.candidates(role)
    for gone in uow.removals.of(role):
        removed = uow.requisitions.candidate(CandidateId(gone.subject))
        if removed and gone.rater is None:
            yield removed
