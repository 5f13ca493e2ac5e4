"""What emails about one interview are made from, for whoever may change the interview."""

from dataclasses import dataclass
from datetime import datetime

from assessment.domain.contact import Contact
from assessment.domain.ids import InterviewId
from assessment.domain.permissions import Actor
from assessment.services.reading.calendar_events import Recipient, permit_message, seated
from assessment.services.reading.visible_ratings import requisition_file
from assessment.services.store.permits import acting
from assessment.services.store.ports import OpenUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One interview as an email tells it."""

    role: str
    client: str
    code: str
    name: str
    """The candidate's; blank where it isn't known."""
    email: str
    interviewers: tuple[str, ...]
    start: datetime
    minutes: int
    sender: str
    """The viewer's name; blank for the owner."""
    cancelled: bool


def read_invitation(open_uow: OpenUnitOfWork, interview: InterviewId, *, by: Actor) -> Invitation:
    """The interview, cancelled or not; nothing that was recorded in it."""
    with acting(open_uow, by, read_only=True) as uow:
        found, candidate = permit_message(uow, by, Recipient.CANDIDATE, interview)
        file = requisition_file(uow, candidate.requisition, by=by)
        contact = uow.people.contacts(candidate.requisition).get(candidate.id, Contact())
        return Invitation(
            role=file.requisition.title,
            client=file.requisition.client,
            code=candidate.code,
            name=uow.people.candidate_names(candidate.requisition).get(candidate.id, ""),
            email=contact.email,
            interviewers=tuple(seated(uow, file, found)),
            start=found.planned_at,
            minutes=file.kit_of(found).minutes,
            sender=uow.people.raters().get(by.rater, "") if by.rater else "",
            cancelled=found.removed,
        )
