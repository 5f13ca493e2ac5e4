"""Blind mode: codes instead of names, in the one place through which every use case reads names.

`permits.acting` puts `DiscreetPeople` before the names of each transaction, so a new page, file or
print has codes without knowing of blind mode. What has to know a name nevertheless asks
`everybody`, and a test lists who does.
"""

from assessment.domain.contact import Contact
from assessment.domain.decision import DebriefKind
from assessment.domain.ids import CandidateId, RaterId, RequisitionId
from assessment.domain.removal import FormerName
from assessment.domain.visibility import Progress
from assessment.services.store.ports import UnitOfWork
from assessment.services.store.role_repositories import People


class DiscreetPeople:
    """The people of one transaction, without names that blind mode hides; writing is the same."""

    def __init__(self, uow: UnitOfWork, everybody: People) -> None:
        self._uow, self.everybody = uow, everybody
        self._shown: dict[RequisitionId, frozenset[CandidateId] | None] = {}

    def candidate_names(self, requisition: RequisitionId) -> dict[CandidateId, str]:
        found = self.everybody.candidate_names(requisition)
        return {c: name for c, name in found.items() if not self.hides(requisition, c)}

    def contacts(self, requisition: RequisitionId) -> dict[CandidateId, Contact]:
        found = self.everybody.contacts(requisition)
        return {c: contact for c, contact in found.items() if not self.hides(requisition, c)}

    def former_name(self, candidate: CandidateId) -> FormerName | None:
        found = self._uow.requisitions.candidate(candidate)
        if found is None or self.hides(found.requisition, candidate):
            return None
        return self.everybody.former_name(candidate)

    def hides(self, requisition: RequisitionId, candidate: CandidateId) -> bool:
        if requisition not in self._shown:
            self._shown[requisition] = _shown(self._uow, requisition)
        shown = self._shown[requisition]
        return shown is not None and candidate not in shown

    def add_rater(self, rater: RaterId, name: str) -> None:
        self.everybody.add_rater(rater, name)

    def remove_rater(self, rater: RaterId) -> None:
        self.everybody.remove_rater(rater)

    def raters(self) -> dict[RaterId, str]:
        return self.everybody.raters()

    def set_email(self, rater: RaterId, email: str) -> None:
        self.everybody.set_email(rater, email)

    def emails(self) -> dict[RaterId, str]:
        return self.everybody.emails()

    def with_email(self, email: str) -> RaterId | None:
        return self.everybody.with_email(email)

    def name_candidate(self, candidate: CandidateId, name: str) -> None:
        self.everybody.name_candidate(candidate, name)

    def remember_name(self, candidate: CandidateId, former: FormerName | None) -> None:
        self.everybody.remember_name(candidate, former)

    def keep_contact(self, candidate: CandidateId, contact: Contact) -> None:
        self.everybody.keep_contact(candidate, contact)


def be_discreet(uow: UnitOfWork) -> None:
    """From now on the names of this transaction are those that may be shown."""
    if not isinstance(uow.people, DiscreetPeople):
        uow.people = DiscreetPeople(uow, uow.people)


def everybody(uow: UnitOfWork) -> People:
    """Names that are hidden too: for what compares or marks them and shows nobody any."""
    return uow.people.everybody if isinstance(uow.people, DiscreetPeople) else uow.people


def name_hidden(uow: UnitOfWork, requisition: RequisitionId, candidate: CandidateId) -> bool:
    """Whether blind mode hides who this is: until the candidate's debrief opens.

    Whatever else tells who somebody is, such as an attached file, stays closed as long.
    """
    if isinstance(uow.people, DiscreetPeople):
        return uow.people.hides(requisition, candidate)
    shown = _shown(uow, requisition)
    return shown is not None and candidate not in shown


def _shown(uow: UnitOfWork, requisition: RequisitionId) -> frozenset[CandidateId] | None:
    """Whose debrief is open; None where the requisition hides nobody."""
    role = uow.requisitions.find(requisition)
    if role is None or role.blind_since is None:
        return None
    meetings = uow.interviews.of_requisition(requisition)
    submitted = uow.entries.submitted_in([i.id for i in meetings])
    debriefs = uow.debriefs.of_requisition(requisition)
    shown = set()
    for candidate in uow.requisitions.candidates(requisition):
        own = [i for i in meetings if i.candidate == candidate.id]
        state = Progress(
            awaited=frozenset(sheet for i in own for sheet in i.rating_sheets),
            submitted=submitted,
            opened_by_override=any(
                r.kind is DebriefKind.OPENED for r in debriefs.get(candidate.id, ())
            ),
        )
        if state.open:
            shown.add(candidate.id)
    return frozenset(shown)
