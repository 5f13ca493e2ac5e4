"""Merge a file from another laptop, whichever way it goes: all of it in one transaction."""

from assessment.domain.permissions import Actor
from assessment.export.handover_file import HandoverFile, read_file
from assessment.services.handover.merged import Merged
from assessment.services.handover.returning import take_home
from assessment.services.handover.taking_in import take_in
from assessment.services.store.identity import identity_of
from assessment.services.store.permits import acting
from assessment.services.store.ports import Clock, OpenUnitOfWork


def merge(
    open_uow: OpenUnitOfWork, clock: Clock, data: bytes, *, by: Actor, signed_in: bool = False
) -> Merged:
    """Takes in the seat, or takes it home. Invalid says what is wrong, with nothing changed.

    The same file can be merged any number of times, and several in any order. Where people are
    `signed_in`, what somebody else's return says is kept as proposals, unless an administrator
    merges it.
    """
    file = read_file(data)
    with acting(open_uow, by) as uow:
        own = identity_of(uow)
        if isinstance(file, HandoverFile):
            done = take_in(uow, clock(), file, own, by=by)
        else:
            done = take_home(uow, clock(), file, own, by=by, signed_in=signed_in)
        uow.commit()
    return done
