"""Reads everything that the database holds about one candidate, sealed or not.

The one reader beside `visible_ratings`: who is asked for their own data by law cannot wait for a
debrief. Only `access_reports` uses it, which asks the table of permissions first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.attachment import Attachment
from assessment.domain.board import BoardEntry
from assessment.domain.contact import Contact
from assessment.domain.decision import DebriefRecord
from assessment.domain.draft_form import DraftField
from assessment.domain.ids import InterviewId, KitId, RaterId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.kit import AskedQuestion, InterviewKit
from assessment.domain.outcome import OutcomeRecord
from assessment.domain.pack_texts import FORM, fields_about
from assessment.domain.permissions import Actor
from assessment.domain.rating import Entry
from assessment.domain.removal import FormerName, RemovalRecord
from assessment.domain.requisition import Candidate, Requisition
from assessment.domain.retention import KeptLonger, RetentionPeriod
from assessment.domain.seat_link import SeatLink
from assessment.services.reading.comparisons import ComparedCandidate, Comparison, compare
from assessment.services.reading.retention import period_of
from assessment.services.reading.visible_ratings import requisition_file
from assessment.services.store.audit_log import JournalLine
from assessment.services.store.blindness import everybody
from assessment.services.store.lookups import the_requisition
from assessment.services.store.ports import UnitOfWork
from question_bank import QuestionBank
from question_bank.model import QuestionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSource:
    """One candidate's data, as it is stored."""

    candidate: Candidate
    requisition: Requisition
    name: str
    former: FormerName | None
    period: RetentionPeriod
    longer: KeptLonger | None
    """Where somebody keeps the data longer than the period."""
    contact: Contact
    files: tuple[Attachment, ...]
    interviews: tuple[Interview, ...]
    """Removed ones too."""
    kits: Mapping[KitId, InterviewKit]
    histories: Mapping[SheetKey, tuple[Entry, ...]]
    """Every entry of every scorecard that was begun."""
    boards: Mapping[InterviewId, tuple[BoardEntry, ...]]
    debrief: tuple[DebriefRecord, ...]
    outcomes: tuple[OutcomeRecord, ...]
    drafts: tuple[DraftField, ...]
    pack_texts: tuple[DraftField, ...]
    """Wordings for clients of what was said about this candidate."""
    removals: tuple[RemovalRecord, ...]
    links: Mapping[SheetKey, SeatLink]
    lines: tuple[JournalLine, ...]
    """Of the audit log, about the role and everything in it."""
    comparison: Comparison
    compared: ComparedCandidate | None
    """None for a candidate that was removed."""
    met: Mapping[RaterId, str]
    """The names of whoever has or had a seat in the interviews."""
    out_of_use: frozenset[str]
    """Questions that nobody else will be asked."""

    def who(self, rater: RaterId | None) -> str:
        """`R-01 Ada Berg` for somebody the candidate met, else the code."""
        return f"{rater} {self.met.get(rater, '')}".rstrip() if rater else "the owner"

    def is_in_use(self, asked: AskedQuestion) -> bool:
        return asked.question not in self.out_of_use


def read_source(
    uow: UnitOfWork, bank: QuestionBank, candidate: Candidate, now: datetime, *, by: Actor
) -> AccessSource:
    """Everything of `candidate`, in one transaction."""
    role, own = candidate.requisition, candidate.id
    interviews = tuple(uow.interviews.of_candidate(own))
    ids = [i.id for i in interviews]
    histories = {s: tuple(uow.entries.history(s)) for s in sorted(uow.entries.newest_of(ids))}
    debrief = tuple(uow.debriefs.of(own))
    comparison = compare(uow, requisition_file(uow, role, by=by), bank)
    raters = {s.rater for i in interviews for s in i.seats} | {s.rater for s in histories}
    noted = [(e.sheet.interview, e.sheet.rater, e.item) for h in histories.values() for e in h]
    packed = fields_about(noted, [r.id for r in debrief])
    return AccessSource(
        candidate=candidate,
        requisition=the_requisition(uow, role),
        name=everybody(uow).candidate_names(role).get(own, ""),
        former=everybody(uow).former_name(own),
        period=period_of(uow, role),
        longer=uow.retention.kept(role).get(own),
        contact=everybody(uow).contacts(role).get(own, Contact()),
        files=tuple(uow.attachments.of(own)),
        interviews=interviews,
        kits={k.id: k for k in uow.kits.of(role)},
        histories=histories,
        boards={i: tuple(log) for i, log in uow.boards.logs(ids).items()},
        debrief=debrief,
        outcomes=tuple(uow.outcomes.of(own)),
        drafts=tuple(uow.drafts.every(own)),
        pack_texts=tuple(
            f for f in uow.drafts.every(role) if f.form.name == FORM and f.field in packed
        ),
        removals=tuple(r for r in uow.removals.of(role) if r.subject in {own, *ids}),
        links=uow.links.newest_of(ids),
        lines=tuple(uow.journal.about(role)),
        comparison=comparison,
        compared=next((c for c in comparison.candidates if c.file.candidate.id == own), None),
        met={r: name for r, name in uow.people.raters().items() if r in raters},
        out_of_use=_out_of_use(uow, bank, now),
    )


def _out_of_use(uow: UnitOfWork, bank: QuestionBank, now: datetime) -> frozenset[str]:
    """The bank's retired questions, without what a kit still has planned for somebody."""
    retired = {str(q.id) for q in bank.questions.values() if q.status is QuestionStatus.RETIRED}
    for role in uow.requisitions.all() if retired else ():
        ahead = {i.kit for i in uow.interviews.of_requisition(role.id) if i.planned_at > now}
        kits = (k for k in uow.kits.of(role.id) if k.id in ahead) if ahead else ()
        retired -= {item.asked.question for kit in kits for item in kit.items}
    return frozenset(retired)


def names_of_others(uow: UnitOfWork, candidate: Candidate) -> frozenset[str]:
    """The names and former names of every other candidate, and the codes of this role's."""
    found: set[str] = set()
    for role in uow.requisitions.all():
        for other, name in everybody(uow).candidate_names(role.id).items():
            if other != candidate.id:
                former = everybody(uow).former_name(other)
                found |= {name, former.name if former else ""}
    codes = {c.code for c in uow.requisitions.candidates(candidate.requisition)}
    return frozenset(filter(None, found | (codes - {candidate.code})))
