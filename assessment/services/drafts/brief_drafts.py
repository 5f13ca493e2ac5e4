"""What somebody typed into a role brief and did not save yet: kept, found again, dropped."""

from dataclasses import replace

from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.role import RoleBrief
from assessment.services.store.lookups import the_requisition
from assessment.services.store.ports import Clock, OpenUnitOfWork
from assessment.services.store.text_cleaning import cleaned


def keep(
    open_uow: OpenUnitOfWork, clock: Clock, brief: RoleBrief, *, keeper: RaterId | None
) -> RoleBrief:
    """Keeps `brief` as it was typed, also what could not be saved like this; its time is now."""
    kept = replace(
        brief,
        title=cleaned(brief.title),
        client=cleaned(brief.client),
        rationale={c: cleaned(why) for c, why in brief.rationale.items()},
        to_clear_up=cleaned(brief.to_clear_up),
        saved_at=clock(),
    )
    with open_uow() as uow:
        the_requisition(uow, brief.requisition)
        uow.briefs.keep_draft(kept, keeper)
        uow.commit()
    return kept


def kept(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, keeper: RaterId | None
) -> RoleBrief | None:
    """What this person typed; it carries the revision it was made from and when it was kept."""
    with open_uow(read_only=True) as uow:
        return uow.briefs.draft(requisition, keeper)


def drop(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, keeper: RaterId | None) -> None:
    """Ends it; where nothing is kept, nothing is written."""
    if kept(open_uow, requisition, keeper=keeper) is None:
        return
    with open_uow() as uow:
        uow.briefs.drop_draft(requisition, keeper)
        uow.commit()
