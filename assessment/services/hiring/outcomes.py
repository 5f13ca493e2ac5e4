"""Record how a hire turned out, by hand or from a file; every record stays, the newest counts."""

from collections.abc import Mapping
from datetime import date
from typing import BinaryIO, NamedTuple

from assessment.domain.audit import EXPORTED
from assessment.domain.errors import AssessmentError, Denial, Invalid, NotAllowed
from assessment.domain.faults import BadTable, Fault
from assessment.domain.ids import CandidateId, RequisitionId, code_of
from assessment.domain.outcome import (
    MONTHS,
    Hire,
    Mismatch,
    OutcomeKind,
    OutcomeRecord,
    hire_of,
)
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import LEVELS, Level
from assessment.export.outcomes import FILE, OutcomeRow, outcomes_table, read_outcomes
from assessment.export.writer import ExportOptions, csv_bytes
from assessment.services.reading.outcomes import hires_of, offered
from assessment.services.reading.visible_ratings import RequisitionFile, requisition_file
from assessment.services.store.permits import (
    acting,
    note_act,
    permit,
    permit_anywhere,
    permit_candidate,
)
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import note as checked_note
from question_bank import Competency

EARLIEST = date(1990, 1, 1)
"""A start before this is a slip of the finger."""


class Said(NamedTuple):
    """What a manager says after some months."""

    month: int
    in_role: bool
    mismatch: Mismatch | None = None
    levels: Mapping[Competency, Level] = {}
    note: str = ""


class Imported(NamedTuple):
    """What an import did."""

    recorded: int
    """Start dates and outcomes that are new or different."""
    unchanged: int
    """Those that said what was recorded already."""


def record_start(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    candidate: CandidateId,
    started_on: date,
    by: Actor,
) -> None:
    """Records the first day in the job; a later record replaces it."""
    with acting(open_uow, by) as uow:
        hire = _hire(uow, _file_of(uow, candidate, by), candidate, by)
        _record(uow, by, _start(clock, by, hire, started_on))
        uow.commit()


def record_outcome(
    open_uow: OpenUnitOfWork, clock: Clock, *, candidate: CandidateId, said: Said, by: Actor
) -> None:
    """Records what the manager said after `said.month` months; a later record replaces it."""
    with acting(open_uow, by) as uow:
        hire = _hire(uow, _file_of(uow, candidate, by), candidate, by)
        _record(uow, by, _outcome(clock, by, hire, said))
        uow.commit()


def import_outcomes(
    open_uow: OpenUnitOfWork, clock: Clock, stream: BinaryIO, name: str, *, by: Actor
) -> Imported:
    """Records every row of a CSV file, or nothing: BadTable holds all faults by row and column."""
    rows, faults = read_outcomes(stream, name)
    with acting(open_uow, by) as uow:
        permit_anywhere(uow, by, Action.RECORD_OUTCOME)
        importing = _Import(uow, clock, by, name)
        if not faults:
            for row in rows:
                importing.take(row)
        if found := [*faults, *importing.faults]:
            refused = BadTable(sorted(found, key=lambda fault: fault.row or 0))
            refused.denial = importing.denial
            raise refused
        if importing.recorded:
            uow.commit()
    return Imported(importing.recorded, importing.unchanged)


def export_outcomes(
    open_uow: OpenUnitOfWork,
    requisition: RequisitionId,
    *,
    by: Actor,
    options: ExportOptions | None = None,
) -> bytes:
    """`outcomes.csv` of one role, which `import_outcomes` reads; the audit log notes it."""
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.SEE_OUTCOMES, requisition)
        hires = hires_of(uow, requisition_file(uow, requisition, by=by))
        table = outcomes_table(requisition, [(code_of(h.candidate), h) for h in hires])
        uow.journal.note(by=by.author, act=EXPORTED, about=requisition, detail=FILE)
        uow.commit()
    return csv_bytes(table, options)


class _Import:
    """A file while its rows are recorded, inside one transaction."""

    def __init__(self, uow: UnitOfWork, clock: Clock, by: Actor, name: str) -> None:
        self._uow, self._clock, self._by, self._name = uow, clock, by, name
        self._files: dict[str, RequisitionFile] = {}
        self.faults: list[Fault] = []
        self.denial: Denial | None = None
        """The first thing that somebody may not do, for the audit log."""
        self.recorded = self.unchanged = 0

    def take(self, row: OutcomeRow) -> None:
        column = "requisition"
        try:
            file = self._file(RequisitionId(row.requisition))
            column = "candidate"
            candidate = CandidateId(f"{row.requisition}.{row.candidate}")
            hire = _hire(self._uow, file, candidate, self._by)
            column = "started_on"
            if row.started_on:
                made = _start(self._clock, self._by, hire, row.started_on)
                hire = self._keep(hire, made, hire.started_on == row.started_on)
            column = "month"
            if row.month:
                made = _outcome(self._clock, self._by, hire, _said(row))
                held = hire.outcomes.get(row.month)
                self._keep(hire, made, held is not None and held.told == made.told)
        except AssessmentError as fault:
            self.denial = self.denial or fault.denial
            self.faults.append(Fault(self._name, row.row, column, str(fault)))

    def _file(self, requisition: RequisitionId) -> RequisitionFile:
        if requisition not in self._files:
            permit(self._uow, self._by, Action.RECORD_OUTCOME, requisition)
            self._files[requisition] = requisition_file(self._uow, requisition, by=self._by)
        return self._files[requisition]

    def _keep(self, hire: Hire, made: OutcomeRecord, same: bool) -> Hire:  # noqa: FBT001
        """The hire with what is new recorded."""
        if same:
            self.unchanged += 1
            return hire
        self.recorded += 1
        _record(self._uow, self._by, made)
        return hire_of(hire.candidate, [*hire.history, made])


def _said(row: OutcomeRow) -> Said:
    return Said(row.month or 0, bool(row.in_role), row.mismatch, row.levels, row.note)


def _file_of(uow: UnitOfWork, candidate: CandidateId, by: Actor) -> RequisitionFile:
    requisition = permit_candidate(uow, by, Action.SEE_DEBRIEF, candidate).requisition
    return requisition_file(uow, requisition, by=by)


def _hire(uow: UnitOfWork, file: RequisitionFile, candidate: CandidateId, by: Actor) -> Hire:
    """The hire, if `by` may record something about it."""
    permit_candidate(uow, by, Action.SEE_DEBRIEF, candidate)
    found = file.candidate(candidate)
    is_open = found.progress.open
    permit_candidate(uow, by, Action.RECORD_OUTCOME, candidate, debrief_open=is_open)
    if not offered(found):
        raise NotAllowed(
            f"The debrief of {found.candidate.code} did not end with an offer. "
            "Record the decision there first."
        )
    return hire_of(candidate, uow.outcomes.of(candidate))


def _start(clock: Clock, by: Actor, hire: Hire, started_on: date) -> OutcomeRecord:
    if started_on < EARLIEST:
        raise Invalid(f"{started_on.isoformat()} is too long ago for a first day. Check the year.")
    return OutcomeRecord(
        id=0,
        candidate=hire.candidate,
        kind=OutcomeKind.STARTED,
        by=by.rater,
        at=clock(),
        started_on=started_on,
    )


def _outcome(clock: Clock, by: Actor, hire: Hire, said: Said) -> OutcomeRecord:
    code = code_of(hire.candidate)
    if said.month not in MONTHS:
        raise Invalid(f"Outcomes are recorded after 3, 6 or 12 months, not after {said.month}.")
    if hire.started_on is None or (opens := hire.opens_on(said.month)) is None:
        raise Invalid(f"Record the day on which {code} started first.")
    if clock().date() < opens:
        raise Invalid(
            f"{code} started on {hire.started_on.isoformat()}, so the outcome after "
            f"{said.month} months can be recorded from {opens.isoformat()}."
        )
    if any(level not in LEVELS for level in said.levels.values()):
        raise Invalid("Levels are from 1 to 5.")
    return OutcomeRecord(
        id=0,
        candidate=hire.candidate,
        kind=OutcomeKind.OUTCOME,
        by=by.rater,
        at=clock(),
        month=said.month,
        in_role=said.in_role,
        mismatch=said.mismatch,
        levels=dict(said.levels),
        text=checked_note(said.note, "note"),
    )


def _record(uow: UnitOfWork, by: Actor, record: OutcomeRecord) -> None:
    """With a line in the audit log that says the same in codes."""
    uow.outcomes.add(record)
    note_act(uow, by, Action.RECORD_OUTCOME, record.candidate, _told(record))


def _told(record: OutcomeRecord) -> str:
    if record.kind is OutcomeKind.STARTED and record.started_on:
        return f"started on {record.started_on.isoformat()}"
    levels = (f"{competency.value} {level}" for competency, level in record.levels.items())
    mismatch = f"mismatch {record.mismatch.value}" if record.mismatch else ""
    said = ("still in the role" if record.in_role else "left the role", mismatch, *levels)
    return f"{record.month} months: {', '.join(s for s in said if s)}"
