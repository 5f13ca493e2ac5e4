"""When the last backup was made, and one made now."""

from collections.abc import Callable
from datetime import datetime

from assessment.domain.audit import BACKED_UP
from assessment.domain.permissions import Action, Actor, may_ever
from assessment.services.store.audit_log import LogFilter
from assessment.services.store.permits import acting, permit_anywhere, role_anywhere
from assessment.services.store.ports import OpenUnitOfWork


def last_backup(open_uow: OpenUnitOfWork, *, by: Actor) -> datetime | None:
    """By the audit log; None where there was none, or none that Levelset made."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.MAKE_BACKUP)
        newest = uow.journal.page(LogFilter(act=BACKED_UP), skip=0, most=1)
    return newest[0].at if newest else None


def may_back_up(open_uow: OpenUnitOfWork, *, by: Actor) -> bool:
    """For the page that offers it."""
    with acting(open_uow, by, read_only=True) as uow:
        return may_ever(Action.MAKE_BACKUP, role_anywhere(uow, by))


def back_up_now(open_uow: OpenUnitOfWork, copy: Callable[[], object], *, by: Actor) -> None:
    """Calls `copy`, which writes the backup and the line in the audit log.

    No transaction is open meanwhile: the copy reads the database by itself.
    """
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.MAKE_BACKUP)
    copy()
