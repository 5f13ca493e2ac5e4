"""Record the events of a candidate's placement board."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.board import BoardEntry, BoardKind
from assessment.domain.deck import Deck
from assessment.domain.errors import Invalid, NotFound
from assessment.domain.ids import InterviewId
from assessment.domain.rating import Standing
from assessment.services.placement.board_events import BoardEvent, parse_board_event
from assessment.services.placement.boards import dealt
from assessment.services.recording.event_fields import RawEvent
from assessment.services.recording.inbox import BatchResult, erased, receive
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import Cell

FINISHED = (BoardKind.FINISH, "")
LATE_AT_MOST = 200
"""Entries that a finished board still takes: more than a tablet can have held back."""


def record_board_events(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    interview: InterviewId,
    client: str,
    events: Sequence[RawEvent],
    generation: str = "",
) -> BatchResult:
    """Append what the board's page sent; see `inbox.receive`.

    What arrives after the finish, or once the candidate withdrew or was removed, is kept and moves
    nothing.
    """
    to = _Board(interview)
    return receive(open_uow, clock, to, client=client, events=events, generation=generation)


@dataclass(frozen=True, slots=True)
class _Board:
    """The board of one interview as the destination of a page's events."""

    interview: InterviewId

    def parse(self, raw: RawEvent) -> BoardEvent:
        return parse_board_event(raw)

    def lock(self, uow: UnitOfWork) -> None:
        uow.boards.lock(self.interview)

    def recorder(
        self, uow: UnitOfWork, client: str, _events: Sequence[BoardEvent], result: BatchResult
    ) -> "_BoardRecorder":
        return _BoardRecorder(uow, self.interview, client, result)


class _BoardRecorder:
    """One batch: the moves that counted before it, read once, and those appended since."""

    def __init__(
        self, uow: UnitOfWork, interview: InterviewId, client: str, result: BatchResult
    ) -> None:
        self.uow, self.interview, self.client, self.result = uow, interview, client, result
        self.deck, self.closed, self.set_aside = _deck_or_reason(uow, interview)
        self.erased = erased(uow, interview) if self.deck is None or self.set_aside else ""
        result.erased = result.set_aside = self.erased
        log = uow.boards.log(interview) if self.deck else []
        self.counting = {e.key: e for e in log if e.standing is Standing.COUNTS}
        self.seen = {e.seq: e for e in log if e.client == client}
        finish = self.counting.get(FINISHED)
        self.late = sum(e.id > finish.id for e in log) if finish else 0

    @property
    def is_locked(self) -> bool:
        return FINISHED in self.counting

    def record(self, event: BoardEvent) -> None:
        if self.erased:
            self.result.forget(event.seq)
            return
        if self.deck is None:
            raise Invalid(self.closed)
        entry = self.seen.get(event.seq) or self._append(self.deck, event)
        self.seen[event.seq] = entry
        self.result.accept(entry.seq, entry.id, entry.standing)

    def _append(self, deck: Deck, event: BoardEvent) -> BoardEntry:
        check_part(event, deck)
        if self.is_locked:
            self.late += 1
            if self.late > LATE_AT_MOST:
                raise Invalid(
                    f"this board is finished and has taken {LATE_AT_MOST} more entries since, so "
                    "it takes no more"
                )
        stored = self.uow.boards.append(
            BoardEntry(
                id=0,
                interview=self.interview,
                client=self.client,
                seq=event.seq,
                kind=event.kind,
                part=event.part,
                value=event.value,
                standing=self._standing(event),
                client_at=event.client_at,
                at=self.result.at,
            )
        )
        if stored.standing is Standing.COUNTS:
            self.counting[stored.key] = stored
        return stored

    def _standing(self, event: BoardEvent) -> Standing:
        current = self.counting.get((event.kind, event.part))
        overtaken = current and current.client == self.client and current.seq > event.seq
        late = overtaken or self.is_locked or self.set_aside
        return Standing.LATE if late else Standing.COUNTS


def _deck_or_reason(uow: UnitOfWork, interview: InterviewId) -> tuple[Deck | None, str, bool]:
    """The deck on this board, why there is none, and whether what arrives moves nothing."""
    try:
        found, deck = dealt(uow, interview)
    except NotFound as fault:
        return None, str(fault), False
    candidate = uow.requisitions.candidate(found.candidate)
    gone = candidate is None or candidate.withdrawn_at is not None
    return deck, "", gone or found.removed or found.board_elsewhere


def check_part(event: BoardEvent, deck: Deck) -> None:
    """Raise Invalid where `part` is not a card of the deck, or not a cell of the footprint."""
    part = event.part
    if event.kind is BoardKind.MOVE:
        if part not in deck.ids:
            raise Invalid(f"{part!r} is no card of this board")
    elif event.kind is BoardKind.FOOTPRINT:
        try:
            Cell.parse(part)
        except ValueError:
            raise Invalid(f"{part!r} is no cell of Level 3") from None
    elif part:
        raise Invalid(f"{event.kind}: {part!r} is not a part of it")
