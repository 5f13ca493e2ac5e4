"""The answer to a person who asks what is held about them: everything, logged when it is made.

The right of access is answered by the controller, so the owner of the database makes the report,
also while ratings are hidden from the panel. Nobody else does, whatever they may see.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assessment import version
from assessment.domain.ids import CandidateId, requisition_of
from assessment.domain.permissions import Action, Actor
from assessment.domain.requisition import Candidate
from assessment.report.access_report import (
    AccessReport,
    AccessSection,
    access_document,
    json_bytes,
)
from assessment.report.document import ReportDocument
from assessment.report.masking import MASK, without_others
from assessment.services.reading import access_ratings, access_sections
from assessment.services.reading.access_sections import is_about, log_line, moment
from assessment.services.reading.access_source import names_of_others, read_source
from assessment.services.store.permits import (
    acting,
    note_act,
    permit_anywhere,
    permit_candidate,
)
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import QuestionBank

SECTIONS = (
    access_sections.person,
    access_sections.interviews,
    access_ratings.ratings,
    access_ratings.amendments,
    access_ratings.boards,
    access_ratings.scores,
    access_sections.debrief,
    access_sections.outcomes,
    access_sections.drafts,
    access_sections.exports,
    access_sections.audit_log,
    access_ratings.history,
    access_ratings.board_log,
)
WITHHELD = (
    "Other candidates: their data is theirs. Only this person's own rank is given, with its range.",
    (
        "Wording, rubric and answer keys of questions and cards that are still in use: other "
        "candidates would know them beforehand. The questions are named by their titles."
    ),
    "Names of colleagues who did not meet this person: their code stands in for them.",
    (
        "Interviewers' own practice ratings: they are about the interviewers and written answers, "
        "not about this person."
    ),
    (
        "Numbers that only protect the logs against changes (digests, salts, ids of browser "
        "pages): they say nothing about a person."
    ),
)
BESIDE = (
    "Not in this database, and to be looked for by whoever answers the request: backups (they hold "
    "the same until they are replaced), exported files, printed pages, emails and paper notes."
)
REMAINS = "Only the code and these lines of the audit log are left; what was written is gone."


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFiles:
    """One report, drawn twice, and the files that were attached."""

    document: ReportDocument
    json: bytes
    attached: Mapping[str, bytes] = field(default_factory=dict)
    """The candidate's files as they were attached, by a name that no two of them have."""


def draw_access_report(
    open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, candidate: CandidateId, *, by: Actor
) -> AccessFiles:
    """The report; nobody gets it before `log_access_report` has written its line.

    NotFound for a candidate that there is none of and was never erased; NotAllowed for everybody
    but the owner.
    """
    with acting(open_uow, by, read_only=True) as uow:
        report = _report(uow, bank, clock, candidate, by=by)
        attached = {
            f"{a.id}-{a.name}": uow.attachments.data(a.id) for a in uow.attachments.of(candidate)
        }
    return AccessFiles(document=access_document(report), json=json_bytes(report), attached=attached)


def log_access_report(open_uow: OpenUnitOfWork, candidate: CandidateId, *, by: Actor) -> None:
    """Writes into the audit log that the report is handed out."""
    with acting(open_uow, by) as uow:
        _permitted(uow, candidate, by)
        note_act(uow, by, Action.REPORT_ACCESS, candidate)
        uow.commit()


def access_report(
    open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, candidate: CandidateId, *, by: Actor
) -> AccessFiles:
    """The report, logged."""
    made = draw_access_report(open_uow, bank, clock, candidate, by=by)
    log_access_report(open_uow, candidate, by=by)
    return made


def _permitted(uow: UnitOfWork, candidate: CandidateId, by: Actor) -> Candidate | None:
    """The candidate; None where the data was erased and only the audit log is left."""
    if uow.requisitions.candidate(candidate) is None and uow.erasures.find(candidate):
        permit_anywhere(uow, by, Action.REPORT_ACCESS)
        return None
    return permit_candidate(uow, by, Action.REPORT_ACCESS, candidate)


def _report(
    uow: UnitOfWork, bank: QuestionBank, clock: Clock, candidate: CandidateId, *, by: Actor
) -> AccessReport:
    found, now = _permitted(uow, candidate, by), clock()
    blank = AccessReport(
        subject=candidate,
        name="",
        made_at=now,
        made_with=f"Made with Levelset {version()}.",
        sections=(),
        withheld=(*WITHHELD, BESIDE),
    )
    if found is None:
        return replace(blank, sections=_what_remains(uow, candidate), withheld=(BESIDE,))
    source = read_source(uow, bank, found, now, by=by)
    whole = replace(
        blank, name=source.name, sections=tuple(section(source) for section in SECTIONS)
    )
    former = [source.former.name] if source.former else []
    masked = without_others(whole, names_of_others(uow, found), [source.name, found.code, *former])
    if not masked.values:
        return whole
    places = "1 text" if masked.values == 1 else f"{masked.values} texts"
    said = f"Names and codes of other candidates in {places}: “{MASK}” stands in for each."
    return replace(masked.report, withheld=(said, *whole.withheld))


def _what_remains(uow: UnitOfWork, candidate: CandidateId) -> tuple[AccessSection, ...]:
    done, own = uow.erasures.find(candidate), is_about(candidate)
    about = f"The data was erased on {moment(done.at)} UTC. {REMAINS}" if done else REMAINS
    role = requisition_of(candidate)
    lines = (
        log_line(line, line.by or "the owner") for line in uow.journal.about(role) if own(line)
    )
    return (
        AccessSection(
            key="audit_log", title="Lines of the audit log", about=about, records=tuple(lines)
        ),
    )
