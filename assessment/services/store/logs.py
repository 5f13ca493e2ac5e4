"""What the use cases need of the logs that are only appended to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from assessment.domain.board import BoardEntry
from assessment.domain.chain import Head
from assessment.domain.decision import DebriefRecord
from assessment.domain.ids import (
    CandidateId,
    InterviewId,
    ItemId,
    RaterId,
    RequisitionId,
    SheetKey,
)
from assessment.domain.outcome import OutcomeRecord
from assessment.domain.practice import PracticeEvent
from assessment.domain.rating import Entry, EntryKey


class LogPosition(NamedTuple):
    """How far an append-only log is: equal only where nothing was appended in between."""

    newest: int
    """Place of the newest entry among all of its kind."""
    told: str
    """What tells it from another entry that got this place after a transaction was undone."""


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


class Practice(Protocol):
    """What raters rated for practice. Append only."""

    def append(self, event: PracticeEvent) -> None:
        """Stores `event` (its id is ignored); Invalid where that round began or ended already."""

    def of(self, rater: RaterId) -> list[PracticeEvent]:
        """In log order."""
        ...

    def forget(self, rater: RaterId) -> None:
        """For a rater who is removed with the demo."""
