"""Take in one batch of events from a page, for a scorecard or a placement board.

One lock and one transaction for the batch. A repeated event gets its first answer again, and one
bad event is refused alone while the rest is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from assessment.domain.errors import AssessmentError, Invalid
from assessment.domain.ids import InterviewId, ItemId, candidate_in
from assessment.domain.rating import EntryKey, Kind, Standing
from assessment.services.recording.event_fields import RawEvent
from assessment.services.store.generation import Restored, generation_of
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherText:
    """Text from another page that the sender replaced without having seen it."""

    item: ItemId
    kind: Kind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    seq: int | None
    """The page's own number for the event; None where it sent no number."""
    why: str


@dataclass(kw_only=True)
class BatchResult:
    """The answer to one batch; every event is in `ids` or in `refused`."""

    at: datetime
    ids: dict[int, int] = field(default_factory=dict)
    """Sequence number to place in the log; 0 when the event arrived late."""
    others: dict[EntryKey, OtherText] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    proposed: list[int] = field(default_factory=list)
    """Sequence numbers of what arrived after submission."""
    submitted: bool = False
    set_aside: str = ""
    """Why everything in this batch is only a proposal; blank where it isn't."""
    erased: str = ""
    """That the data of this candidate was erased; blank where it wasn't."""
    generation: str = ""
    """Of the database that `ids` are places in."""

    def refuse(self, seq: object, fault: AssessmentError) -> None:
        number = seq if isinstance(seq, int) else None
        self.refused.append(Refusal(seq=number, why=as_sentence(fault)))

    def forget(self, seq: int) -> None:
        """Answers an event about somebody whose data was erased, so that the page drops it."""
        self.ids[seq] = 0

    def accept(self, seq: int, entry: int, standing: Standing) -> None:
        self.ids[seq] = 0 if standing is Standing.LATE else entry
        if standing is Standing.PROPOSED:
            self.proposed.append(seq)


class Event(Protocol):
    @property
    def seq(self) -> int: ...


E = TypeVar("E", bound=Event)
E_contra = TypeVar("E_contra", bound=Event, contravariant=True)


class Recorder(Protocol[E_contra]):
    """Writes the events of one batch inside its transaction."""

    def record(self, event: E_contra) -> None:
        """Store one event and note its answer; raise AssessmentError to refuse it alone."""

    @property
    def is_locked(self) -> bool:
        """Whether nothing may be changed any more: submitted, or finished."""


class Destination(Protocol[E]):
    """Where the events of one page go: the scorecard of a rater, or the board of an interview."""

    def parse(self, raw: RawEvent) -> E:
        """Return the typed event; Invalid says why there is none."""

    def lock(self, uow: UnitOfWork) -> None:
        """Keep other writers out until the transaction ends."""

    def recorder(
        self, uow: UnitOfWork, client: str, events: Sequence[E], result: BatchResult
    ) -> Recorder[E]: ...


def receive(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    to: Destination[E],
    *,
    client: str,
    events: Sequence[RawEvent],
    generation: str = "",
) -> BatchResult:
    """Append what a page sent, in order, in one transaction.

    Raises Restored, with nothing appended, for a page that was opened in another `generation` of
    the database.
    """
    result = BatchResult(at=clock())
    parsed = [_event_or_fault(to, raw) for raw in events]
    with open_uow() as uow:
        to.lock(uow)
        result.generation = generation_of(uow)
        if generation and generation != result.generation:
            raise Restored(result.generation)
        typed = [event for event in parsed if not isinstance(event, Invalid)]
        recorder = to.recorder(uow, client, typed, result)
        for raw, event in zip(events, parsed, strict=True):
            try:
                recorder.record(_or_raise(event))
            except AssessmentError as fault:
                result.refuse(raw.get("seq"), fault)
        result.submitted = recorder.is_locked
        uow.commit()
    return result


def erased(uow: UnitOfWork, interview: InterviewId) -> str:
    """That the data of this interview's candidate was erased; blank where it wasn't.

    Asked only where an event cannot simply be stored, so it costs no statement otherwise.
    """
    found = uow.erasures.find(candidate_in(interview))
    return found.sentence if found else ""


def _event_or_fault(to: Destination[E], raw: RawEvent) -> E | Invalid:
    try:
        return to.parse(raw)
    except Invalid as fault:
        return fault


def _or_raise(event: E | Invalid) -> E:
    if isinstance(event, Invalid):
        raise event
    return event


def as_sentence(fault: AssessmentError) -> str:
    """Return the text of `fault` as a page shows it: with a capital and a full stop."""
    text = str(fault)
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?")) else ".")
