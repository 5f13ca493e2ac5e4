"""The notice to the candidates of a role: what it says, and who may say it."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from assessment.domain.ids import RequisitionId
from assessment.domain.notice import NoticeDetails
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import PanelMember, Requisition
from assessment.services.store.permits import acting, note_act, permit, permit_anywhere
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import block

_DETAILS = TypeAdapter(NoticeDetails)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateNotice:
    """Everything that the notice of one role is made from; nothing about any candidate."""

    requisition: Requisition
    details: NoticeDetails
    panel: tuple[tuple[str, PanelMember], ...]
    """Name and seat of everybody on the panel, in its order."""
    board: bool
    """Whether a locked kit of the role has the placement exercise."""
    period: str
    """`6 months after the decision`."""


def read_notice(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> CandidateNotice:
    """For everybody with a seat: whoever meets the candidate hands it out."""
    with acting(open_uow, by, read_only=True) as uow:
        found = permit(uow, by, Action.SEE_NOTICE, requisition)
        names = uow.people.raters()
        panel = uow.requisitions.panel(requisition)
        return CandidateNotice(
            requisition=found,
            details=_details(uow, requisition),
            panel=tuple((names.get(m.rater, m.rater), m) for m in panel),
            board=any(kit.deck for kit in uow.kits.of(requisition)),
            period=uow.retention.period(requisition).sentence,
        )


def change_notice(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, details: NoticeDetails, by: Actor
) -> None:
    """Saves what the notice says from now on; Invalid where a field is too long for the page."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.CHANGE_NOTICE, requisition)
        checked = NoticeDetails(
            controller=block(details.controller, "name and address"),
            contact=block(details.contact, "contact"),
            basis=block(details.basis, "legal basis"),
        )
        if checked == _details(uow, requisition):
            return
        uow.settings.put(notice_key(requisition), _DETAILS.dump_json(checked).decode())
        note_act(uow, by, Action.CHANGE_NOTICE, requisition)
        uow.commit()


def controllers(open_uow: OpenUnitOfWork, *, by: Actor) -> tuple[str, ...]:
    """Every controller that a role names, with the contact, each once."""
    with acting(open_uow, by, read_only=True) as uow:
        permit_anywhere(uow, by, Action.WRITE_RECORD)
        told = (_details(uow, role.id).told for role in uow.requisitions.all())
        return tuple(dict.fromkeys(filter(None, told)))


def notice_key(requisition: RequisitionId) -> str:
    """Under which setting the details are kept."""
    return f"notice.{requisition}"


def _details(uow: UnitOfWork, requisition: RequisitionId) -> NoticeDetails:
    kept = uow.settings.get(notice_key(requisition))
    return _DETAILS.validate_json(kept) if kept else NoticeDetails()
