"""Files attached to a candidate, such as a CV: added, downloaded and removed, each time logged."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from assessment.domain.attachment import MOST, Attachment, file_name, kind_of
from assessment.domain.errors import AssessmentError, Invalid, NotFound, Sealed, no_such
from assessment.domain.ids import CandidateId, RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.services.store.blindness import name_hidden
from assessment.services.store.permits import acting, may, note_act, permit_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import cleaned


class Download(NamedTuple):
    attachment: Attachment
    data: bytes


def permit_reading(uow: UnitOfWork, by: Actor, candidate: CandidateId) -> None:
    """The one place that says whether `by` may read a candidate's files now.

    Lists and downloads both come through here. Raises NotFound, NotAllowed,
    or Sealed while blind mode hides who the candidate is.
    """
    found = permit_candidate(uow, by, Action.SEE_ATTACHMENT, candidate)
    if name_hidden(uow, found.requisition, candidate):
        raise Sealed(
            f"The files of {found.code} can't be downloaded until the debrief opens: this role is "
            "in blind mode, and a file may show the name."
        )


def attach(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    name: str,
    data: bytes,
    by: Actor,
) -> Attachment:
    """Stores a checked file with its SHA-256. Raises Invalid for a kind or size that isn't kept.

    The same contents a second time are refused, because somebody pressed twice.
    """
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.CHANGE_ATTACHMENTS, candidate)
        called = file_name(cleaned(name))
        kind, digest = kind_of(called, data), hashlib.sha256(data).hexdigest()
        there = uow.attachments.of(candidate)
        if same := next((a for a in there if a.digest == digest), None):
            raise Invalid(f"{found.code} already has this file, called {same.name}.")
        if len(there) >= MOST:
            raise Invalid(f"{found.code} has {MOST} files, the most there may be. Remove one.")
        made = uow.attachments.add(
            Attachment(
                candidate=candidate,
                name=called,
                kind=kind,
                size=len(data),
                digest=digest,
                added_at=clock(),
                added_by=by.rater,
            ),
            data,
        )
        note_act(uow, by, Action.CHANGE_ATTACHMENTS, candidate, f"file {made.id} added")
        uow.commit()
    return made


def attached(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> Mapping[CandidateId, tuple[Attachment, ...]]:
    """The files of the candidates whose files `by` may read; nothing of anybody else's."""
    with acting(open_uow, by, read_only=True) as uow:
        if not may(uow, by, Action.SEE_ATTACHMENT, requisition):
            return {}
        found = uow.attachments.of_requisition(requisition)
        return {c: tuple(own) for c, own in found.items() if _readable(uow, by, c)}


def download(open_uow: OpenUnitOfWork, *, attachment: int, by: Actor) -> Download:
    """One file with its contents; the audit log notes who took it."""
    with acting(open_uow, by) as uow:
        found = _found(uow, by, attachment)
        data = uow.attachments.data(attachment)
        if hashlib.sha256(data).hexdigest() != found.digest:
            raise Invalid("This file was changed in the database, so it isn't handed out.")
        note_act(uow, by, Action.SEE_ATTACHMENT, found.candidate, f"file {attachment} downloaded")
        uow.commit()
    return Download(found, data)


def detach(open_uow: OpenUnitOfWork, *, attachment: int, by: Actor) -> None:
    """Erases one file for good; the audit log notes that it was there."""
    with acting(open_uow, by) as uow:
        found = _found(uow, by, attachment)
        permit_candidate(uow, by, Action.CHANGE_ATTACHMENTS, found.candidate)
        uow.attachments.remove(attachment)
        note_act(uow, by, Action.CHANGE_ATTACHMENTS, found.candidate, f"file {attachment} removed")
        uow.commit()


def _found(uow: UnitOfWork, by: Actor, attachment: int) -> Attachment:
    """The file, or the same answer whether it isn't there or isn't for `by` to know of."""
    found = uow.attachments.find(attachment)
    if found is None:
        raise no_such("file", str(attachment))
    try:
        permit_reading(uow, by, found.candidate)
    except NotFound as fault:
        hidden = no_such("file", str(attachment))
        hidden.denial = fault.denial
        raise hidden from fault
    return found


def _readable(uow: UnitOfWork, by: Actor, candidate: CandidateId) -> bool:
    try:
        permit_reading(uow, by, candidate)
    except AssessmentError:
        return False
    return True
