"""What the use cases need of a store: repositories and a unit of work, as protocols."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from assessment.domain.attachment import Attachment
from assessment.domain.board import BoardEntry
from assessment.domain.chain import Head
from assessment.domain.contact import Contact
from assessment.domain.decision import DebriefRecord
from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.erasure import ErasureRecord
from assessment.domain.handover import Handover
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    ItemId,
    KitId,
    RaterId,
    RequisitionId,
    SheetKey,
)
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, KitDraft
from assessment.domain.outcome import OutcomeRecord
from assessment.domain.practice import PracticeEvent
from assessment.domain.rating import Entry, EntryKey
from assessment.domain.removal import FormerName, RemovalRecord
from assessment.domain.requisition import Candidate, PanelMember, Requisition
from assessment.domain.retention import KeptLonger, RetentionPeriod
from assessment.domain.role import RoleBrief
from assessment.domain.seat_link import SeatLink

Clock = Callable[[], datetime]
"""The time now, aware and in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """Something that was done to the whole: an export, an override, a change of policy.

    It holds no name, no evidence and no wording: `about` and `detail` are ids and codes.
    """

    at: datetime
    by: RaterId | None
    act: str
    about: str
    detail: str
    because: str = ""
    """The reason that somebody typed; it can be erased and the log's chain still holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogScope:
    """What somebody other than the owner reads of the audit log."""

    own: frozenset[RequisitionId]
    """Lines about these, their candidates and interviews."""
    others: frozenset[RequisitionId]
    """Lines about these are left out, where a reference begins as one of `own` does."""
    rater: RaterId | None
    """Amendments by anybody else are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines of the audit log are wanted."""

    scope: LogScope | None = None
    """None: every line."""
    act: str = ""
    words: tuple[str, ...] = ()
    """Each stands somewhere in the line: in who, what, about what, the details or the reason."""


class LogPosition(NamedTuple):
    """How far an append-only log is: equal only where nothing was appended in between."""

    newest: int
    """Place of the newest entry among all of its kind."""
    told: str
    """What tells it from another entry that got this place after a transaction was undone."""


class Requisitions(Protocol):
    """Requisitions with their candidates and their panel."""

    def add(self, requisition: Requisition) -> None: ...
    def save(self, requisition: Requisition) -> None:
        """Replaces title, client, policy and whether it is archived."""

    def remove(self, requisition: RequisitionId) -> None:
        """With everything that belongs to it, ratings and boards too; interviewers stay.

        The caller has checked that nothing of it has to stay in the record.
        """

    def find(self, requisition: RequisitionId) -> Requisition | None: ...
    def all(self) -> list[Requisition]:
        """Oldest first."""

    def add_candidate(self, candidate: Candidate) -> None: ...
    def save_candidate(self, candidate: Candidate) -> None: ...
    def candidate(self, candidate: CandidateId) -> Candidate | None:
        """Also one that was removed."""

    def candidates(self, requisition: RequisitionId) -> list[Candidate]:
        """In the order of their codes, without those that were removed."""

    def seat(self, member: PanelMember) -> None:
        """Adds the member, or changes the role."""

    def unseat(self, requisition: RequisitionId, rater: RaterId) -> None: ...
    def panel(self, requisition: RequisitionId) -> list[PanelMember]:
        """In the order in which they were seated."""


class People(Protocol):
    """The one table that knows names: raters, and candidates where a name was given."""

    def add_rater(self, rater: RaterId, name: str) -> None: ...
    def remove_rater(self, rater: RaterId) -> None:
        """Invalid where a seat, a panel or a rating still names the rater."""

    def raters(self) -> dict[RaterId, str]:
        """Every rater with the name, in the order in which they were added."""

    def set_email(self, rater: RaterId, email: str) -> None:
        """What the rater signs in with; blank for none. Invalid where somebody else has it."""

    def emails(self) -> dict[RaterId, str]:
        """Of the raters that have one, in the order in which they were added."""
        ...

    def with_email(self, email: str) -> RaterId | None: ...
    def name_candidate(self, candidate: CandidateId, name: str) -> None:
        """Sets the name; a blank one erases it."""

    def candidate_names(self, requisition: RequisitionId) -> dict[CandidateId, str]:
        """Also of candidates that were removed."""

    def remember_name(self, candidate: CandidateId, former: FormerName | None) -> None:
        """Keeps the name before the last renaming; None erases it."""

    def former_name(self, candidate: CandidateId) -> FormerName | None: ...
    def keep_contact(self, candidate: CandidateId, contact: Contact) -> None:
        """Replaces what was kept; a blank one erases it."""

    def contacts(self, requisition: RequisitionId) -> dict[CandidateId, Contact]:
        """Of those who have one, removed candidates too."""
        ...


class Briefs(Protocol):
    def add(self, brief: RoleBrief) -> None:
        """A new revision; older ones stay."""

    def latest(self, requisition: RequisitionId) -> RoleBrief | None: ...
    def revisions(self, requisition: RequisitionId) -> list[RoleBrief]:
        """Every one that was saved, oldest first."""
        ...


class Kits(Protocol):
    def save_draft(self, draft: KitDraft) -> None: ...
    def draft(self, requisition: RequisitionId) -> KitDraft | None: ...
    def drop_draft(self, requisition: RequisitionId) -> None: ...
    def add(self, kit: InterviewKit) -> None: ...
    def find(self, kit: KitId) -> InterviewKit | None: ...
    def of(self, requisition: RequisitionId) -> list[InterviewKit]:
        """Frozen kits, oldest first; the first is the reference kit."""


class Interviews(Protocol):
    def add(self, interview: Interview) -> None: ...
    def save(self, interview: Interview) -> None:
        """Replaces time, kit and seats."""

    def find(self, interview: InterviewId) -> Interview | None:
        """Also one that was removed."""

    def of_candidate(self, candidate: CandidateId) -> list[Interview]:
        """In the order of their ids, removed ones too."""

    def of_requisition(self, requisition: RequisitionId) -> list[Interview]:
        """In the order of their ids, without those that were removed."""


class Entries(Protocol):
    """The raters' log. Append only, and each scorecard's entries are a chain of digests."""

    def append(self, entry: Entry) -> Entry:
        """Stores `entry` (its id is ignored) and returns it with its place in the log."""

    def seen(self, sheet: SheetKey, client: str, seqs: Sequence[int]) -> dict[int, Entry]:
        """What this client's numbers became when they first arrived."""

    def current(self, sheet: SheetKey, keys: Iterable[EntryKey]) -> dict[EntryKey, Entry]:
        """The entry that counts for each of `keys` that has one."""

    def newest(self, sheet: SheetKey) -> list[Entry]:
        """The entries of a sheet that count, one per key, with every amendment and proposal."""

    def newest_of(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, list[Entry]]:
        """`newest` for every sheet begun in these interviews."""

    def positions(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, LogPosition]:
        """How far the log of every sheet begun in these interviews is."""
        ...

    def submitted_in(self, interviews: Sequence[InterviewId]) -> frozenset[SheetKey]:
        """The sheets of these interviews that were submitted."""
        ...

    def get(self, entry: int) -> Entry | None: ...
    def heads(self, requisition: RequisitionId | None = None) -> dict[SheetKey, Head]:
        """How the chain of every scorecard ends, or of those of one requisition."""

    def history(self, sheet: SheetKey) -> list[Entry]:
        """Everything, in log order."""

    def asked_order(self, sheet: SheetKey) -> list[ItemId]:
        """The items of a sheet in the order in which each was first asked."""

    def added_in(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, list[ItemId]]:
        """The items that any sheet of these interviews added, each once, in log order.

        Without those that were taken off again; of interviews without one there is nothing.
        """

    def lock(self, sheet: SheetKey) -> None:
        """Holds other writers of this sheet until the transaction ends."""


class Boards(Protocol):
    """The candidates' log: one placement board for each interview. Append only, and chained."""

    def append(self, entry: BoardEntry) -> BoardEntry:
        """Stores `entry` (its id is ignored) and returns it with its place in the log."""

    def log(self, interview: InterviewId) -> list[BoardEntry]:
        """Everything on one board, in log order."""

    def logs(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, list[BoardEntry]]:
        """`log` for every board begun in these interviews."""

    def positions(self, interviews: Sequence[InterviewId]) -> dict[InterviewId, LogPosition]:
        """How far the log of every board begun in these interviews is."""
        ...

    def heads(self, requisition: RequisitionId | None = None) -> dict[InterviewId, Head]:
        """How the chain of every board ends, or of those of one requisition."""

    def lock(self, interview: InterviewId) -> None:
        """Holds other writers of this board until the transaction ends."""


class Debriefs(Protocol):
    """What was said and settled. Append only, and each candidate's records are a chain."""

    def add(self, record: DebriefRecord) -> None: ...
    def heads(self, requisition: RequisitionId | None = None) -> dict[CandidateId, Head]:
        """How the chain of every debrief ends, or of those of one requisition."""
        ...

    def of(self, candidate: CandidateId) -> list[DebriefRecord]:
        """In log order."""

    def of_requisition(
        self, requisition: RequisitionId
    ) -> dict[CandidateId, list[DebriefRecord]]: ...


class Outcomes(Protocol):
    """How hires turned out. Append only."""

    def add(self, record: OutcomeRecord) -> None: ...
    def of(self, candidate: CandidateId) -> list[OutcomeRecord]:
        """In log order."""

    def of_requisition(
        self, requisition: RequisitionId
    ) -> dict[CandidateId, list[OutcomeRecord]]: ...


class Attachments(Protocol):
    """Files of candidates."""

    def add(self, attachment: Attachment, data: bytes) -> Attachment:
        """Stores the file (its number is ignored) and returns it with its number."""

    def find(self, number: int) -> Attachment | None: ...
    def data(self, number: int) -> bytes:
        """The contents of a file that is there."""
        ...

    def of(self, candidate: CandidateId) -> list[Attachment]:
        """In the order in which they were added."""
        ...

    def of_requisition(self, requisition: RequisitionId) -> dict[CandidateId, list[Attachment]]: ...
    def remove(self, number: int) -> None: ...


class Drafts(Protocol):
    """Forms that people filled in and did not save yet."""

    def keep(self, field: DraftField) -> None:
        """Replaces what this field held before."""

    def of(self, subject: str, author: RaterId | None) -> list[DraftField]:
        """What one person typed about a candidate or requisition, by form and field."""

    def every(self, subject: str) -> list[DraftField]:
        """What anybody typed about a candidate or requisition, by author, form and field."""

    def drop(self, form: DraftForm, fields: Collection[str] | None = None) -> None:
        """Removes these fields of a form, or the whole form."""


class Links(Protocol):
    """The links of seats, as they were issued."""

    def add(self, link: SeatLink) -> SeatLink:
        """Stores `link` (its number is ignored) and returns it with its number."""

    def find(self, number: int) -> SeatLink | None: ...
    def newest_of(self, interviews: Sequence[InterviewId]) -> dict[SheetKey, SeatLink]:
        """The link that was issued last for each seat that ever had one."""
        ...

    def earlier(self, sheet: SheetKey) -> SeatLink | None:
        """The link that the seat had before links had an end."""

    def revoke(self, sheet: SheetKey, *, at: datetime, by: RaterId | None) -> None:
        """Ends every link of this seat that was not revoked yet."""


class SignIns(Protocol):
    """Sign-ins that were ended before their time."""

    def end(self, session: str, *, at: datetime, forget_before: datetime) -> None:
        """Those that ended before `forget_before` are forgotten, since they are over by time."""

    def has_ended(self, session: str) -> bool: ...


class Removals(Protocol):
    """What was taken out and can be put back."""

    def add(self, record: RemovalRecord) -> None:
        """From now on its subject is left out of every list."""

    def find(self, subject: str, rater: RaterId | None = None) -> RemovalRecord | None: ...
    def of(self, requisition: RequisitionId) -> list[RemovalRecord]:
        """Oldest first."""
        ...

    def drop(self, record: RemovalRecord) -> None:
        """Once it is put back."""


class Handovers(Protocol):
    """Seats that went to another laptop, and seats that came from one."""

    def put(self, handover: Handover) -> None:
        """Adds it, or replaces what is known of it."""

    def find(self, handover: str) -> Handover | None: ...
    def of(self, interviews: Sequence[InterviewId]) -> list[Handover]:
        """Oldest first."""
        ...


class Retention(Protocol):
    """How long candidates' data is kept."""

    def period(self, requisition: RequisitionId) -> RetentionPeriod:
        """The usual one where nobody chose another."""
        ...

    def change(self, period: RetentionPeriod) -> None: ...
    def kept(self, requisition: RequisitionId) -> dict[CandidateId, KeptLonger]:
        """The last word on each candidate whose data stays longer."""
        ...

    def keep(self, word: KeptLonger) -> None:
        """Replaces an earlier word on the same candidate."""


class Practice(Protocol):
    """What raters rated for practice. Append only."""

    def append(self, event: PracticeEvent) -> None:
        """Stores `event` (its id is ignored); Invalid where that round began or ended already."""

    def of(self, rater: RaterId) -> list[PracticeEvent]:
        """In log order."""
        ...

    def forget(self, rater: RaterId) -> None:
        """For a rater who is removed with the demo."""


class Journal(Protocol):
    """The audit log. Append only, and each line's digest follows from the one before."""

    def write(self, line: JournalLine) -> None: ...
    def note(
        self, *, by: RaterId | None, act: str, about: str, detail: str, because: str = ""
    ) -> None:
        """Writes a line with the time now."""

    def newest(self) -> JournalLine | None: ...
    def lines(self) -> list[JournalLine]:
        """Oldest first."""

    def about(self, subject: str) -> list[JournalLine]:
        """Lines about a requisition or candidate, and about what belongs to it; oldest first."""

    def page(self, which: LogFilter, *, skip: int, most: int) -> list[JournalLine]:
        """Newest first, without the `skip` newest ones."""

    def count(self, which: LogFilter) -> int: ...
    def acts(self, scope: LogScope | None) -> list[str]:
        """What was done, each once, in alphabetical order."""
        ...

    def erase_reasons(self, about: str) -> None:
        """Takes the reasons out of every line about a candidate or its interviews."""

    def head(self) -> Head:
        """The place and digest of the newest line."""


class Erasures(Protocol):
    """What takes words, or everything, out of the logs about one candidate."""

    def erase(self, candidate: CandidateId) -> None:
        """Deletes every row about the candidate, and the reasons in the audit log."""

    def anonymise(self, candidate: CandidateId, *, at: datetime) -> None:
        """Deletes the name and every text with its salt. Levels, boards and digests stay."""

    def find(self, candidate: CandidateId) -> ErasureRecord | None:
        """The last erasure that the audit log has of this code."""


class Settings(Protocol):
    """Small values that belong to the database, such as the key that signs tokens."""

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, value: str) -> None: ...
    def drop(self, key: str) -> None: ...
    def all(self) -> Mapping[str, str]: ...


class UnitOfWork(Protocol):
    """One transaction. What was not committed when it is left is forgotten."""

    requisitions: Requisitions
    people: People
    briefs: Briefs
    kits: Kits
    interviews: Interviews
    entries: Entries
    boards: Boards
    debriefs: Debriefs
    outcomes: Outcomes
    attachments: Attachments
    drafts: Drafts
    links: Links
    sign_ins: SignIns
    removals: Removals
    handovers: Handovers
    retention: Retention
    practice: Practice
    journal: Journal
    erasures: Erasures
    settings: Settings

    def commit(self) -> None: ...


class OpenUnitOfWork(Protocol):
    """Opens a unit of work; `read_only` ones never wait for a writer and never block one."""

    def __call__(self, *, read_only: bool = False) -> AbstractContextManager[UnitOfWork]: ...
