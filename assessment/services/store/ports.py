"""What the use cases need of a store: repositories and a unit of work, as protocols."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, Protocol

from assessment.domain.draft_form import DraftField, DraftForm
from assessment.domain.erasure import ErasureRecord
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    RaterId,
    SheetKey,
)
from assessment.domain.seat_link import SeatLink
from assessment.services.store.audit_log import Journal
from assessment.services.store.logs import Boards, Debriefs, Entries, Outcomes, Practice
from assessment.services.store.role_repositories import (
    Attachments,
    Briefs,
    Handovers,
    Interviews,
    Kits,
    People,
    Removals,
    Requisitions,
    Retention,
)

Clock = Callable[[], datetime]
"""The time now, aware and in UTC."""


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


class Erasures(Protocol):
    """What takes words, or everything, out of the logs about one candidate."""

    def erase(self, candidate: CandidateId) -> None:
        """Deletes every row about the candidate, and the reasons in the audit log."""

    def anonymise(self, candidate: CandidateId, *, at: datetime) -> None:
        """Deletes the name and every text with its salt. Levels, boards and digests stay."""

    def find(self, candidate: CandidateId) -> ErasureRecord | None:
        """The last erasure that the audit log has of this code."""

    def candidates(self) -> list[CandidateId]:
        """Everybody of whom the audit log has an erasure, each once."""


class Settings(Protocol):
    """Small values that belong to the database, such as the key that signs tokens."""

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, value: str) -> None: ...
    def drop(self, key: str) -> None: ...
    def all(self) -> Mapping[str, str]: ...


class Moment(NamedTuple):
    """Which state of a database a transaction sees.

    Two of them are equal only where nothing at all was committed in between, by whomever.
    """

    where: Hashable
    """What counts: the moments of one database differ here where they can't be compared."""
    state: Hashable


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
    def moment(self) -> Moment | None:
        """None where that is unknown, as while this transaction may write itself."""


class OpenUnitOfWork(Protocol):
    """Opens a unit of work; `read_only` ones never wait for a writer and never block one."""

    def __call__(self, *, read_only: bool = False) -> AbstractContextManager[UnitOfWork]: ...
