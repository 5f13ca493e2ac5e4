"""A role that is over and put away, and the way back."""

from dataclasses import replace

from assessment.domain.errors import NotAllowed
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.services.store.permits import acting, note_act, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork


def archive(
    open_uow: OpenUnitOfWork, clock: Clock, *, requisition: RequisitionId, by: Actor
) -> None:
    """Takes the role out of Today and of the lists; `unarchive` undoes it.

    Everything stays readable, and a page that is still open saves as before.
    """
    with acting(open_uow, by) as uow:
        found = permit(uow, by, Action.ARCHIVE_REQUISITION, requisition)
        if found.archived_at:
            raise NotAllowed(f"{requisition} is archived already.")
        uow.requisitions.save(replace(found, archived_at=clock()))
        note_act(uow, by, Action.ARCHIVE_REQUISITION, requisition)
        uow.commit()


def unarchive(open_uow: OpenUnitOfWork, *, requisition: RequisitionId, by: Actor) -> None:
    """Undoes `archive`."""
    with acting(open_uow, by) as uow:
        found = permit(uow, by, Action.ARCHIVE_REQUISITION, requisition)
        if not found.archived_at:
            raise NotAllowed(f"{requisition} isn't archived.")
        uow.requisitions.save(replace(found, archived_at=None))
        note_act(uow, by, Action.ARCHIVE_REQUISITION, requisition, "restored")
        uow.commit()
