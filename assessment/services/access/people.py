"""Interviewers by name, without anything of a requisition: what every request may need."""

from assessment.domain.ids import RaterId
from assessment.domain.permissions import Action, Actor
from assessment.services.store.permits import acting, permit_anywhere
from assessment.services.store.ports import OpenUnitOfWork


def interviewers(open_uow: OpenUnitOfWork, *, by: Actor) -> dict[RaterId, str]:
    """Every interviewer of the database by name."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.SEE_PEOPLE)
        return uow.people.raters()


def own_name(open_uow: OpenUnitOfWork, *, by: Actor) -> str:
    """What `by` is called; the code where there is no name, and blank for the owner."""
    with open_uow(read_only=True) as uow:
        return uow.people.raters().get(by.rater, by.rater) if by.rater else ""
