"""Blind mode of one requisition, and the logged look at a name that it hides."""

from dataclasses import dataclass, replace

from assessment.domain.contact import Contact
from assessment.domain.errors import NotAllowed
from assessment.domain.ids import CandidateId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.services.store.blindness import everybody, name_hidden
from assessment.services.store.permits import acting, note_act, permit, permit_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork
from assessment.services.store.text_cleaning import note


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownName:
    """Who a hidden candidate is."""

    name: str
    """Blank where none was given."""
    contact: Contact


def hide_names(
    open_uow: OpenUnitOfWork, clock: Clock, *, requisition: RequisitionId, by: Actor
) -> tuple[str, ...]:
    """Turns blind mode on; returns the codes whose names could be seen until now."""
    with acting(open_uow, by) as uow:
        found = permit(uow, by, Action.CHANGE_BLIND, requisition)
        if found.blind_since:
            return ()
        uow.requisitions.save(replace(found, blind_since=clock()))
        named = everybody(uow).candidate_names(requisition)
        seen = tuple(
            c.code
            for c in uow.requisitions.candidates(requisition)
            if c.id in named and name_hidden(uow, requisition, c.id)
        )
        before = f", names could be seen before: {', '.join(seen)}" if seen else ""
        note_act(uow, by, Action.CHANGE_BLIND, requisition, f"on{before}")
        uow.commit()
    return seen


def show_names(
    open_uow: OpenUnitOfWork, *, requisition: RequisitionId, reason: str, by: Actor
) -> None:
    """Turns blind mode off, for everybody at once; the audit log keeps the reason."""
    with acting(open_uow, by) as uow:
        found = permit(uow, by, Action.CHANGE_BLIND, requisition)
        if not found.blind_since:
            return
        why = note(reason, "reason", missing="Give a short reason why names are shown again.")
        uow.requisitions.save(replace(found, blind_since=None))
        note_act(uow, by, Action.CHANGE_BLIND, requisition, "off", because=why)
        uow.commit()


def show_name(
    open_uow: OpenUnitOfWork, *, candidate: CandidateId, reason: str, by: Actor
) -> ShownName:
    """Who a hidden candidate is, for whoever schedules and doesn't rate; logged with the reason."""
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.SHOW_NAME, candidate)
        if not name_hidden(uow, found.requisition, candidate):
            raise NotAllowed(f"The name of {found.code} isn't hidden.")
        why = note(reason, "reason", missing=f"Give a short reason for looking up {found.code}.")
        people = everybody(uow)
        shown = ShownName(
            name=people.candidate_names(found.requisition).get(candidate, ""),
            contact=people.contacts(found.requisition).get(candidate, Contact()),
        )
        note_act(uow, by, Action.SHOW_NAME, candidate, because=why)
        uow.commit()
    return shown
