"""Candidates: added, named, withdrawn and removed, each of which can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.domain.audit import NAME_ERASED
from assessment.domain.contact import Contact, check_email
from assessment.domain.errors import Incomplete, Invalid, NotAllowed
from assessment.domain.ids import CandidateId, RequisitionId, code_of
from assessment.domain.permissions import Action, Actor, who_may
from assessment.domain.removal import FormerName, RemovalRecord
from assessment.domain.requisition import Candidate
from assessment.domain.text.names import lookalike
from assessment.services.store.blindness import everybody, name_hidden
from assessment.services.store.lookups import boards_begun, next_number, sheets_begun
from assessment.services.store.permits import acting, may, note_act, permit, permit_candidate
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.removals import put_back, take_out
from assessment.services.store.text_cleaning import line, note


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """What may be taken back in one requisition."""

    removed: tuple[RemovalRecord, ...]
    """Candidates, oldest first."""
    renamed: Mapping[CandidateId, FormerName]
    may_erase: bool
    """Whether this person may erase a candidate's data, which nobody can undo."""
    may_show_name: bool
    """Whether this person may look up a name that blind mode hides."""
    may_report: bool
    """Whether this person may answer a candidate who asks what is held about them."""


def add_candidate(
    open_uow: OpenUnitOfWork, clock: Clock, *, requisition: RequisitionId, name: str = "", by: Actor
) -> Candidate:
    """The next code that was never used in this requisition; a blank name is fine."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.ADD_CANDIDATE, requisition)
        name = line(name, "name")
        number = next_free_code(uow, requisition)
        candidate = Candidate(
            id=CandidateId(f"{requisition}.C-{number:02}"),
            requisition=requisition,
            added_at=clock(),
        )
        uow.requisitions.add_candidate(candidate)
        if name:
            permit_naming(uow, requisition, by)
            _refuse_same_name(uow, candidate, name)
            uow.people.name_candidate(candidate.id, name)
        note_act(uow, by, Action.ADD_CANDIDATE, candidate.id)
        uow.commit()
    return candidate


def rename_candidate(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    name: str,
    reason: str = "",
    by: Actor,
) -> None:
    """A blank name erases it, with the one before, email and reference; the code stays.

    Another name asks for a reason, and `undo_rename` takes it back.
    """
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.RENAME_CANDIDATE, candidate)
        _refuse_hidden(uow, found)
        name = line(name, "name")
        held = uow.people.candidate_names(found.requisition).get(candidate, "")
        if name == held:
            return
        why = note(reason, "reason")
        if name and held and not why:
            raise Incomplete(f"Give a short reason why {found.code} has another name.")
        if name:
            _refuse_same_name(uow, found, name)
        former = FormerName(name=held, at=clock(), by=by.rater, because=why)
        uow.people.name_candidate(candidate, name)
        uow.people.remember_name(candidate, former if name and held else None)
        if not name:
            uow.journal.erase_reasons(candidate)
            uow.people.keep_contact(candidate, Contact())
        detail = "" if name else NAME_ERASED
        note_act(uow, by, Action.RENAME_CANDIDATE, candidate, detail, because=why if name else "")
        uow.commit()


def undo_rename(
    open_uow: OpenUnitOfWork, clock: Clock, *, candidate: CandidateId, by: Actor
) -> None:
    """The name before the last renaming; doing it twice changes nothing."""
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.RENAME_CANDIDATE, candidate)
        _refuse_hidden(uow, found)
        former = uow.people.former_name(candidate)
        if former is None:
            raise NotAllowed(f"{found.code} has no earlier name to go back to.")
        _refuse_same_name(uow, found, former.name)
        held = uow.people.candidate_names(found.requisition).get(candidate, "")
        why = "The renaming was undone."
        now = FormerName(name=held, at=clock(), by=by.rater, because=why)
        uow.people.name_candidate(candidate, former.name)
        uow.people.remember_name(candidate, now if held else None)
        note_act(uow, by, Action.RENAME_CANDIDATE, candidate, "undone")
        uow.commit()


def change_contact(
    open_uow: OpenUnitOfWork, *, candidate: CandidateId, email: str, reference: str, by: Actor
) -> None:
    """How the candidate is known outside of Levelset; both blank erases it."""
    with acting(open_uow, by) as uow:
        _refuse_hidden(uow, permit_candidate(uow, by, Action.RENAME_CANDIDATE, candidate))
        contact = Contact(email=line(email, "email"), reference=line(reference, "reference"))
        check_email(contact.email)
        uow.people.keep_contact(candidate, contact)
        note_act(uow, by, Action.RENAME_CANDIDATE, candidate, "email or reference")
        uow.commit()


def contacts(
    open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor
) -> Mapping[CandidateId, Contact]:
    """Email and reference of those who have one, for whoever may change them."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.RENAME_CANDIDATE, requisition)
        return uow.people.contacts(requisition)


def withdraw(
    open_uow: OpenUnitOfWork, clock: Clock, *, candidate: CandidateId, reason: str, by: Actor
) -> None:
    """The candidate stays in the record, and is not interviewed any more.

    `reinstate` undoes it. What raters still enter is kept as proposals.
    """
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.WITHDRAW_CANDIDATE, candidate)
        missing = f"Give a short reason why {found.code} is no longer considered."
        kept = note(reason, "reason", missing=missing)
        uow.requisitions.save_candidate(
            replace(found, withdrawn_at=clock(), withdrawn_because=kept)
        )
        note_act(uow, by, Action.WITHDRAW_CANDIDATE, candidate, because=kept)
        uow.commit()


def reinstate(open_uow: OpenUnitOfWork, *, candidate: CandidateId, reason: str, by: Actor) -> None:
    """Undoes a withdrawal; that there was one stays in the journal."""
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.REINSTATE_CANDIDATE, candidate)
        missing = f"Give a short reason why {found.code} is considered again."
        kept = note(reason, "reason", missing=missing)
        uow.requisitions.save_candidate(replace(found, withdrawn_at=None, withdrawn_because=""))
        note_act(uow, by, Action.REINSTATE_CANDIDATE, candidate, because=kept)
        uow.commit()


def remove_candidate(
    open_uow: OpenUnitOfWork, clock: Clock, *, candidate: CandidateId, reason: str, by: Actor
) -> None:
    """Takes out somebody who was added by mistake, as long as nothing was entered.

    `restore_candidate` undoes it, with the name and the interviews.
    """
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.REMOVE_CANDIDATE, candidate)
        planned = uow.interviews.of_candidate(candidate)
        begun = sheets_begun(uow, planned) or boards_begun(uow, planned)
        if any(s.elsewhere for i in planned for s in i.seats):
            raise NotAllowed(
                f"{found.code} can't be removed: a scorecard is on another laptop. Merge its "
                "return first, or take it back."
            )
        if begun or uow.debriefs.of(candidate):
            raise NotAllowed(
                f"{found.code} can't be removed: someone has already entered evidence. Withdraw "
                "the candidate instead. The owner can also erase the data."
            )
        kept = note(reason, "reason", missing=f"Give a short reason why {found.code} is removed.")
        remember_code(uow, found.requisition)
        take_out(uow, clock, candidate, requisition=found.requisition, because=kept, by=by)
        note_act(uow, by, Action.REMOVE_CANDIDATE, candidate, because=kept)
        uow.commit()


def restore_candidate(open_uow: OpenUnitOfWork, *, candidate: CandidateId, by: Actor) -> None:
    """Undoes a removal."""
    with acting(open_uow, by) as uow:
        found = permit_candidate(uow, by, Action.RESTORE_CANDIDATE, candidate)
        if name := everybody(uow).candidate_names(found.requisition).get(candidate, ""):
            _refuse_same_name(uow, found, name)
        put_back(uow, candidate)
        note_act(uow, by, Action.RESTORE_CANDIDATE, candidate)
        uow.commit()


def undoable(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> Undoable:
    """The candidates that can be put back, and the names that can be taken back."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.REMOVE_CANDIDATE, requisition)
        there = [c.id for c in uow.requisitions.candidates(requisition)]
        formers = {c: uow.people.former_name(c) for c in there}
        return Undoable(
            removed=tuple(
                r
                for r in uow.removals.of(requisition)
                if r.rater is None and uow.requisitions.candidate(CandidateId(r.subject))
            ),
            renamed={c: former for c, former in formers.items() if former},
            may_erase=may(uow, by, Action.ERASE_CANDIDATE, requisition),
            may_show_name=may(uow, by, Action.SHOW_NAME, requisition),
            may_report=may(uow, by, Action.REPORT_ACCESS, requisition),
        )


def permit_naming(uow: UnitOfWork, requisition: RequisitionId, by: Actor) -> None:
    """Whoever rates gives no names in blind mode, nor tries which ones are there."""
    found = uow.requisitions.find(requisition)
    if found and found.blind_since and not may(uow, by, Action.SHOW_NAME, requisition):
        raise NotAllowed(
            f"Names are hidden in this role, so only {who_may(Action.SHOW_NAME)} can give one. "
            "Add the candidate without a name."
        )


def _refuse_hidden(uow: UnitOfWork, candidate: Candidate) -> None:
    if name_hidden(uow, candidate.requisition, candidate.id):
        raise NotAllowed(
            f"The name of {candidate.code} is hidden until the debrief opens, so nothing about it "
            "can be changed. Show the names of this role first, with a reason."
        )


def _refuse_same_name(uow: UnitOfWork, candidate: Candidate, name: str) -> None:
    """Two candidates with one name are one person twice, or will be taken for one."""
    there = {c.id for c in uow.requisitions.candidates(candidate.requisition)}
    for other, known in everybody(uow).candidate_names(candidate.requisition).items():
        alike = other in there and lookalike(known) == lookalike(name)
        if other != candidate.id and alike:
            hidden = name_hidden(uow, candidate.requisition, other)
            named = f"{code_of(other)} already has the name {known}"
            raise Invalid(
                f"{'Another candidate already has this name' if hidden else named}. If this is "
                "another person, add something to the name that tells the two apart."
            )


def next_free_code(uow: UnitOfWork, requisition: RequisitionId) -> int:
    """The number of the next code that nobody in this requisition has or had."""
    return max(_next_code(uow, requisition), _never_used(uow, requisition))


def _next_code(uow: UnitOfWork, requisition: RequisitionId) -> int:
    return next_number([c.code for c in uow.requisitions.candidates(requisition)], "C-")


def _never_used(uow: UnitOfWork, requisition: RequisitionId) -> int:
    """The lowest number above every code that a removed candidate has or had."""
    return int(uow.settings.get(_codes_key(requisition)) or 1)


def remember_code(uow: UnitOfWork, requisition: RequisitionId) -> None:
    """Keeps the codes that were given from being given again."""
    beyond = next_free_code(uow, requisition)
    uow.settings.put(_codes_key(requisition), str(beyond))


def _codes_key(requisition: RequisitionId) -> str:
    return f"next_candidate.{requisition}"
