"""Asks the table of permissions inside a transaction, and notes in the journal what it decides.

Every use case that reads or writes a requisition's data asks here. Somebody who has no part in a
requisition gets the answer that something gets which doesn't exist.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from assessment.domain.audit import DENIED
from assessment.domain.errors import AssessmentError, Denial, NotAllowed, Sealed, no_such
from assessment.domain.handover import lender_key
from assessment.domain.ids import CandidateId, InterviewId, RequisitionId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.on_loan import ON_LOAN
from assessment.domain.permissions import (
    Action,
    Actor,
    CandidateState,
    PermissionState,
    Role,
    may_ever,
    permits,
    role_on,
    who_may,
)
from assessment.domain.requisition import Candidate, Requisition
from assessment.services.store.blindness import be_discreet
from assessment.services.store.lookups import the_requisition
from assessment.services.store.ports import OpenUnitOfWork, UnitOfWork


@contextmanager
def acting(
    open_uow: OpenUnitOfWork, by: Actor, *, read_only: bool = False, noted: bool = True
) -> Iterator[UnitOfWork]:
    """One transaction on behalf of `by`, without names that blind mode hides.

    What `by` may not do is noted after it was undone, unless `by` did not ask for it at all.
    """
    try:
        with open_uow(read_only=read_only) as uow:
            be_discreet(uow)
            yield uow
    except AssessmentError as fault:
        if fault.denial and noted:
            with suppress(AssessmentError):  # the refusal counts, also where nothing can be written
                note_once(open_uow, by, DENIED, fault.denial.about, fault.denial.action)
        raise


def note_act(  # who did what, to what, how and why
    uow: UnitOfWork, by: Actor, action: Action, about: str, detail: str = "", *, because: str = ""
) -> None:
    """Notes a permitted administrative act, in the transaction that does it.

    `detail` is ids and codes only; what somebody typed is the reason.
    """
    uow.journal.note(by=by.author, act=action.value, about=about, detail=detail, because=because)


def note_once(open_uow: OpenUnitOfWork, by: Actor, act: str, about: str, detail: str) -> None:
    """In a transaction of its own; a page that is drawn again and again is noted once."""
    said = (by.author, act, about, detail)
    with open_uow() as uow:
        last = uow.journal.newest()
        if last is None or (last.by, last.act, last.about, last.detail) != said:
            uow.journal.note(by=by.author, act=act, about=about, detail=detail)
            uow.commit()


def role_in(
    uow: UnitOfWork,
    by: Actor,
    requisition: RequisitionId,
    *,
    candidate: CandidateId | None = None,
    interview: InterviewId | None = None,
) -> Role:
    """What `by` is to a requisition; a device only where its link is about the same interview."""
    role = role_on(uow.requisitions.panel(requisition), by)
    if role is Role.DEVICE and not _link_is_about(uow, by, requisition, candidate, interview):
        return Role.STRANGER
    return role


def role_anywhere(uow: UnitOfWork, by: Actor) -> Role:
    """The role that permits most, over all requisitions."""
    ranked = list(Role)
    found = [role_on([], by)]
    if found == [Role.STRANGER]:
        found += [role_on(uow.requisitions.panel(r.id), by) for r in uow.requisitions.all()]
    return min(found, key=ranked.index)


def may(uow: UnitOfWork, by: Actor, action: Action, requisition: RequisitionId) -> bool:
    """Whether there is a state in which `by` may do it here."""
    return may_ever(action, role_in(uow, by, requisition))


def permit_anywhere(uow: UnitOfWork, by: Actor, action: Action) -> None:
    """For what belongs to no requisition."""
    _check(action, role_anywhere(uow, by), "database")


def permit(uow: UnitOfWork, by: Actor, action: Action, requisition: RequisitionId) -> Requisition:
    """For what is about a whole requisition; returns it."""
    role = role_in(uow, by, requisition)
    if role is Role.STRANGER:
        exists = uow.requisitions.find(requisition) is not None
        raise _hidden("role", requisition, action, exists=exists)
    found = the_requisition(uow, requisition)
    _check(action, role, requisition)
    _refuse_on_loan(uow, action, requisition)
    return found


def permit_candidate(
    uow: UnitOfWork,
    by: Actor,
    action: Action,
    candidate: CandidateId,
    *,
    debrief_open: bool = False,
) -> Candidate:
    """For what is about one candidate; returns it."""
    found = uow.requisitions.candidate(candidate)
    role = role_in(uow, by, found.requisition, candidate=candidate) if found else Role.STRANGER
    if found is None or role is Role.STRANGER:
        raise _hidden("candidate", candidate, action, exists=found is not None)
    _check(action, role, candidate)
    _refuse_on_loan(uow, action, found.requisition)
    removed = uow.removals.find(candidate) is not None
    state = PermissionState(candidate=_state_of(found, removed=removed), debrief_open=debrief_open)
    if not permits(action, role, state):
        raise _not_now(action, found, state)
    return found


def permit_interview(
    uow: UnitOfWork, by: Actor, action: Action, interview: InterviewId, *, removed: bool = False
) -> tuple[Interview, Candidate]:
    """For what is about one interview, or about one that was `removed`; with its candidate."""
    found = uow.interviews.find(interview)
    candidate = uow.requisitions.candidate(found.candidate) if found else None
    if found is None or candidate is None:
        raise _hidden("interview", interview, action, exists=False)
    role = role_in(uow, by, candidate.requisition, candidate=candidate.id, interview=interview)
    if role is Role.STRANGER or found.removed is not removed:
        raise _hidden("interview", interview, action, exists=found.removed is removed)
    _check(action, role, interview)
    _refuse_on_loan(uow, action, candidate.requisition)
    state = PermissionState(candidate=_state_of(candidate, removed=False))
    if not permits(action, role, state):
        raise _not_now(action, candidate, state)
    return found, candidate


def permit_sheet(uow: UnitOfWork, by: Actor, action: Action, sheet: SheetKey) -> None:
    """For what a rater does with a scorecard: her own, and where a link was opened only its one."""
    permit_interview(uow, by, action, sheet.interview)
    if by.rater != sheet.rater or by.link not in {None, sheet}:
        raise _denied(
            NotAllowed("A scorecard belongs to its rater: nobody else can change it."),
            action,
            sheet.box,
        )


def _link_is_about(
    uow: UnitOfWork,
    by: Actor,
    requisition: RequisitionId,
    candidate: CandidateId | None,
    interview: InterviewId | None,
) -> bool:
    if by.link is None or by.link.rater != by.rater:
        return False
    meeting = uow.interviews.find(by.link.interview)
    role = meeting.role_of(by.rater) if meeting else None
    if meeting is None or meeting.removed or role is None or not role.rates:
        return False
    own = uow.requisitions.candidate(meeting.candidate)
    return (
        own is not None
        and own.requisition == requisition
        and candidate in {None, own.id}
        and interview in {None, meeting.id}
    )


def _state_of(candidate: Candidate, *, removed: bool) -> CandidateState:
    if removed:
        return CandidateState.REMOVED
    if candidate.anonymised_at:
        return CandidateState.ANONYMISED
    return CandidateState.WITHDRAWN if candidate.withdrawn_at else CandidateState.CONSIDERED


def is_on_loan(uow: UnitOfWork, requisition: RequisitionId) -> bool:
    """Whether another database lent this role for an interview."""
    return uow.settings.get(lender_key(requisition)) is not None


def _refuse_on_loan(uow: UnitOfWork, action: Action, requisition: RequisitionId) -> None:
    if action not in ON_LOAN and is_on_loan(uow, requisition):
        raise NotAllowed(
            f"{requisition} came from another laptop for an interview, so nobody can "
            f"{action.value} here. Do it there."
        )


def _check(action: Action, role: Role, about: str) -> None:
    if may_ever(action, role):
        return
    if role is Role.DEVICE:
        said = f"This link opens one scorecard. It doesn't let you {action.value}."
        raise _denied(NotAllowed(said), action, about)
    raise _refused(action, about)


def _refused(action: Action, about: str) -> AssessmentError:
    able = who_may(action)
    whom = "one of them" if " or " in able else able
    said = f"Only {able} can {action.value}. Ask {whom}."
    return _denied(NotAllowed(said), action, about)


def _hidden(kind: str, name: str, action: Action, *, exists: bool) -> AssessmentError:
    """The same words whether it exists or not; only the journal tells the two apart."""
    fault = no_such(kind, name)
    return _denied(fault, action, name) if exists else fault


def _denied(fault: AssessmentError, action: Action, about: str) -> AssessmentError:
    fault.denial = Denial(action.value, about)
    return fault


_REFUSALS: Mapping[Action, Callable[[Candidate], AssessmentError]] = {
    Action.REINSTATE_CANDIDATE: lambda c: NotAllowed(f"{c.code} has not withdrawn."),
    Action.RESTORE_CANDIDATE: lambda c: NotAllowed(f"{c.code} has not been removed."),
    Action.ADD_NOTE: lambda c: Sealed(f"The debrief of {c.code} is not open yet."),
    Action.SETTLE: lambda c: Sealed(f"The debrief of {c.code} is not open yet."),
    Action.DECIDE: lambda c: Sealed(f"The debrief of {c.code} is not open yet."),
    Action.RECORD_OUTCOME: lambda c: (
        NotAllowed(f"{c.code} has withdrawn, so there is no hire to follow.")
        if c.withdrawn_at
        else Sealed(f"The debrief of {c.code} is not open yet.")
    ),
    Action.OPEN_DEBRIEF: lambda c: NotAllowed(f"The debrief of {c.code} is already open."),
}
"""Why somebody who may do this may not do it as the candidate stands."""


def _not_now(action: Action, candidate: Candidate, state: PermissionState) -> AssessmentError:
    if state.candidate is CandidateState.REMOVED:
        return no_such("candidate", candidate.id)
    if state.candidate is CandidateState.ANONYMISED:
        return NotAllowed(f"The data of {candidate.code} was anonymised: nothing can be added.")
    if refusal := _REFUSALS.get(action):
        return refusal(candidate)
    if action is Action.WITHDRAW_CANDIDATE and candidate.withdrawn_at:
        return NotAllowed(f"{candidate.code} already withdrew on {candidate.withdrawn_day}.")
    return NotAllowed(f"{candidate.code} has withdrawn, so nobody can {action.value}.")
