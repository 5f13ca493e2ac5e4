"""A rater's sheet while it is being filled: takes in what its pages send, reads what they show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assessment.domain.added import PREFIX
from assessment.domain.errors import AssessmentError, Incomplete, Invalid, NotFound, NotOnPanel
from assessment.domain.ids import ItemId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.rating import (
    TEXT_KINDS,
    Entry,
    EntryKey,
    Kind,
    Standing,
    current,
)
from assessment.domain.requisition import Candidate
from assessment.domain.scorecard import Scorecard, before_submitting, items_of, scorecard
from assessment.domain.visibility import may_rate
from assessment.services.recording.event_parsing import IncomingEvent, RawEvent, parse
from assessment.services.recording.event_validation import (
    added_items,
    check_added,
    check_length,
    check_part,
)
from assessment.services.store.generation import Restored, epoch_of
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork

SUBMITTED = EntryKey(Kind.SUBMIT, ItemId(""), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherText:
    """What another page had written where the sender wrote without having seen it."""

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
class Taken:
    """The answer to one batch; every event is in `ids` or in `refused`."""

    at: datetime
    ids: dict[int, int] = field(default_factory=dict)
    """Sequence number to place in the log; 0 when the event arrived late."""
    others: dict[EntryKey, OtherText] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    proposed: list[int] = field(default_factory=list)
    """Sequence numbers of what arrived after submission."""
    submitted: bool = False
    epoch: str = ""
    """Of the database that `ids` are places in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """One rater's sheet with all that its screen shows."""

    interview: Interview
    candidate: Candidate
    title: str
    """Of the role."""
    kit: InterviewKit
    card: Scorecard
    counting: Mapping[EntryKey, Entry]
    missing: tuple[str, ...]
    """What keeps it from being submitted, one sentence each."""
    epoch: str
    """Of the database that it was read from; the ids in `state` mean something in it only."""
    asked: tuple[ItemId, ...]
    """In the order in which each was first marked as asked."""

    @property
    def items(self) -> tuple[KitItem, ...]:
        """The kit's, then those that were added."""
        return items_of(self.kit, self.card)

    @property
    def state(self) -> dict[str, list[object]]:
        """What counts, as pages keep it: `kind|item|part` to value, id, epoch seconds, client."""
        return {
            "|".join(key): [e.value, e.id, e.at.timestamp(), e.client]
            for key, e in self.counting.items()
        }

    @property
    def unrated(self) -> tuple[ItemId, ...]:
        """Items without a level and without a reason for none."""
        return tuple(i.id for i in self.items if self.card.record(i.id).verdict is None)


def take_in(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    sheet: SheetKey,
    client: str,
    events: Sequence[RawEvent],
    epoch: str = "",
) -> Taken:
    """Appends what a page sent, in order, in one transaction.

    A repeat gets its first answer again. One bad event is refused alone; the rest goes on.
    Raises Restored, with nothing appended, for a page that was opened in another `epoch`.
    """
    taken = Taken(at=clock())
    parsed: list[IncomingEvent] = []
    for raw in events:
        try:
            parsed.append(parse(raw))
        except Invalid as fault:
            seq = raw.get("seq")
            number = seq if isinstance(seq, int) else None
            taken.refused.append(Refusal(seq=number, why=as_sentence(fault)))
    with open_uow() as uow:
        uow.entries.lock(sheet)
        taken.epoch = epoch_of(uow)
        if epoch and epoch != taken.epoch:
            raise Restored(taken.epoch)
        desk = _Desk(uow, sheet, client, taken, parsed)
        for event in parsed:
            try:
                desk.take(event)
            except AssessmentError as fault:
                taken.refused.append(Refusal(seq=event.seq, why=as_sentence(fault)))
        taken.submitted = SUBMITTED in desk.counting
        uow.commit()
    return taken


class _Desk:
    """One batch at work: what was there before, read once, and what has been added since."""

    def __init__(
        self,
        uow: UnitOfWork,
        sheet: SheetKey,
        client: str,
        taken: Taken,
        events: Sequence[IncomingEvent],
    ) -> None:
        self.uow, self.sheet, self.client, self.taken = uow, sheet, client, taken
        self.kit, self.closed = _place(uow, sheet)
        self.first = uow.entries.seen(sheet, client, [e.seq for e in events])
        added = {EntryKey(Kind.ADDED, e.item, "") for e in events if e.item.startswith(PREFIX)}
        self.counting = uow.entries.current(sheet, {SUBMITTED, *added, *(e.key for e in events)})

    def take(self, event: IncomingEvent) -> None:
        entry = self.first.get(event.seq) or self._again(event) or self._append(event)
        self.first[event.seq] = entry
        self.taken.ids[event.seq] = 0 if entry.standing is Standing.LATE else entry.id
        if entry.standing is Standing.PROPOSED:
            self.taken.proposed.append(event.seq)
        if entry.over and (other := self.uow.entries.get(entry.over)):
            self.taken.others[entry.key] = OtherText(
                item=other.item, kind=other.kind, text=str(other.value), at=other.at
            )

    def _again(self, event: IncomingEvent) -> Entry | None:
        """A second submit, from another tab: the sheet is locked already, which is all it asks."""
        return self.counting.get(SUBMITTED) if event.kind is Kind.SUBMIT else None

    def _append(self, event: IncomingEvent) -> Entry:
        self._check(event)
        held = self.counting.get(event.key)
        standing = self._standing(event, held)
        stored = self.uow.entries.append(
            Entry(
                id=0,
                sheet=self.sheet,
                client=self.client,
                seq=event.seq,
                kind=event.kind,
                item=event.item,
                part=event.part,
                value=event.value,
                base=event.base,
                over=self._overwritten(event, held) if standing is Standing.COUNTS else None,
                standing=standing,
                client_at=event.client_at,
                at=self.taken.at,
            )
        )
        if stored.standing is Standing.COUNTS:
            self.counting[event.key] = stored
        return stored

    def _standing(self, event: IncomingEvent, held: Entry | None) -> Standing:
        if held and held.client == self.client and held.seq > event.seq:
            return Standing.LATE
        if SUBMITTED not in self.counting:
            return Standing.COUNTS
        # The clock running on, or a tab repeating what the sheet says, asks nobody for a decision.
        moot = event.kind is Kind.SECONDS or (held is not None and held.value == event.value)
        return Standing.LATE if moot else Standing.PROPOSED

    def _overwritten(self, event: IncomingEvent, held: Entry | None) -> int | None:
        """The other page's text that this one replaces without its writer having seen it."""
        if event.kind not in TEXT_KINDS or held is None or held.client == self.client:
            return None
        return held.id if held.id > event.base and held.value != event.value else None

    def _check(self, event: IncomingEvent) -> None:
        """What only this place can know: interview, kit, and whether the sheet is complete."""
        if self.closed or self.kit is None:
            raise Invalid(self.closed)
        if event.item and event.kit and event.kit != self.kit.id:
            raise Invalid(
                f"This was entered for the kit {event.kit}, and the interview now follows "
                f"{self.kit.id}. Reload the page, and enter it where it belongs."
            )
        if event.kind is Kind.ADDED:
            check_added(self.kit, event.item, str(event.value))
        elif event.item:
            check_part(self.kit, self._item(self.kit, event.item), event)
        if event.kind in TEXT_KINDS:
            check_length(self.kit, event)
        if event.kind is Kind.SUBMIT:
            card = scorecard(self.sheet, self.uow.entries.newest(self.sheet))
            if missing := before_submitting(card, self.kit):
                raise Incomplete(" ".join(missing))

    def _item(self, kit: InterviewKit, item: ItemId) -> KitItem:
        """Of the kit, or added: to the sheet, or on a page that held it when it was submitted."""
        if found := kit.item(item) or added_items(self.counting.values()).get(item):
            return found
        held = self.uow.entries.newest(self.sheet) if SUBMITTED in self.counting else []
        if found := added_items(held).get(item):
            return found
        raise Invalid(f"The kit of this interview has no item {item}.")


def _place(uow: UnitOfWork, sheet: SheetKey) -> tuple[InterviewKit | None, str]:
    """The kit that the sheet follows, and why nothing may be written on it (blank: it may)."""
    try:
        interview, candidate = meeting(uow, sheet)
    except AssessmentError as fault:
        return None, str(fault)
    if candidate.withdrawn_at:
        return None, f"{candidate.code} withdrew on {candidate.withdrawn_at:%d %B %Y}."
    kit = uow.kits.find(interview.kit)
    return kit, "" if kit else f"The kit {interview.kit} is not in this database."


def meeting(uow: UnitOfWork, sheet: SheetKey) -> tuple[Interview, Candidate]:
    """The interview and candidate of a sheet whose rater has a rating seat there."""
    interview = uow.interviews.find(sheet.interview)
    if interview is None:
        raise NotFound(f"There is no interview {sheet.interview} in this database.")
    if not may_rate(interview.role_of(sheet.rater)):
        raise NotOnPanel(f"{sheet.rater} has no rating seat in {sheet.interview}.")
    candidate = uow.requisitions.candidate(interview.candidate)
    if candidate is None:
        raise NotFound(f"There is no candidate {interview.candidate} in this database.")
    return interview, candidate


def as_sentence(fault: AssessmentError) -> str:
    """What a page shows of `fault`: with a capital and a full stop."""
    text = str(fault)
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?")) else ".")


def sheet(open_uow: OpenUnitOfWork, sheet: SheetKey) -> SheetView:
    """Everything that one rater's own screen shows of her sheet."""
    with open_uow(read_only=True) as uow:
        return view(uow, sheet)


def view(uow: UnitOfWork, sheet: SheetKey) -> SheetView:
    """As `sheet`, inside a transaction that is already open."""
    interview, candidate = meeting(uow, sheet)
    kit = uow.kits.find(interview.kit)
    requisition = uow.requisitions.find(candidate.requisition)
    if kit is None or requisition is None:
        raise NotFound(f"The kit {interview.kit} is not in this database.")
    kept = uow.entries.newest(sheet)
    card = scorecard(sheet, kept)
    return SheetView(
        interview=interview,
        candidate=candidate,
        title=requisition.title,
        kit=kit,
        card=card,
        counting=current(kept),
        missing=before_submitting(card, kit),
        epoch=epoch_of(uow),
        asked=tuple(uow.entries.asked_order(sheet)),
    )
