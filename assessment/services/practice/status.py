"""Who of a panel has practised, and until when that holds: no results, and no order."""

from datetime import datetime
from typing import NamedTuple

from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.domain.practice import rounds_of, valid_until
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import OpenUnitOfWork


class PracticeStatus(NamedTuple):
    """Of one person who rates."""

    rater: RaterId
    name: str
    until: datetime | None
    """None where no finished round has met the standard; it may lie in the past."""


def practice_status(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> list[PracticeStatus]:
    """Everybody on the panel who rates, in the order of the panel."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_PRACTICE, requisition)
        names = uow.people.raters()
        return [
            PracticeStatus(
                member.rater,
                names.get(member.rater, member.rater),
                valid_until(rounds_of(uow.practice.of(member.rater))),
            )
            for member in uow.requisitions.panel(requisition)
            if member.role.rates
        ]
