"""What is behind a link to Compare, worked out while the page with the link is looked at."""

from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Actor
from assessment.services.reading.background import BACKGROUND
from assessment.services.reading.preparing import prepare
from assessment.ui.app_context import AppContext


def prepare_comparison(
    context: AppContext, role: RequisitionId, by: Actor, *, later: bool = False
) -> None:
    """Has the comparison of `role` worked out for `by`, once the page is drawn.

    `later` is for a page of several roles: after what other pages want, and while nobody writes.
    """
    store, bank = context.open_uow, context.bank
    BACKGROUND.want((role, by), lambda: prepare(store, bank, role, by=by), later=later)
