"""Interviewers by name, without anything of a requisition: what every request may need."""

from collections.abc import Collection

from assessment.domain.errors import Invalid, no_such
from assessment.domain.ids import RaterId
from assessment.domain.permissions import Action, Actor
from assessment.domain.text.email import email_of
from assessment.services.store.permits import acting, note_act, permit_anywhere
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


def emails(open_uow: OpenUnitOfWork, *, by: Actor) -> dict[RaterId, str]:
    """What each interviewer signs in with, where there is an address."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.CHANGE_EMAIL)
        return uow.people.emails()


def set_email(
    open_uow: OpenUnitOfWork,
    *,
    rater: RaterId,
    email: str,
    administrators: Collection[str] = (),
    by: Actor,
) -> str:
    """What `rater` signs in with from now on, as it is stored; blank for nothing.

    The audit log says that it changed, and not to which address. Whoever is signed in with the one
    before is signed out.
    """
    found = email_of(email) if email.strip() else ""
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.CHANGE_EMAIL)
        names = uow.people.raters()
        if rater not in names:
            raise no_such("interviewer", rater)
        if found in administrators:
            raise Invalid(
                f"{found} administers Levelset, and an administrator has no scorecard. Give "
                f"{names[rater]} another address."
            )
        holder = uow.people.with_email(found) if found else None
        if holder and holder != rater:
            raise Invalid(f"{names[holder]} ({holder}) already signs in with {found}.")
        uow.people.set_email(rater, found)
        note_act(uow, by, Action.CHANGE_EMAIL, rater, "set" if found else "removed")
        uow.commit()
    return found
