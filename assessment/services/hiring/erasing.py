"""Erase what is known of a candidate, or take away the words and the name."""

from assessment.domain.erasure import Erasure
from assessment.domain.errors import NotAllowed
from assessment.domain.ids import CandidateId, InterviewId, candidate_in, requisition_of
from assessment.domain.permissions import Action, Actor, Role
from assessment.services.hiring.candidates import remember_code
from assessment.services.reading.kept_logs import ERASED, forget
from assessment.services.store.permits import acting, note_act, permit_candidate, role_in
from assessment.services.store.ports import Clock, OpenUnitOfWork


def erased_sentence(open_uow: OpenUnitOfWork, interview: InterviewId, *, by: Actor) -> str:
    """That the data of this interview's candidate was erased; blank where it wasn't.

    Blank for whoever has no part in the role, too.
    """
    candidate = candidate_in(interview)
    with acting(open_uow, by, read_only=True) as uow:
        role = role_in(uow, by, requisition_of(candidate))
        found = uow.erasures.find(candidate) if role is not Role.STRANGER else None
        return found.sentence if found else ""


def erased_candidates(open_uow: OpenUnitOfWork, *, by: Actor) -> list[CandidateId]:
    """Whose data was erased or anonymised in the roles in which this person has a part."""
    with acting(open_uow, by, read_only=True) as uow:
        if not uow.settings.get(ERASED):
            return []
        found = uow.erasures.candidates()
        roles = {requisition_of(c) for c in found}
        own = {r for r in roles if role_in(uow, by, r) is not Role.STRANGER}
        return [c for c in found if requisition_of(c) in own]


def erase_candidate(
    open_uow: OpenUnitOfWork, clock: Clock, *, candidate: CandidateId, how: Erasure, by: Actor
) -> None:
    """Takes the candidate's data out of every table, for good; the audit log notes that it did.

    No reason is asked for: it would be one more text about the person. `ANONYMISE` keeps levels,
    boards, decisions and digests under the code; `ERASE` keeps the code in the audit log alone.
    Raises NotAllowed for a second anonymisation.
    """
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.ERASE_CANDIDATE, candidate)
        if how is Erasure.ANONYMISE and found.anonymised_at:
            raise NotAllowed(f"The data of {found.code} is anonymised already.")
        if how is Erasure.ERASE:
            remember_code(uow, found.requisition)
            uow.erasures.erase(candidate)
        else:
            uow.erasures.anonymise(candidate, at=clock())
        uow.settings.put(ERASED, str(int(uow.settings.get(ERASED) or 0) + 1))
        note_act(uow, by, Action.ERASE_CANDIDATE, candidate, how.value)
        uow.commit()
    forget()  # what was read before, in this process; the setting tells every other one
