"""Candidates from a CSV file: looked at first, then added all together or not at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from assessment.domain.contact import Contact
from assessment.domain.faults import BadTable, Fault
from assessment.domain.ids import CandidateId, RequisitionId, code_of, counting_order
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Candidate
from assessment.domain.text.names import lookalike
from assessment.export.candidate_file import (
    CandidateColumns,
    CandidateRow,
    guessed,
    headers_of,
    read_candidates,
)
from assessment.services.hiring.candidates import next_free_code, permit_naming
from assessment.services.store.blindness import everybody, name_hidden
from assessment.services.store.permits import acting, note_act, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork


class FoundCandidate(NamedTuple):
    """One row of a file beside what is there already."""

    row: CandidateRow
    twin: str
    """`C-03 has the same name`, `row 4 has the same email`; blank for somebody new."""
    called: str
    """The name under which this person is added: with a number where the name is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would do."""

    headers: tuple[str, ...]
    columns: CandidateColumns
    found: tuple[FoundCandidate, ...]
    faults: tuple[Fault, ...]
    """Everything that has to be put right before anybody is imported."""

    @property
    def new(self) -> int:
        return sum(not one.twin for one in self.found)


class ImportedCandidates(NamedTuple):
    """What an import did."""

    added: int
    skipped: int
    """Duplicates that nobody chose."""


def preview_import(
    open_uow: OpenUnitOfWork,
    requisition: RequisitionId,
    stream: BinaryIO,
    name: str,
    *,
    columns: CandidateColumns | None = None,
    by: Actor,
) -> ImportPreview:
    """Changes nothing. `columns` are guessed from the header unless they are given.

    A file that is no table raises BadTable; faults of single rows are in the answer.
    """
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.ADD_CANDIDATE, requisition)
        permit_naming(uow, requisition, by)
        headers = headers_of(stream, name)
        meant = columns or guessed(headers)
        if not (meant.name or meant.first or meant.last):
            return ImportPreview(headers=headers, columns=meant, found=(), faults=())
        rows, faults = read_candidates(stream, name, meant)
        found = tuple(_compared(uow, requisition, rows))
    return ImportPreview(headers=headers, columns=meant, found=found, faults=tuple(faults))


def import_candidates(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    requisition: RequisitionId,
    stream: BinaryIO,
    name: str,
    *,
    columns: CandidateColumns | None = None,
    also: Collection[int] = (),
    by: Actor,
) -> ImportedCandidates:
    """Adds everybody who is new, and the duplicates in the rows `also`; nobody if a row is wrong.

    Raises BadTable with every fault by row and column.
    """
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.ADD_CANDIDATE, requisition)
        permit_naming(uow, requisition, by)
        rows, faults = read_candidates(stream, name, columns or guessed(headers_of(stream, name)))
        if faults:
            raise BadTable(sorted(faults, key=lambda fault: fault.row or 0))
        found = list(_compared(uow, requisition, rows))
        wanted = [one for one in found if not one.twin or one.row.row in also]
        first = next_free_code(uow, requisition)
        added = [_add(uow, clock, requisition, n, one) for n, one in enumerate(wanted, first)]
        if added:
            span = f"{code_of(added[0])} to {code_of(added[-1])}"
            note_act(uow, by, Action.ADD_CANDIDATE, requisition, f"{len(added)} imported, {span}")
            uow.commit()
    return ImportedCandidates(len(added), len(found) - len(added))


def _add(
    uow: UnitOfWork, clock: Clock, requisition: RequisitionId, number: int, one: FoundCandidate
) -> CandidateId:
    made = Candidate(
        id=CandidateId(f"{requisition}.C-{number:02}"), requisition=requisition, added_at=clock()
    )
    uow.requisitions.add_candidate(made)
    uow.people.name_candidate(made.id, one.called)
    if contact := Contact(email=one.row.email, reference=one.row.reference):
        uow.people.keep_contact(made.id, contact)
    return made.id


def _compared(
    uow: UnitOfWork, requisition: RequisitionId, rows: Iterable[CandidateRow]
) -> Iterable[FoundCandidate]:
    """Each row beside the role's candidates and the rows before it."""
    known = _Known()
    there = {c.id for c in uow.requisitions.candidates(requisition)}
    people = everybody(uow)
    contacts, names = people.contacts(requisition), people.candidate_names(requisition)
    for candidate in sorted(there, key=lambda own: (own not in names, counting_order(own))):
        hidden = name_hidden(uow, requisition, candidate)
        whose = "another candidate" if hidden else code_of(candidate)
        known.add(whose, names.get(candidate, ""), contacts.get(candidate, Contact()))
    for row in rows:
        contact = Contact(email=row.email, reference=row.reference)
        twin = known.twin(row.name, contact)
        called = known.free_name(row.name)
        known.add(f"row {row.row}", called, contact, as_written=row.name)
        yield FoundCandidate(row, twin, called)


class _Known:
    """Names, addresses and references that are taken, each with whose it is."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._references: dict[str, str] = {}

    def add(self, whose: str, name: str, contact: Contact, *, as_written: str = "") -> None:
        for spelling in filter(None, (name, as_written)):
            self._names.setdefault(lookalike(spelling), whose)
        if contact.email:
            self._emails.setdefault(contact.email.casefold(), whose)
        if contact.reference:
            self._references.setdefault(contact.reference.casefold(), whose)

    def twin(self, name: str, contact: Contact) -> str:
        for what, key, taken in (
            ("reference", contact.reference.casefold(), self._references),
            ("email", contact.email.casefold(), self._emails),
            ("name", lookalike(name), self._names),
        ):
            if key and key in taken:
                return f"{taken[key]} has the same {what}"
        return ""

    def free_name(self, name: str) -> str:
        number, called = 2, name
        while lookalike(called) in self._names:
            called, number = f"{name} ({number})", number + 1
        return called
