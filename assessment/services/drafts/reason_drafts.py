"""Keep, find and drop reasons for weights that are not overridden any more in an unsaved brief."""

from collections.abc import Mapping

from assessment.domain.draft_form import DraftForm
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.services.drafts import form_drafts
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import Competency


def _form(requisition: RequisitionId, author: RaterId | None) -> DraftForm:
    return DraftForm(name="brief reasons", author=author, requisition=requisition)


def keep(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    requisition: RequisitionId,
    reasons: Mapping[Competency, str],
    *,
    by: Actor,
) -> None:
    """Keep these reasons as they were typed; reasons for other competencies stay."""
    typed = {competency.value: text for competency, text in reasons.items()}
    form_drafts.keep(open_uow, clock, _form(requisition, by.author), typed=typed, by=by)


def kept(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> dict[Competency, str]:
    """Return what this person typed, by competency; blank where a reason was cleared."""
    form = _form(requisition, by.author)
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_BRIEF, requisition)  # not on a device with a link
        found = [f for f in uow.drafts.of(requisition, by.author) if f.form == form]
    return {Competency(f.field): f.text for f in found if f.field in set(Competency)}


def drop(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> None:
    """Remove them; where there are none, nothing is written."""
    if typed := kept(open_uow, requisition, by=by):
        form = _form(requisition, by.author)
        form_drafts.drop(open_uow, form, fields=[c.value for c in typed], by=by)


def end(uow: UnitOfWork, requisition: RequisitionId, author: RaterId | None) -> None:
    """Remove them inside a transaction that is already open, as saving the brief does."""
    uow.drafts.drop(_form(requisition, author))
