"""Keep, find and drop an advert that somebody pasted and did not apply to the brief yet."""

from assessment.domain.draft_form import DraftForm
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.services.drafts import form_drafts
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork

FIELD = "text"
LONGEST = 400_000
"""Characters that are kept: more than any advert has, and a reading refuses more."""


def _form(requisition: RequisitionId, author: RaterId | None) -> DraftForm:
    return DraftForm(name="advert", author=author, requisition=requisition)


def keep(
    open_uow: OpenUnitOfWork, clock: Clock, requisition: RequisitionId, text: str, *, by: Actor
) -> None:
    """Keep the text as it was pasted, up to `LONGEST` characters."""
    form = _form(requisition, by.author)
    form_drafts.keep(open_uow, clock, form, typed={FIELD: text[:LONGEST]}, by=by)


def kept(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> str:
    """Return what this person pasted; an empty text where there is nothing."""
    form = _form(requisition, by.author)
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_BRIEF, requisition)  # not on a device with a link
        found = (f.text for f in uow.drafts.of(requisition, by.author) if f.form == form)
        return next(found, "")


def drop(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> None:
    """Remove the draft; where there is none, nothing is written."""
    if kept(open_uow, requisition, by=by):
        form_drafts.drop(open_uow, _form(requisition, by.author), fields=[FIELD], by=by)
