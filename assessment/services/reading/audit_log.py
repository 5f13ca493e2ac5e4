"""The audit log as its reader may see it: all of it, or what belongs to one's own roles."""

from collections.abc import Iterable

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action, Actor, Role
from assessment.services.store.permits import acting, may, permit_anywhere, role_anywhere
from assessment.services.store.ports import JournalLine, OpenUnitOfWork


def read_audit_log(open_uow: OpenUnitOfWork, *, by: Actor) -> list[JournalLine]:
    """The lines that `by` may read, newest first.

    The owner reads all of them. Others read what is about a role that they lead or advise, without
    amendments of other people's scorecards, which would tell that those are submitted.
    """
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.SEE_AUDIT_LOG)
        lines = uow.journal.lines()
        if role_anywhere(uow, by) is not Role.ADMINISTRATOR:
            every = [r.id for r in uow.requisitions.all()]
            own = {r for r in every if may(uow, by, Action.SEE_AUDIT_LOG, r)}
            lines = [line for line in lines if _may_read(line, by, every, own)]
    return lines[::-1]


def _may_read(
    line: JournalLine, by: Actor, every: Iterable[RequisitionId], own: set[RequisitionId]
) -> bool:
    if line.act == Action.AMEND_SCORECARD and line.by != by.rater:
        return False
    return _belongs_to(line.about, every) in own


def _belongs_to(about: str, every: Iterable[RequisitionId]) -> RequisitionId | None:
    """The role that a line is about; of `MES-1` and `MES-1.B` the one that says more."""
    found = [r for r in every if about == r or about.startswith(f"{r}.")]
    return max(found, key=len, default=None)
