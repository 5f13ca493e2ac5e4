"""Keep, find and drop what somebody typed into a form and did not save yet."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.errors import NotAllowed
from assessment.domain.ids import CandidateId
from assessment.domain.permissions import Action, Actor
from assessment.services.store.permits import acting, permit, permit_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned


def keep(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    form: DraftForm,
    *,
    typed: Mapping[str, str],
    by: Actor,
) -> None:
    """Keep these fields as they were typed, whether or not they could be saved like this."""
    at = clock()
    with acting(open_uow, by) as uow:
        _permit(uow, by, form)
        for field, text in typed.items():
            uow.drafts.keep(DraftField(form=form, field=field, text=cleaned(text), kept_at=at))
        uow.commit()


def kept(
    open_uow: OpenUnitOfWork, candidate: CandidateId, *, by: Actor
) -> Mapping[str, Mapping[str, DraftField]]:
    """Return what this person typed into the forms about one candidate, by form and field."""
    found: dict[str, dict[str, DraftField]] = {}
    with acting(open_uow, by, read_only=True) as uow:
        permit_candidate(uow, by, Action.KEEP_DRAFT, candidate)
        for field in uow.drafts.of(candidate, by.author):
            found.setdefault(field.form.name, {})[field.field] = field
    return found


def drop(open_uow: OpenUnitOfWork, form: DraftForm, *, fields: Collection[str], by: Actor) -> None:
    """Remove the draft of these fields."""
    with acting(open_uow, by) as uow:
        _permit(uow, by, form)
        uow.drafts.drop(form, fields)
        uow.commit()


def ending(open_uow: OpenUnitOfWork, form: DraftForm) -> OpenUnitOfWork:
    """Return `open_uow` for the use case that saves `form`: its commit removes the draft.

    A use case that is refused commits nothing, so the draft stays as it was. A transaction after
    that, in which the refusal is noted, leaves the draft alone as well.
    """
    begun: list[bool] = []

    @contextmanager
    def opened(*, read_only: bool = False) -> Iterator[UnitOfWork]:
        with open_uow(read_only=read_only) as uow:
            if not read_only and not begun:
                begun.append(True)
                uow.drafts.drop(form)
            yield uow

    return opened


def _permit(uow: UnitOfWork, by: Actor, form: DraftForm) -> None:
    """A draft is its author's."""
    if form.author != by.author:
        raise NotAllowed("A draft belongs to whoever typed it: nobody else can change it.")
    if form.candidate:
        permit_candidate(uow, by, Action.KEEP_DRAFT, form.candidate)
    elif form.requisition:
        permit(uow, by, Action.KEEP_DRAFT, form.requisition)
