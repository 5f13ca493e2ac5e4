"""The file of a seat that was handed over or returned, once more."""

from assessment.domain.errors import NotAllowed
from assessment.domain.handover import HandoverDirection
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Action, Actor
from assessment.services.handover.giving_back import give_back
from assessment.services.handover.handing_over import hand_over
from assessment.services.store.permits import acting, permit_interview
from assessment.services.store.ports import Clock, OpenUnitOfWork


def file_again(
    open_uow: OpenUnitOfWork, clock: Clock, *, sheet: SheetKey, by: Actor
) -> tuple[str, bytes]:
    """Its name and its bytes; NotAllowed where nobody has handed it over or returned it.

    Asking for a file moves no seat, so that a link to it can be opened any number of times.
    """
    with acting(open_uow, by, read_only=True) as uow:
        permit_interview(uow, by, Action.SEE_SCORECARD, sheet.interview)
        known = [h for h in uow.handovers.of([sheet.interview]) if h.sheet == sheet]
        away = next((h for h in known if h.elsewhere), None)
    if away is None:
        raise NotAllowed(
            f"The scorecard of {sheet.rater} is here. Hand it over or return it on the Interviews "
            "page first."
        )
    if away.direction is HandoverDirection.IN:
        return f"{sheet.interview}-return.zip", give_back(open_uow, clock, sheet=sheet, by=by).file
    return f"{sheet.interview}-handover.zip", hand_over(open_uow, clock, sheet=sheet, by=by).file
