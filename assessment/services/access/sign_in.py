"""What the database knows of somebody who signed in: whose address it is, and whether it ended."""

from contextlib import suppress
from datetime import timedelta
from typing import NamedTuple

from assessment.domain.audit import SIGN_IN_REFUSED, SIGNED_IN, SIGNED_OUT
from assessment.domain.errors import AssessmentError
from assessment.domain.ids import RaterId
from assessment.domain.permissions import Actor
from assessment.services.store.ports import Clock, OpenUnitOfWork

LASTS = timedelta(hours=12)
"""From one sign-in to the next: a working day."""
ABOUT = "database"
"""What a sign-in is about, in the audit log."""


class AddressHolder(NamedTuple):
    """Whom an address belongs to now."""

    rater: RaterId | None
    """None where no interviewer has this address."""
    name: str
    ended: bool
    """Whether this sign-in was ended, by signing out or by another one in the same browser."""


def standing(open_uow: OpenUnitOfWork, *, session: str, email: str) -> AddressHolder:
    """`session` tells this sign-in from every other; `email` is verified, in lower case."""
    with open_uow(read_only=True) as uow:
        ended = uow.sign_ins.has_ended(session)
        rater = uow.people.with_email(email)
        name = uow.people.raters().get(rater, rater) if rater else ""
    return AddressHolder(rater, name, ended)


def end_sign_in(open_uow: OpenUnitOfWork, clock: Clock, *, session: str, by: Actor) -> None:
    """From now on every page that was opened with it has to be signed in to again."""
    now = clock()
    with open_uow() as uow:
        uow.sign_ins.end(session, at=now, forget_before=now - 2 * LASTS)
        uow.journal.note(by=by.author, act=SIGNED_OUT, about=ABOUT, detail="")
        uow.commit()


def note_sign_in(open_uow: OpenUnitOfWork, *, by: Actor) -> None:
    """Somebody whom we know has signed in."""
    with suppress(AssessmentError), open_uow() as uow:  # they may come in anyway
        uow.journal.note(by=by.author, act=SIGNED_IN, about=ABOUT, detail="")
        uow.commit()


def note_refusal(open_uow: OpenUnitOfWork, *, why: str) -> None:
    """Somebody was turned away; `why` is a word or two, and never the address."""
    with suppress(AssessmentError), open_uow() as uow:  # they stay outside anyway
        uow.journal.note(by=None, act=SIGN_IN_REFUSED, about=ABOUT, detail=why)
        uow.commit()
