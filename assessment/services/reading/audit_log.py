"""The audit log as its reader may see it: all of it, or what belongs to one's own roles."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.permissions import Action, Actor, Role
from assessment.services.store.audit_log import JournalLine, LogFilter, LogScope
from assessment.services.store.permits import acting, may, permit_anywhere, role_anywhere
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLog:
    """One page of the log, and how much there is besides."""

    lines: tuple[JournalLine, ...]
    """Newest first."""
    found: int
    """Lines that fit what was asked for."""
    every: int
    """Lines that the reader may see."""
    acts: tuple[str, ...]
    """What was done in any of those, each once."""
    page: int
    pages: int


def read_audit_log(
    open_uow: OpenUnitOfWork,
    *,
    by: Actor,
    most: int,
    act: str = "",
    words: Sequence[str] = (),
    page: int = 1,
) -> AuditLog:
    """The lines that `by` may read, newest first, in pages of `most`; 1 is the newest page.

    The owner reads all of them. Others read what is about a role that they lead or advise, without
    amendments of other people's scorecards, which would tell that those are submitted.
    """
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.SEE_AUDIT_LOG)
        scope = _scope(uow, by)
        wanted = LogFilter(scope=scope, act=act, words=tuple(words))
        found = uow.journal.count(wanted)
        pages = max(1, -(-found // most))
        here = min(max(1, page), pages)
        return AuditLog(
            lines=tuple(uow.journal.page(wanted, skip=(here - 1) * most, most=most)),
            found=found,
            every=uow.journal.count(LogFilter(scope=scope)),
            acts=tuple(uow.journal.acts(scope)),
            page=here,
            pages=pages,
        )


def _scope(uow: UnitOfWork, by: Actor) -> LogScope | None:
    if role_anywhere(uow, by) is Role.ADMINISTRATOR:
        return None
    every = {r.id for r in uow.requisitions.all()}
    own = frozenset(r for r in every if may(uow, by, Action.SEE_AUDIT_LOG, r))
    return LogScope(own=own, others=frozenset(every - own), rater=by.rater)
