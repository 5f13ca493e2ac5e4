"""Reports of a role or of one candidate, as their viewer may see them; each one is logged."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from assessment.domain.audit import EXPORTED
from assessment.domain.errors import NotFound, Sealed
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.report.candidate_report import candidate_report
from assessment.report.document import ReportDocument
from assessment.report.shortlist_report import shortlist_report
from assessment.report.source import CandidateSource, ReportSource
from assessment.services.reading.comparisons import compare
from assessment.services.reading.report_source import CODES, PeopleLabels, source_of
from assessment.services.reading.visible_ratings import rater_names, requisition_file
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.permits import acting, permit
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """Which report."""

    requisition: RequisitionId
    candidate: str = ""
    """A candidate's code; blank for the shortlist."""
    names: bool = False
    zone: tzinfo = UTC
    """In which the day of the report is told."""


def report(
    open_uow: OpenUnitOfWork,
    bank: QuestionBank,
    clock: Clock,
    wanted: ReportChoice,
    *,
    by: Actor,
    kind: str,
) -> ReportDocument:
    """The report as `by` may have it, logged; `kind` is what the audit log calls the file.

    NotFound for a candidate that there is none of, Sealed while the ratings are hidden.
    """
    at = clock()
    made = drawn_report(open_uow, bank, at, wanted, by=by)
    log_report(open_uow, at, wanted, by=by, kind=kind)
    return made


def drawn_report(
    open_uow: OpenUnitOfWork, bank: QuestionBank, at: datetime, wanted: ReportChoice, *, by: Actor
) -> ReportDocument:
    """The report; nobody gets it before `log_report` has written its line."""
    with acting(open_uow, by, read_only=True) as uow:
        permit(uow, by, Action.EXPORT, wanted.requisition)
        source = _source(uow, bank, wanted, by=by, at=at)
    return _compose(source, wanted.candidate)


def log_report(
    open_uow: OpenUnitOfWork, at: datetime, wanted: ReportChoice, *, by: Actor, kind: str
) -> None:
    """Writes into the audit log that this report is handed out to `by`."""
    about = f"{kind} of {wanted.candidate}" if wanted.candidate else kind
    detail = f"{about}, with names" if wanted.names else about
    with acting(open_uow, by) as uow:
        permit(uow, by, Action.EXPORT, wanted.requisition)
        uow.journal.write(
            JournalLine(at=at, by=by.author, act=EXPORTED, about=wanted.requisition, detail=detail)
        )
        uow.commit()


def _source(
    uow: UnitOfWork, bank: QuestionBank, wanted: ReportChoice, *, by: Actor, at: datetime
) -> ReportSource:
    file = requisition_file(uow, wanted.requisition, by=by)
    people = CODES
    if wanted.names:
        permit(uow, by, Action.SEE_NAMES, wanted.requisition)
        raters = rater_names(uow, file)
        people = PeopleLabels(
            candidate=lambda _, code: code,
            names=uow.people.candidate_names(wanted.requisition),
            rater=lambda rater: f"{rater} {raters.get(rater, '')}".rstrip(),
        )
    return source_of(compare(uow, file, bank), people, at.astimezone(wanted.zone))


def _compose(source: ReportSource, code: str) -> ReportDocument:
    if not code:
        return shortlist_report(source)
    return candidate_report(source, candidate_in(source, code))


def candidate_in(source: ReportSource, code: str) -> CandidateSource:
    """The candidate with this code, whose ratings may be seen."""
    for candidate in source.candidates:
        if candidate.code == code:
            if candidate.sealed:
                raise Sealed(f"There is no report on {code} yet: {candidate.sealed}.")
            return candidate
    raise NotFound(f"{source.requisition} has no candidate {code!r}.")
