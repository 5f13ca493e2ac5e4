"""Openings: created, listed, and the rule for reading others' ratings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assessment.domain.errors import Invalid, NotAllowed
from assessment.domain.ids import CandidateId, RaterId, RequisitionId
from assessment.domain.listing import listed
from assessment.domain.permissions import Action, Actor, may_ever
from assessment.domain.requisition import PanelMember, Requisition, Reveal, SeatRole
from assessment.domain.visibility import sight
from assessment.services.reading.visible_ratings import (
    RequisitionFile,
    rater_names,
    requisition_file,
    seen_by,
)
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.blindness import name_hidden
from assessment.services.store.lookups import next_number
from assessment.services.store.permits import (
    acting,
    may,
    note_act,
    permit,
    permit_anywhere,
    role_anywhere,
)
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import line, need

LONGEST_REFERENCE = 40
REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names for codes, read apart from everything else and never exported with it."""

    raters: dict[RaterId, str]
    candidates: dict[CandidateId, str]
    hidden: frozenset[CandidateId] = frozenset()
    """Whose names blind mode hides, given or not."""


def create(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    title: str,
    client: str,
    reference: str = "",
    by: Actor,
) -> Requisition:
    """A new opening; `reference` is the applicant tracking system's, or one is made.

    A consultant who creates one has a seat on its panel, or could not see it afterwards.
    """
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.CREATE_REQUISITION)
        requisition = new_requisition(
            uow, clock, title=title, client=client, reference=reference, by=by
        )
        uow.requisitions.add(requisition)
        if by.rater:
            own = PanelMember(requisition=requisition.id, rater=by.rater, role=SeatRole.CONSULTANT)
            uow.requisitions.seat(own)
        note_act(uow, by, Action.CREATE_REQUISITION, requisition.id)
        uow.commit()
    return requisition


def new_requisition(  # everything that a form asks
    uow: UnitOfWork, clock: Clock, *, title: str, client: str, reference: str, by: Actor
) -> Requisition:
    """A checked one that isn't stored yet. Raises Incomplete or Invalid."""
    need(
        (title, "Give the role a title, such as Plant MES engineer."),
        (client, "Name the client: the company or site that is hiring."),
    )
    title, client = line(title, "title"), line(client, "client")
    asked = _reference(reference)
    taken = {r.id: r for r in uow.requisitions.all()}
    made = asked or RequisitionId(f"ROLE-{next_number(taken, 'ROLE-'):03}")
    if there := taken.get(made):
        raise Invalid(_taken(uow, by, there))
    return Requisition(
        id=made, title=title, client=client, reveal=Reveal.AT_DEBRIEF, created_at=clock()
    )


def change_reveal(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    requisition: RequisitionId,
    reveal: Reveal,
    by: Actor,
) -> None:
    """Who may see others' ratings, and when; the journal keeps who changed it."""
    with acting(open_uow, by) as uow:
        found = permit(uow, by, Action.CHANGE_REVEAL, requisition)
        if found.reveal is reveal:
            return
        _refuse_for_oneself(requisition_file(uow, requisition, by=by), reveal)
        uow.requisitions.save(replace(found, reveal=reveal))
        uow.journal.write(
            JournalLine(
                at=clock(),
                by=by.author,
                act="reveal",
                about=requisition,
                detail=f"{found.reveal} to {reveal}",
            )
        )
        uow.commit()


def names(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> Names:
    """The names of this requisition's candidates and interviewers.

    Who may seat people gets every interviewer's name, to choose from, and those of candidates who
    were removed, to put them back.
    """
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.SEE_NAMES, requisition)
        file = requisition_file(uow, requisition, by=by)
        leads = file.may(Action.CHANGE_PANEL)
        there = {c.candidate.id for c in file.candidates}
        called = uow.people.candidate_names(requisition)
        return Names(
            raters=uow.people.raters() if leads else rater_names(uow, file),
            candidates={c: name for c, name in called.items() if leads or c in there},
            hidden=frozenset(c for c in there if name_hidden(uow, requisition, c)),
        )


def read_all(open_uow: OpenUnitOfWork, *, by: Actor) -> tuple[RequisitionFile, ...]:
    """The requisitions that `by` has a part in, oldest first, each as far as `by` may see it.

    Archived ones too; `under_way` leaves them out.
    """
    with acting(open_uow, by, read_only=True) as uow:
        return tuple(seen_by(uow, by))


def under_way(files: Iterable[RequisitionFile]) -> tuple[RequisitionFile, ...]:
    """Those that are not archived."""
    return tuple(f for f in files if not f.requisition.archived_at)


def find(open_uow: OpenUnitOfWork, requisition: RequisitionId, *, by: Actor) -> Requisition | None:
    """One requisition; None where `by` has no part in it or it doesn't exist."""
    with acting(open_uow, by, read_only=True) as uow:
        seen = may(uow, by, Action.SEE_REQUISITION, requisition)
        return uow.requisitions.find(requisition) if seen else None


def own_ids(open_uow: OpenUnitOfWork, *, by: Actor) -> tuple[RequisitionId, ...]:
    """The requisitions that `by` has a part in and that are not archived, oldest first."""
    with acting(open_uow, by, read_only=True) as uow:
        every = [r.id for r in uow.requisitions.all() if not r.archived_at]
        return tuple(r for r in every if may(uow, by, Action.SEE_REQUISITION, r))


def may_create(open_uow: OpenUnitOfWork, *, by: Actor) -> bool:
    """For the page that offers it."""
    with acting(open_uow, by, read_only=True) as uow:
        return may_ever(Action.CREATE_REQUISITION, role_anywhere(uow, by))


def _taken(uow: UnitOfWork, by: Actor, there: Requisition) -> str:
    """Names the other opening only to somebody who has a part in it."""
    seen = may(uow, by, Action.SEE_REQUISITION, there.id)
    whose = f" by {there.title} for {there.client}" if seen else ""
    return (
        f"The reference {there.id} is already used{whose}. "
        "Choose another one, or leave it blank and one is assigned."
    )


def _refuse_for_oneself(file: RequisitionFile, reveal: Reveal) -> None:
    """Nobody reads at once by it what was hidden."""
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
