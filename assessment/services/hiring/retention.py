"""Say how long candidates' data is kept; nothing is deleted by it."""

from datetime import date

from assessment.domain.ids import CandidateId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.domain.retention import KeptLonger, checked_period, checked_until, in_months
from assessment.services.store.permits import acting, note_act, permit, permit_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork
from assessment.services.store.text_cleaning import note


def change_retention(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, months: int, reason: str, by: Actor
) -> None:
    """The period of one requisition, from 1 to 60 whole months; the audit log keeps the change."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.CHANGE_RETENTION, requisition)
        held = uow.retention.period(requisition)
        wanted = checked_period(requisition, months, note(reason, "reason"))
        if wanted == held:
            return
        uow.retention.change(wanted)
        detail = f"{in_months(held.months)} to {in_months(wanted.months)}"
        note_act(uow, by, Action.CHANGE_RETENTION, requisition, detail, because=wanted.reason)
        uow.commit()


def keep_longer(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    until: date,
    reason: str,
    by: Actor,
) -> None:
    """Keeps one candidate's data until a later day; it is due again from then on."""
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.KEEP_LONGER, candidate)
        now = clock()
        checked_until(until, now.date())
        why = note(reason, "reason", missing=f"Give a short reason why {found.code} is kept.")
        uow.retention.keep(
            KeptLonger(candidate=candidate, until=until, because=why, at=now, by=by.rater)
        )
        note_act(uow, by, Action.KEEP_LONGER, candidate, f"until {until}", because=why)
        uow.commit()
