"""What somebody typed into a form and did not save yet: kept, found again, dropped."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from assessment.domain.draft_fields import Form, Words
from assessment.domain.ids import CandidateId, RaterId
from assessment.services.store.lookups import the_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned


def keep(open_uow: OpenUnitOfWork, clock: Clock, form: Form, *, said: Mapping[str, str]) -> None:
    """Keeps what these fields say as it was typed, also what could not be saved like this."""
    at = clock()
    with open_uow() as uow:
        the_candidate(uow, form.candidate)
        for field, text in said.items():
            uow.words.keep(Words(form=form, field=field, text=cleaned(text), kept_at=at))
        uow.commit()


def kept(
    open_uow: OpenUnitOfWork, candidate: CandidateId, *, keeper: RaterId | None
) -> Mapping[str, Mapping[str, Words]]:
    """What this person typed into the forms about one candidate: by form, then by field."""
    found: dict[str, dict[str, Words]] = {}
    with open_uow(read_only=True) as uow:
        for words in uow.words.of(candidate, keeper):
            found.setdefault(words.form.name, {})[words.field] = words
    return found


def drop(open_uow: OpenUnitOfWork, form: Form, *, fields: Collection[str]) -> None:
    """Ends what was kept of these fields."""
    with open_uow() as uow:
        uow.words.drop(form, fields)
        uow.commit()


def ending(open_uow: OpenUnitOfWork, form: Form) -> OpenUnitOfWork:
    """`open_uow` for the use case that saves `form`: what was kept of it ends with its commit.

    A use case that is refused commits nothing, so everything is kept as before.
    """

    @contextmanager
    def opened(*, read_only: bool = False) -> Iterator[UnitOfWork]:
        with open_uow(read_only=read_only) as uow:
            if not read_only:
                uow.words.drop(form)
            yield uow

    return opened
