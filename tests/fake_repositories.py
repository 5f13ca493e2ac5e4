"""The repositories of the ports, kept in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import TypeVar

from assessment.domain.attachment import Attachment
from assessment.domain.board import BoardEntry, BoardKind
from assessment.domain.chain import EMPTY, Head, next_head
from assessment.domain.contact import Contact
from assessment.domain.decision import DebriefRecord
from assessment.domain.deviations import asked_order
from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.erasure import Erasure, ErasureRecord
from assessment.domain.errors import Invalid, NotFound, no_such
from assessment.domain.handover import Handover, board_is_elsewhere, lender_key, seat_is_elsewhere
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    ItemId,
    KitId,
    RaterId,
    RequisitionId,
    SheetKey,
    counting_order,
)
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, KitDraft
from assessment.domain.outcome import OutcomeRecord
from assessment.domain.pack_texts import FORM, fields_about
from assessment.domain.permissions import Action
from assessment.domain.practice import PracticeEvent, PracticeKind
from assessment.domain.rating import TEXT_KINDS, Entry, EntryKey, Kind, Standing, current
from assessment.domain.removal import FormerName, RemovalRecord
from assessment.domain.requisition import Candidate, PanelMember, Requisition
from assessment.domain.retention import KeptLonger, RetentionPeriod
from assessment.domain.role import RoleBrief
from assessment.domain.seat_link import SeatLink
from assessment.services.store.audit_log import JournalLine, LogFilter, LogScope
from assessment.services.store.logs import LogPosition

NOTED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""When the fake journal notes everything."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class FakeState:
    """What was committed. Values are frozen, so copying the containers is a full copy."""

    requisitions: dict[RequisitionId, Requisition] = field(default_factory=dict)
    candidates: dict[CandidateId, Candidate] = field(default_factory=dict)
    panel: dict[tuple[RequisitionId, RaterId], PanelMember] = field(default_factory=dict)
    raters: dict[RaterId, str] = field(default_factory=dict)
    candidate_names: dict[CandidateId, str] = field(default_factory=dict)
    briefs: dict[tuple[RequisitionId, int], RoleBrief] = field(default_factory=dict)
    drafts: dict[RequisitionId, KitDraft] = field(default_factory=dict)
    kits: dict[KitId, InterviewKit] = field(default_factory=dict)
    interviews: dict[InterviewId, Interview] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    boards: list[BoardEntry] = field(default_factory=list)
    debriefs: list[DebriefRecord] = field(default_factory=list)
    outcomes: list[OutcomeRecord] = field(default_factory=list)
    form_drafts: dict[tuple[DraftForm, str], DraftField] = field(default_factory=dict)
    former_names: dict[CandidateId, FormerName] = field(default_factory=dict)
    contacts: dict[CandidateId, Contact] = field(default_factory=dict)
    attachments: dict[int, tuple[Attachment, bytes]] = field(default_factory=dict)
    attached: int = 0
    links: list[SeatLink] = field(default_factory=list)
    emails: dict[RaterId, str] = field(default_factory=dict)
    ended_sign_ins: dict[str, datetime] = field(default_factory=dict)
    removals: dict[tuple[str, RaterId | None], RemovalRecord] = field(default_factory=dict)
    periods: dict[RequisitionId, RetentionPeriod] = field(default_factory=dict)
    kept_longer: dict[CandidateId, KeptLonger] = field(default_factory=dict)
    practice: list[PracticeEvent] = field(default_factory=list)
    handovers: dict[str, Handover] = field(default_factory=dict)
    journal: list[JournalLine] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "FakeState":
        return FakeState(**{f.name: copy(getattr(self, f.name)) for f in fields(self)})

    def take_over(self, other: "FakeState") -> None:
        for f in fields(self):
            setattr(self, f.name, copy(getattr(other, f.name)))


def _add(kept: dict[K, V], key: K, value: V) -> None:
    if key in kept:
        raise Invalid(f"There is already {key}.")
    kept[key] = value


def _known(kept: Mapping[K, V], key: K) -> V:
    if key not in kept:
        raise NotFound(f"There is no {key}.")
    return kept[key]


def _next_id(log: Sequence[Entry | BoardEntry | DebriefRecord | OutcomeRecord]) -> int:
    return log[-1].id + 1 if log else 1


@dataclass
class FakeRequisitions:
    state: FakeState

    def add(self, requisition: Requisition) -> None:
        _add(self.state.requisitions, requisition.id, requisition)

    def save(self, requisition: Requisition) -> None:
        stored = _known(self.state.requisitions, requisition.id)
        self.state.requisitions[requisition.id] = replace(requisition, created_at=stored.created_at)

    def remove(self, requisition: RequisitionId) -> None:
        _known(self.state.requisitions, requisition)
        state = self.state
        own = {c.id for c in state.candidates.values() if c.requisition == requisition}
        held = {i.id for i in state.interviews.values() if i.candidate in own}
        state.form_drafts = {
            k: f
            for k, f in state.form_drafts.items()
            if k[0].candidate not in own and k[0].requisition != requisition
        }
        state.outcomes = [r for r in state.outcomes if r.candidate not in own]
        state.kept_longer = {c: w for c, w in state.kept_longer.items() if c not in own}
        state.periods.pop(requisition, None)
        state.debriefs = [r for r in state.debriefs if r.candidate not in own]
        state.boards = [e for e in state.boards if e.interview not in held]
        state.entries = [e for e in state.entries if e.sheet.interview not in held]
        state.handovers = {
            k: h for k, h in state.handovers.items() if h.sheet.interview not in held
        }
        state.settings.pop(lender_key(requisition), None)
        state.interviews = {i: v for i, v in state.interviews.items() if i not in held}
        state.kits = {i: k for i, k in state.kits.items() if k.requisition != requisition}
        state.drafts.pop(requisition, None)
        state.briefs = {k: b for k, b in state.briefs.items() if k[0] != requisition}
        state.panel = {k: m for k, m in state.panel.items() if k[0] != requisition}
        state.candidate_names = {c: n for c, n in state.candidate_names.items() if c not in own}
        state.former_names = {c: n for c, n in state.former_names.items() if c not in own}
        state.attachments = {
            n: f for n, f in state.attachments.items() if f[0].candidate not in own
        }
        state.contacts = {c: v for c, v in state.contacts.items() if c not in own}
        state.links = [n for n in state.links if n.sheet.interview not in held]
        state.removals = {k: r for k, r in state.removals.items() if r.requisition != requisition}
        state.candidates = {c: v for c, v in state.candidates.items() if c not in own}
        del state.requisitions[requisition]

    def find(self, requisition: RequisitionId) -> Requisition | None:
        return self.state.requisitions.get(requisition)

    def all(self) -> list[Requisition]:
        return sorted(self.state.requisitions.values(), key=lambda r: r.created_at)

    def add_candidate(self, candidate: Candidate) -> None:
        _known(self.state.requisitions, candidate.requisition)
        _add(self.state.candidates, candidate.id, candidate)

    def save_candidate(self, candidate: Candidate) -> None:
        _known(self.state.candidates, candidate.id)
        self.state.candidates[candidate.id] = candidate

    def candidate(self, candidate: CandidateId) -> Candidate | None:
        return self.state.candidates.get(candidate)

    def candidates(self, requisition: RequisitionId) -> list[Candidate]:
        own = [
            c
            for c in self.state.candidates.values()
            if c.requisition == requisition and (c.id, None) not in self.state.removals
        ]
        return sorted(own, key=lambda c: counting_order(c.id))

    def seat(self, member: PanelMember) -> None:
        _known(self.state.requisitions, member.requisition)
        _known(self.state.raters, member.rater)
        self.state.panel[member.requisition, member.rater] = member

    def unseat(self, requisition: RequisitionId, rater: RaterId) -> None:
        self.state.panel.pop((requisition, rater), None)

    def panel(self, requisition: RequisitionId) -> list[PanelMember]:
        return [m for m in self.state.panel.values() if m.requisition == requisition]


@dataclass
class FakePeople:
    state: FakeState

    def add_rater(self, rater: RaterId, name: str) -> None:
        _add(self.state.raters, rater, name)

    def remove_rater(self, rater: RaterId) -> None:
        _known(self.state.raters, rater)
        seated = {s.rater for i in self.state.interviews.values() for s in i.seats}
        rated = {e.sheet.rater for e in self.state.entries}
        rated |= {e.rater for e in self.state.practice}
        if rater in seated | rated | {m.rater for m in self.state.panel.values()}:
            raise Invalid(f"{rater} has been used and stays in the record.")
        del self.state.raters[rater]
        self.state.emails.pop(rater, None)

    def raters(self) -> dict[RaterId, str]:
        return dict(self.state.raters)

    def set_email(self, rater: RaterId, email: str) -> None:
        if rater not in self.state.raters:
            raise no_such("interviewer", rater)
        if email and self.with_email(email) not in {None, rater}:
            raise Invalid(f"Somebody else signs in with {email}.")
        self.state.emails.pop(rater, None)
        if email:
            self.state.emails[rater] = email

    def emails(self) -> dict[RaterId, str]:
        held = self.state.emails
        return {rater: held[rater] for rater in self.state.raters if rater in held}

    def with_email(self, email: str) -> RaterId | None:
        return next((r for r, held in self.state.emails.items() if held == email), None)

    def name_candidate(self, candidate: CandidateId, name: str) -> None:
        if name.strip():
            self.state.candidate_names[candidate] = name
        else:
            self.state.candidate_names.pop(candidate, None)

    def candidate_names(self, requisition: RequisitionId) -> dict[CandidateId, str]:
        own = {c.id for c in self.state.candidates.values() if c.requisition == requisition}
        named = self.state.candidate_names
        return {c: named[c] for c in sorted(own, key=counting_order) if c in named}

    def remember_name(self, candidate: CandidateId, former: FormerName | None) -> None:
        self.state.former_names.pop(candidate, None)
        if former:
            self.state.former_names[candidate] = former

    def former_name(self, candidate: CandidateId) -> FormerName | None:
        return self.state.former_names.get(candidate)

    def keep_contact(self, candidate: CandidateId, contact: Contact) -> None:
        self.state.contacts.pop(candidate, None)
        if contact:
            self.state.contacts[candidate] = contact

    def contacts(self, requisition: RequisitionId) -> dict[CandidateId, Contact]:
        own = {c.id for c in self.state.candidates.values() if c.requisition == requisition}
        return {c: v for c, v in self.state.contacts.items() if c in own}


@dataclass
class FakeBriefs:
    state: FakeState

    def add(self, brief: RoleBrief) -> None:
        _known(self.state.requisitions, brief.requisition)
        _add(self.state.briefs, (brief.requisition, brief.revision), brief)

    def latest(self, requisition: RequisitionId) -> RoleBrief | None:
        return next(reversed(self.revisions(requisition)), None)

    def revisions(self, requisition: RequisitionId) -> list[RoleBrief]:
        own = [b for b in self.state.briefs.values() if b.requisition == requisition]
        return sorted(own, key=lambda b: b.revision)


@dataclass
class FakeKits:
    state: FakeState

    def save_draft(self, draft: KitDraft) -> None:
        _known(self.state.requisitions, draft.requisition)
        self.state.drafts[draft.requisition] = draft

    def draft(self, requisition: RequisitionId) -> KitDraft | None:
        return self.state.drafts.get(requisition)

    def drop_draft(self, requisition: RequisitionId) -> None:
        self.state.drafts.pop(requisition, None)

    def add(self, kit: InterviewKit) -> None:
        _known(self.state.requisitions, kit.requisition)
        _add(self.state.kits, kit.id, kit)

    def find(self, kit: KitId) -> InterviewKit | None:
        return self.state.kits.get(kit)

    def of(self, requisition: RequisitionId) -> list[InterviewKit]:
        return [k for k in self.state.kits.values() if k.requisition == requisition]


@dataclass
class FakeInterviews:
    state: FakeState

    def add(self, interview: Interview) -> None:
        self._grounded(interview)
        _add(self.state.interviews, interview.id, interview)

    def save(self, interview: Interview) -> None:
        _known(self.state.interviews, interview.id)
        self._grounded(interview)
        self.state.interviews[interview.id] = interview

    def _grounded(self, interview: Interview) -> None:
        _known(self.state.candidates, interview.candidate)
        _known(self.state.kits, interview.kit)
        for seat in interview.seats:
            _known(self.state.raters, seat.rater)

    def find(self, interview: InterviewId) -> Interview | None:
        found = self.state.interviews.get(interview)
        return self._read(found) if found else None

    def _read(self, interview: Interview) -> Interview:
        removals = self.state.removals
        gone = (interview.id, None) in removals or (interview.candidate, None) in removals
        own = [h for h in self.state.handovers.values() if h.sheet.interview == interview.id]
        seats = tuple(
            replace(
                s,
                revoked_up_to=self._revoked(SheetKey(interview.id, s.rater)),
                elsewhere=seat_is_elsewhere(own, s.rater),
            )
            for s in interview.seats
        )
        away = board_is_elsewhere(own)
        return replace(interview, seats=seats, removed=gone, board_elsewhere=away)

    def _revoked(self, sheet: SheetKey) -> int:
        links = [n for n in self.state.links if n.sheet == sheet and n.revoked_at]
        return max((n.number for n in links), default=0)

    def of_candidate(self, candidate: CandidateId) -> list[Interview]:
        kept = self.state.interviews.values()
        own = [self._read(i) for i in kept if i.candidate == candidate]
        return sorted(own, key=lambda i: counting_order(i.id))

    def of_requisition(self, requisition: RequisitionId) -> list[Interview]:
        own = {c.id for c in FakeRequisitions(self.state).candidates(requisition)}
        found = [self._read(i) for i in self.state.interviews.values() if i.candidate in own]
        return sorted((i for i in found if not i.removed), key=lambda i: counting_order(i.id))


def _chained(rows: Iterable[object]) -> Head:
    head = EMPTY
    for row in rows:
        head = next_head(head, [repr(row)])
    return head


@dataclass
class FakeEntries:
    state: FakeState

    def append(self, entry: Entry) -> Entry:
        _known(self.state.interviews, entry.sheet.interview)
        _known(self.state.raters, entry.sheet.rater)
        if self.seen(entry.sheet, entry.client, [entry.seq]):
            raise Invalid(f"{entry.sheet.box} already has number {entry.seq} of {entry.client}.")
        stored = replace(entry, id=_next_id(self.state.entries))
        self.state.entries.append(stored)
        return stored

    def seen(self, sheet: SheetKey, client: str, seqs: Sequence[int]) -> dict[int, Entry]:
        return {e.seq: e for e in self.history(sheet) if e.client == client and e.seq in seqs}

    def current(self, sheet: SheetKey, keys: Iterable[EntryKey]) -> dict[EntryKey, Entry]:
        counting = current(self.history(sheet))
        return {key: counting[key] for key in keys if key in counting}

    def newest(self, sheet: SheetKey) -> list[Entry]:
        whole = self.history(sheet)
        counting = {e.id for e in current(whole).values()}
        return [
            e for e in whole if e.id in counting or e.because or e.standing is Standing.PROPOSED
        ]

    def newest_of(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, list[Entry]]:
        begun = sorted({e.sheet for e in self.state.entries if e.sheet.interview in interviews})
        return {sheet: kept for sheet in begun if (kept := self.newest(sheet))}

    def heads(self, requisition: RequisitionId | None = None) -> dict[SheetKey, Head]:
        begun = sorted({e.sheet for e in self.state.entries})
        of = {c.id: c.requisition for c in self.state.candidates.values()}
        asked = [
            sheet
            for sheet in begun
            if requisition in {None, of[self.state.interviews[sheet.interview].candidate]}
        ]
        return {sheet: _chained(self.history(sheet)) for sheet in asked}

    def positions(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, LogPosition]:
        own = [e for e in self.state.entries if e.sheet.interview in interviews]
        return {e.sheet: LogPosition(e.id, str(e)) for e in own}

    def submitted_in(self, interviews: Sequence[InterviewId]) -> frozenset[SheetKey]:
        own = [e for e in self.state.entries if e.sheet.interview in interviews]
        done = (e for e in own if e.kind is Kind.SUBMIT and e.standing is Standing.COUNTS)
        return frozenset(e.sheet for e in done)

    def get(self, entry: int) -> Entry | None:
        return next((e for e in self.state.entries if e.id == entry), None)

    def history(self, sheet: SheetKey) -> list[Entry]:
        return [e for e in self.state.entries if e.sheet == sheet]

    def asked_order(self, sheet: SheetKey) -> list[ItemId]:
        return asked_order(self.history(sheet))

    def added_in(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, list[ItemId]]:
        sheets = {e.sheet for e in self.state.entries if e.sheet.interview in interviews}
        counting = [e for sheet in sheets for e in current(self.history(sheet)).values()]
        found: dict[InterviewId, list[ItemId]] = {}
        for entry in sorted(counting, key=lambda e: e.id):
            items = found.setdefault(entry.sheet.interview, [])
            if entry.kind is Kind.ADDED and entry.value and entry.item not in items:
                items.append(entry.item)
        return {interview: items for interview, items in found.items() if items}

    def lock(self, sheet: SheetKey) -> None:
        """Writers already wait for each other."""


@dataclass
class FakeBoards:
    state: FakeState

    def append(self, entry: BoardEntry) -> BoardEntry:
        _known(self.state.interviews, entry.interview)
        if any((e.client, e.seq) == (entry.client, entry.seq) for e in self.log(entry.interview)):
            raise Invalid(
                f"The board of {entry.interview} already has number {entry.seq} of {entry.client}."
            )
        stored = replace(entry, id=_next_id(self.state.boards))
        self.state.boards.append(stored)
        return stored

    def log(self, interview: InterviewId) -> list[BoardEntry]:
        return [e for e in self.state.boards if e.interview == interview]

    def logs(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, list[BoardEntry]]:
        return {i: found for i in interviews if (found := self.log(i))}

    def positions(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, LogPosition]:
        return {
            i: LogPosition(log[-1].id, str(log[-1])) for i in interviews if (log := self.log(i))
        }

    def heads(self, requisition: RequisitionId | None = None) -> dict[InterviewId, Head]:
        of = {c.id: c.requisition for c in self.state.candidates.values()}
        begun = sorted({e.interview for e in self.state.boards})
        asked = [i for i in begun if requisition in {None, of[self.state.interviews[i].candidate]}]
        return {interview: _chained(self.log(interview)) for interview in asked}

    def lock(self, interview: InterviewId) -> None:
        """Writers already wait for each other."""


@dataclass
class FakeDebriefs:
    state: FakeState

    def add(self, record: DebriefRecord) -> None:
        _known(self.state.candidates, record.candidate)
        self.state.debriefs.append(replace(record, id=_next_id(self.state.debriefs)))

    def heads(self, requisition: RequisitionId | None = None) -> dict[CandidateId, Head]:
        of = {c.id: c.requisition for c in self.state.candidates.values()}
        begun = sorted({r.candidate for r in self.state.debriefs})
        return {c: _chained(self.of(c)) for c in begun if requisition in {None, of[c]}}

    def of(self, candidate: CandidateId) -> list[DebriefRecord]:
        return [r for r in self.state.debriefs if r.candidate == candidate]

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[DebriefRecord]]:
        own = FakeRequisitions(self.state).candidates(requisition)
        return {c.id: found for c in own if (found := self.of(c.id))}


@dataclass
class FakeOutcomes:
    state: FakeState

    def add(self, record: OutcomeRecord) -> None:
        _known(self.state.candidates, record.candidate)
        self.state.outcomes.append(replace(record, id=_next_id(self.state.outcomes)))

    def of(self, candidate: CandidateId) -> list[OutcomeRecord]:
        return [r for r in self.state.outcomes if r.candidate == candidate]

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[OutcomeRecord]]:
        own = FakeRequisitions(self.state).candidates(requisition)
        return {c.id: found for c in own if (found := self.of(c.id))}


@dataclass
class FakeHandovers:
    state: FakeState

    def put(self, handover: Handover) -> None:
        _known(self.state.interviews, handover.sheet.interview)
        _known(self.state.raters, handover.sheet.rater)
        self.state.handovers[handover.id] = handover

    def find(self, handover: str) -> Handover | None:
        return self.state.handovers.get(handover)

    def of(self, interviews: Sequence[InterviewId]) -> list[Handover]:
        own = [h for h in self.state.handovers.values() if h.sheet.interview in interviews]
        return sorted(own, key=lambda h: (h.at, h.id))


@dataclass
class FakePractice:
    state: FakeState

    def append(self, event: PracticeEvent) -> None:
        if event.rater not in self.state.raters:
            raise NotFound(f"There is no interviewer {event.rater} in this database.")
        kept = self.of(event.rater)
        same = [e for e in kept if (e.round, e.kind) == (event.round, event.kind)]
        if same and event.kind is not PracticeKind.RATED:
            raise Invalid(f"Round {event.round} is already {event.kind}.")
        self.state.practice.append(replace(event, id=len(self.state.practice) + 1))

    def of(self, rater: RaterId) -> list[PracticeEvent]:
        return [e for e in self.state.practice if e.rater == rater]

    def forget(self, rater: RaterId) -> None:
        self.state.practice = [e for e in self.state.practice if e.rater != rater]


@dataclass
class FakeAttachments:
    state: FakeState

    def add(self, attachment: Attachment, data: bytes) -> Attachment:
        _known(self.state.candidates, attachment.candidate)
        self.state.attached += 1
        made = replace(attachment, id=self.state.attached)
        self.state.attachments[made.id] = (made, data)
        return made

    def find(self, number: int) -> Attachment | None:
        return self.state.attachments.get(number, (None, b""))[0]

    def data(self, number: int) -> bytes:
        return self.state.attachments[number][1]

    def of(self, candidate: CandidateId) -> list[Attachment]:
        return [a for a, _ in self.state.attachments.values() if a.candidate == candidate]

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[Attachment]]:
        own = [c.id for c in self.state.candidates.values() if c.requisition == requisition]
        return {c: files for c in own if (files := self.of(c))}

    def remove(self, number: int) -> None:
        self.state.attachments.pop(number, None)


@dataclass
class FakeDrafts:
    state: FakeState

    def keep(self, field: DraftField) -> None:
        if field.form.candidate:
            _known(self.state.candidates, field.form.candidate)
        elif field.form.requisition:
            _known(self.state.requisitions, field.form.requisition)
        self.state.form_drafts[field.form, field.field] = field

    def of(self, subject: str, author: RaterId | None) -> list[DraftField]:
        mine = [f for f in self.state.form_drafts.values() if f.form.subject == subject]
        return sorted(
            (f for f in mine if f.form.author == author), key=lambda f: (f.form.name, f.field)
        )

    def every(self, subject: str) -> list[DraftField]:
        found = [f for f in self.state.form_drafts.values() if f.form.subject == subject]
        return sorted(found, key=lambda f: (f.form.author or "", f.form.name, f.field))

    def drop(self, form: DraftForm, fields: Collection[str] | None = None) -> None:
        for key in [k for k in self.state.form_drafts if k[0] == form]:
            if fields is None or key[1] in fields:
                del self.state.form_drafts[key]


@dataclass
class FakeLinks:
    state: FakeState

    def add(self, link: SeatLink) -> SeatLink:
        _known(self.state.interviews, link.sheet.interview)
        _known(self.state.raters, link.sheet.rater)
        stored = replace(link, number=len(self.state.links) + 1)
        self.state.links.append(stored)
        return stored

    def find(self, number: int) -> SeatLink | None:
        return next((n for n in self.state.links if n.number == number), None)

    def newest_of(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, SeatLink]:
        return {n.sheet: n for n in self.state.links if n.sheet.interview in interviews}

    def earlier(self, sheet: SheetKey) -> SeatLink | None:
        return next((n for n in self.state.links if n.sheet == sheet and n.earlier), None)

    def revoke(self, sheet: SheetKey, *, at: datetime, by: RaterId | None) -> None:
        self.state.links = [
            replace(n, revoked_at=at, revoked_by=by)
            if n.sheet == sheet and n.revoked_at is None
            else n
            for n in self.state.links
        ]


@dataclass
class FakeSignIns:
    state: FakeState

    def end(self, session: str, *, at: datetime, forget_before: datetime) -> None:
        ended = self.state.ended_sign_ins
        self.state.ended_sign_ins = {s: t for s, t in ended.items() if t >= forget_before}
        self.state.ended_sign_ins[session] = at

    def has_ended(self, session: str) -> bool:
        return session in self.state.ended_sign_ins


@dataclass
class FakeRemovals:
    state: FakeState

    def add(self, record: RemovalRecord) -> None:
        _known(self.state.requisitions, record.requisition)
        self.state.removals[record.subject, record.rater] = record

    def find(self, subject: str, rater: RaterId | None = None) -> RemovalRecord | None:
        return self.state.removals.get((subject, rater))

    def of(self, requisition: RequisitionId) -> list[RemovalRecord]:
        own = [r for r in self.state.removals.values() if r.requisition == requisition]
        return sorted(own, key=lambda r: (r.at, r.subject, r.rater or ""))

    def drop(self, record: RemovalRecord) -> None:
        self.state.removals.pop((record.subject, record.rater), None)


def _is_wanted(line: JournalLine, which: LogFilter) -> bool:
    told = (line.by or "owner", line.act, line.about, line.detail, line.because)
    text = " ".join(told).casefold()
    scope = which.scope
    if scope:
        every = {*scope.own, *scope.others}
        of = [r for r in every if f"{line.about}.".startswith(f"{r}.")]
        if max(of, key=len, default=None) not in scope.own:
            return False
        if line.act == Action.AMEND_SCORECARD and line.by != scope.rater:
            return False
    words = all(word.casefold() in text for word in which.words)
    return which.act in {"", line.act} and words


@dataclass
class FakeJournal:
    state: FakeState

    def write(self, line: JournalLine) -> None:
        self.state.journal.append(line)

    def note(
        self, *, by: RaterId | None, act: str, about: str, detail: str, because: str = ""
    ) -> None:
        line = JournalLine(at=NOTED, by=by, act=act, about=about, detail=detail, because=because)
        self.write(line)

    def newest(self) -> JournalLine | None:
        return self.state.journal[-1] if self.state.journal else None

    def lines(self) -> list[JournalLine]:
        return list(self.state.journal)

    def about(self, subject: str) -> list[JournalLine]:
        return [i for i in self.state.journal if f"{i.about}.".startswith(f"{subject}.")]

    def page(self, which: LogFilter, *, skip: int, most: int) -> list[JournalLine]:
        found = [line for line in reversed(self.state.journal) if _is_wanted(line, which)]
        return found[skip : skip + most]

    def count(self, which: LogFilter) -> int:
        return sum(_is_wanted(line, which) for line in self.state.journal)

    def acts(self, scope: LogScope | None) -> list[str]:
        which = LogFilter(scope=scope)
        return sorted({line.act for line in self.state.journal if _is_wanted(line, which)})

    def erase_reasons(self, about: str) -> None:
        own = {i for i in self.state.journal if f"{i.about}.".startswith(f"{about}.")}
        self.state.journal = [
            replace(line, because="") if line in own else line for line in self.state.journal
        ]

    def head(self) -> Head:
        return _chained(self.state.journal)


@dataclass
class FakeErasures:
    state: FakeState

    def erase(self, candidate: CandidateId) -> None:
        state = self.state
        held = self._held(candidate)
        self._identity(candidate)
        state.outcomes = [r for r in state.outcomes if r.candidate != candidate]
        state.debriefs = [r for r in state.debriefs if r.candidate != candidate]
        state.boards = [e for e in state.boards if e.interview not in held]
        state.entries = [e for e in state.entries if e.sheet.interview not in held]
        state.links = [n for n in state.links if n.sheet.interview not in held]
        state.removals = {k: r for k, r in state.removals.items() if k[0] not in {candidate, *held}}
        state.handovers = {
            k: h for k, h in state.handovers.items() if h.sheet.interview not in held
        }
        state.interviews = {i: v for i, v in state.interviews.items() if i not in held}
        del state.candidates[candidate]

    def anonymise(self, candidate: CandidateId, *, at: datetime) -> None:
        state = self.state
        held = self._held(candidate)
        self._identity(candidate)
        state.entries = [
            _wordless(e) if e.sheet.interview in held and e.kind is not Kind.ADDED else e
            for e in state.entries
        ]
        state.boards = [
            replace(e, value="") if e.interview in held and e.kind is BoardKind.WORDS else e
            for e in state.boards
        ]
        state.debriefs = [
            replace(r, text="") if r.candidate == candidate else r for r in state.debriefs
        ]
        state.outcomes = [
            replace(r, text="") if r.candidate == candidate else r for r in state.outcomes
        ]
        state.removals = {
            k: replace(r, because="") if k[0] in {candidate, *held} else r
            for k, r in state.removals.items()
        }
        state.links = [
            replace(n, revoked_at=n.revoked_at or at) if n.sheet.interview in held else n
            for n in state.links
        ]
        found = state.candidates[candidate]
        state.candidates[candidate] = replace(
            found,
            withdrawn_at=found.withdrawn_at or at,
            withdrawn_because="",
            anonymised_at=at,
        )

    def find(self, candidate: CandidateId) -> ErasureRecord | None:
        told = [
            line
            for line in self.state.journal
            if line.act == Action.ERASE_CANDIDATE.value and line.about == candidate
        ]
        if not told:
            return None
        line = told[-1]
        return ErasureRecord(candidate=candidate, how=Erasure(line.detail), at=line.at, by=line.by)

    def candidates(self) -> list[CandidateId]:
        told = [li for li in self.state.journal if li.act == Action.ERASE_CANDIDATE.value]
        return list(dict.fromkeys(CandidateId(line.about) for line in told))

    def _held(self, candidate: CandidateId) -> set[InterviewId]:
        return {i.id for i in self.state.interviews.values() if i.candidate == candidate}

    def _identity(self, candidate: CandidateId) -> None:
        state = self.state
        FakeJournal(state).erase_reasons(candidate)
        held = self._held(candidate)
        gone = fields_about(
            [(e.sheet.interview, e.sheet.rater, e.item) for e in state.entries
             if e.sheet.interview in held],
            [r.id for r in state.debriefs if r.candidate == candidate],
        )  # fmt: skip
        subject = state.candidates[candidate].requisition
        state.form_drafts = {
            k: f
            for k, f in state.form_drafts.items()
            if (k[0].subject, k[0].name) != (subject, FORM) or k[1] not in gone
        }
        state.candidate_names.pop(candidate, None)
        state.former_names.pop(candidate, None)
        state.kept_longer.pop(candidate, None)
        state.contacts.pop(candidate, None)
        state.attachments = {
            n: f for n, f in state.attachments.items() if f[0].candidate != candidate
        }
        state.form_drafts = {
            k: f for k, f in state.form_drafts.items() if k[0].candidate != candidate
        }


def _wordless(entry: Entry) -> Entry:
    value = "" if isinstance(entry.value, str) and entry.kind in TEXT_KINDS else entry.value
    return replace(entry, value=value, because="")


@dataclass
class FakeRetention:
    state: FakeState

    def period(self, requisition: RequisitionId) -> RetentionPeriod:
        usual = RetentionPeriod(requisition=requisition)
        return self.state.periods.get(requisition, usual)

    def change(self, period: RetentionPeriod) -> None:
        self.state.periods[period.requisition] = period

    def kept(self, requisition: RequisitionId) -> dict[CandidateId, KeptLonger]:
        own = {c.id for c in self.state.candidates.values() if c.requisition == requisition}
        return {c: word for c, word in self.state.kept_longer.items() if c in own}

    def keep(self, word: KeptLonger) -> None:
        self.state.kept_longer[word.candidate] = word


@dataclass
class FakeSettings:
    state: FakeState

    def get(self, key: str) -> str | None:
        return self.state.settings.get(key)

    def put(self, key: str, value: str) -> None:
        self.state.settings[key] = value

    def drop(self, key: str) -> None:
        self.state.settings.pop(key, None)

    def all(self) -> Mapping[str, str]:
        return dict(self.state.settings)
