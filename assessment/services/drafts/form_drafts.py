"""Keep, find and drop what somebody typed into a form and did not save yet."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.ids import CandidateId, RaterId
from assessment.services.store.lookups import the_candidate, the_requisition
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned


def keep(
    open_uow: OpenUnitOfWork, clock: Clock, form: DraftForm, *, typed: Mapping[str, str]
) -> None:
    """Keep these fields as they were typed, whether or not they could be saved like this."""
    at = clock()
    with open_uow() as uow:
        if form.candidate:
            the_candidate(uow, form.candidate)
        elif form.requisition:
            the_requisition(uow, form.requisition)
        for field, text in typed.items():
            uow.drafts.keep(DraftField(form=form, field=field, text=cleaned(text), kept_at=at))
        uow.commit()


def kept(
    open_uow: OpenUnitOfWork, candidate: CandidateId, *, author: RaterId | None
) -> Mapping[str, Mapping[str, DraftField]]:
    """Return what this person typed into the forms about one candidate, by form and field."""
    found: dict[str, dict[str, DraftField]] = {}
    with open_uow(read_only=True) as uow:
        for field in uow.drafts.of(candidate, author):
            found.setdefault(field.form.name, {})[field.field] = field
    return found


def drop(open_uow: OpenUnitOfWork, form: DraftForm, *, fields: Collection[str]) -> None:
    """Remove the draft of these fields."""
    with open_uow() as uow:
        uow.drafts.drop(form, fields)
        uow.commit()


def ending(open_uow: OpenUnitOfWork, form: DraftForm) -> OpenUnitOfWork:
    """Return `open_uow` for the use case that saves `form`: its commit removes the draft.

    A use case that is refused commits nothing, so the draft stays as it was.
    """

    @contextmanager
    def opened(*, read_only: bool = False) -> Iterator[UnitOfWork]:
        with open_uow(read_only=read_only) as uow:
            if not read_only:
                uow.drafts.drop(form)
            yield uow

    return opened
