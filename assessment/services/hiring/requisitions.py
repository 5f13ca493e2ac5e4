"""Openings and their candidates: created, renamed, withdrawn, and removed when made by mistake."""

import re
from dataclasses import dataclass, replace

from assessment.comparison.wording import listed
from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.ids import CandidateId, RaterId, RequisitionId, code_of
from assessment.domain.names import lookalike
from assessment.domain.requisition import Candidate, Requisition, Reveal, leads
from assessment.domain.visibility import sight
from assessment.services.reading.visible_ratings import RequisitionFile, requisition_file
from assessment.services.store.lookups import (
    boards_begun,
    next_number,
    sheets_begun,
    the_candidate,
    the_requisition,
)
from assessment.services.store.ports import Clock, JournalLine, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import line, note

LONGEST_REFERENCE = 40
REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names for codes, read apart from everything else and never exported with it."""

    raters: dict[RaterId, str]
    candidates: dict[CandidateId, str]


def create(
    open_uow: OpenUnitOfWork, clock: Clock, *, title: str, client: str, reference: str = ""
) -> Requisition:
    """A new opening; `reference` is the applicant tracking system's, or one is made."""
    title = line(title, "title", missing="Give the role a title, such as Plant MES engineer.")
    client = line(client, "client", missing="Name the client: the company or site that is hiring.")
    asked = _reference(reference)
    with open_uow() as uow:
        taken = {r.id: r for r in uow.requisitions.all()}
        made = asked or RequisitionId(f"ROLE-{next_number(taken, 'ROLE-'):03}")
        if there := taken.get(made):
            raise Invalid(
                f"The reference {made} is already used by {there.title} for {there.client}. "
                "Choose another one, or leave it blank and one is assigned."
            )
        requisition = Requisition(
            id=made, title=title, client=client, reveal=Reveal.AT_DEBRIEF, created_at=clock()
        )
        uow.requisitions.add(requisition)
        uow.commit()
    return requisition


def change_reveal(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    requisition: RequisitionId,
    reveal: Reveal,
    by: RaterId | None,
) -> None:
    """Who may see others' ratings, and when; the journal keeps who changed it."""
    with open_uow() as uow:
        found = the_requisition(uow, requisition)
        if found.reveal is reveal:
            return
        _refuse_for_oneself(requisition_file(uow, requisition, rater=by), reveal)
        uow.requisitions.save(replace(found, reveal=reveal))
        uow.journal.write(
            JournalLine(
                at=clock(),
                by=by,
                act="reveal",
                about=requisition,
                detail=f"{found.reveal} to {reveal}",
            )
        )
        uow.commit()


def add_candidate(
    open_uow: OpenUnitOfWork, clock: Clock, *, requisition: RequisitionId, name: str = ""
) -> Candidate:
    """The next code that was never used in this requisition; a blank name is fine."""
    name = line(name, "name")
    with open_uow() as uow:
        the_requisition(uow, requisition)
        number = max(_next_code(uow, requisition), _never_used(uow, requisition))
        candidate = Candidate(
            id=CandidateId(f"{requisition}.C-{number:02}"),
            requisition=requisition,
            added_at=clock(),
        )
        uow.requisitions.add_candidate(candidate)
        if name:
            _refuse_same_name(uow, candidate, name)
            uow.people.name_candidate(candidate.id, name)
        uow.commit()
    return candidate


def rename_candidate(open_uow: OpenUnitOfWork, *, candidate: CandidateId, name: str) -> None:
    """A blank name erases it; the code stays."""
    name = line(name, "name")
    with open_uow() as uow:
        found = the_candidate(uow, candidate)
        if name:
            _refuse_same_name(uow, found, name)
        uow.people.name_candidate(candidate, name)
        uow.commit()


def withdraw(
    open_uow: OpenUnitOfWork, clock: Clock, *, candidate: CandidateId, reason: str
) -> None:
    """The candidate stays in the record, and is not interviewed any more."""
    with open_uow() as uow:
        found = the_candidate(uow, candidate)
        if found.withdrawn_at:
            raise NotAllowed(f"{found.code} withdrew on {found.withdrawn_at:%d %B %Y} already.")
        missing = f"Give a short reason why {found.code} is no longer considered."
        kept = note(reason, "reason", missing=missing)
        uow.requisitions.save_candidate(
            replace(found, withdrawn_at=clock(), withdrawn_because=kept)
        )
        uow.commit()


def remove_candidate(open_uow: OpenUnitOfWork, *, candidate: CandidateId) -> None:
    """Undoes a mistake: with its interviews, as long as nothing was entered in them."""
    with open_uow() as uow:
        found = the_candidate(uow, candidate)
        planned = uow.interviews.of_candidate(candidate)
        begun = sheets_begun(uow, planned) or boards_begun(uow, planned)
        if begun or uow.debriefs.of(candidate):
            raise NotAllowed(
                f"{found.code} cannot be deleted: someone has already entered evidence, which is "
                "never deleted. Withdraw the candidate instead."
            )
        _remember_code(uow, found.requisition)
        uow.people.name_candidate(candidate, "")
        uow.requisitions.remove_candidate(candidate)
        uow.commit()


def names(open_uow: OpenUnitOfWork, requisition: RequisitionId) -> Names:
    """Every rater's name, and the names of this requisition's candidates where one was given."""
    with open_uow(read_only=True) as uow:
        return Names(raters=uow.people.raters(), candidates=uow.people.candidate_names(requisition))


def read_all(open_uow: OpenUnitOfWork, *, rater: RaterId | None) -> tuple[RequisitionFile, ...]:
    """All requisitions, oldest first, each as far as `rater` (None: the owner) may see it."""
    with open_uow(read_only=True) as uow:
        return tuple(requisition_file(uow, r.id, rater=rater) for r in uow.requisitions.all())


def _refuse_for_oneself(file: RequisitionFile, reveal: Reveal) -> None:
    """Only whoever leads changes the rule, and nobody reads at once by it what was hidden."""
    if not leads(file.panel, file.viewer.rater):
        raise NotAllowed(
            "Only the lead, a consultant or the owner can change when raters see each other's "
            "ratings. Ask one of them."
        )
    gained = [
        c.candidate.code
        for c in file.candidates
        if not c.sight.others and sight(file.viewer, c.progress, reveal).others
    ]
    if gained:
        raise NotAllowed(
            f"This would show you the others' ratings of {listed(gained)} immediately. Ask a "
            "consultant or the owner to change it, or open the debrief early with a reason."
        )


def _reference(text: str) -> RequisitionId | None:
    typed = line(text, "reference").upper()
    if not typed:
        return None
    if not REFERENCE.fullmatch(typed):
        raise Invalid(
            f"The reference {typed!r} can only contain letters A-Z, digits, - and _, and must "
            "start with a letter or a digit."
        )
    if len(typed) > LONGEST_REFERENCE:
        raise Invalid(
            f"The reference has {len(typed)} characters. Shorten it to {LONGEST_REFERENCE} or "
            "fewer."
        )
    return RequisitionId(typed)


def _refuse_same_name(uow: UnitOfWork, candidate: Candidate, name: str) -> None:
    """Two candidates with one name are one person twice, or will be taken for one."""
    for other, known in uow.people.candidate_names(candidate.requisition).items():
        if other != candidate.id and lookalike(known) == lookalike(name):
            raise Invalid(
                f"{code_of(other)} already has the name {known}. If this is another person, add "
                "something to the name that tells the two apart."
            )


def _next_code(uow: UnitOfWork, requisition: RequisitionId) -> int:
    return next_number([c.code for c in uow.requisitions.candidates(requisition)], "C-")


def _never_used(uow: UnitOfWork, requisition: RequisitionId) -> int:
    """The lowest number above every code that a removed candidate once had."""
    return int(uow.settings.get(_codes_key(requisition)) or 1)


def _remember_code(uow: UnitOfWork, requisition: RequisitionId) -> None:
    beyond = max(_next_code(uow, requisition), _never_used(uow, requisition))
    uow.settings.put(_codes_key(requisition), str(beyond))


def _codes_key(requisition: RequisitionId) -> str:
    return f"next_candidate.{requisition}"
