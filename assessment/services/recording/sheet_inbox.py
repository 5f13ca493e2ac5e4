"""Record the events of a rater's scorecard."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.added import PREFIX
from assessment.domain.errors import AssessmentError, Incomplete, Invalid
from assessment.domain.ids import ItemId, SheetKey
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.rating import TEXT_KINDS, Entry, EntryKey, Kind, Standing
from assessment.domain.scorecard import before_submitting, scorecard
from assessment.services.recording.event_fields import RawEvent
from assessment.services.recording.event_validation import (
    added_items,
    check_added,
    check_length,
    check_part,
)
from assessment.services.recording.inbox import BatchResult, OtherText, receive
from assessment.services.recording.sheet_events import SheetEvent, parse_sheet_event
from assessment.services.recording.sheets import meeting
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork

SUBMITTED = EntryKey(Kind.SUBMIT, ItemId(""), "")


def record_sheet_events(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    sheet: SheetKey,
    client: str,
    events: Sequence[RawEvent],
    generation: str = "",
) -> BatchResult:
    """Append what the live page of `sheet` sent; see `inbox.receive`."""
    to = _Sheet(sheet)
    return receive(open_uow, clock, to, client=client, events=events, generation=generation)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The scorecard of one rater as the destination of a page's events."""

    key: SheetKey

    def parse(self, raw: RawEvent) -> SheetEvent:
        return parse_sheet_event(raw)

    def lock(self, uow: UnitOfWork) -> None:
        uow.entries.lock(self.key)

    def recorder(
        self, uow: UnitOfWork, client: str, events: Sequence[SheetEvent], result: BatchResult
    ) -> "_SheetRecorder":
        return _SheetRecorder(uow, self.key, client, events, result)


class _SheetRecorder:
    """One batch: the entries that counted before it, read once, and those appended since."""

    def __init__(
        self,
        uow: UnitOfWork,
        sheet: SheetKey,
        client: str,
        events: Sequence[SheetEvent],
        result: BatchResult,
    ) -> None:
        self.uow, self.sheet, self.client, self.result = uow, sheet, client, result
        self.kit, self.closed = _kit_or_reason(uow, sheet)
        self.seen = uow.entries.seen(sheet, client, [e.seq for e in events])
        added = {EntryKey(Kind.ADDED, e.item, "") for e in events if e.item.startswith(PREFIX)}
        self.counting = uow.entries.current(sheet, {SUBMITTED, *added, *(e.key for e in events)})

    @property
    def is_locked(self) -> bool:
        return SUBMITTED in self.counting

    def record(self, event: SheetEvent) -> None:
        entry = self.seen.get(event.seq) or self._second_submit(event) or self._append(event)
        self.seen[event.seq] = entry
        self.result.accept(event.seq, entry.id, entry.standing)
        if entry.over and (other := self.uow.entries.get(entry.over)):
            self.result.others[entry.key] = OtherText(
                item=other.item, kind=other.kind, text=str(other.value), at=other.at
            )

    def _second_submit(self, event: SheetEvent) -> Entry | None:
        """Answer a submit from another tab like the first: the scorecard is locked already."""
        return self.counting.get(SUBMITTED) if event.kind is Kind.SUBMIT else None

    def _append(self, event: SheetEvent) -> Entry:
        self._check(event)
        current = self.counting.get(event.key)
        standing = self._standing(event, current)
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
                over=self._overwritten(event, current) if standing is Standing.COUNTS else None,
                standing=standing,
                client_at=event.client_at,
                at=self.result.at,
            )
        )
        if stored.standing is Standing.COUNTS:
            self.counting[event.key] = stored
        return stored

    def _standing(self, event: SheetEvent, current: Entry | None) -> Standing:
        if current and current.client == self.client and current.seq > event.seq:
            return Standing.LATE
        if not self.is_locked:
            return Standing.COUNTS
        # A clock that ran on, or a tab that repeats what is stored, needs no decision by anybody.
        unchanged = current is not None and current.value == event.value
        return Standing.LATE if event.kind is Kind.SECONDS or unchanged else Standing.PROPOSED

    def _overwritten(self, event: SheetEvent, current: Entry | None) -> int | None:
        """Return the entry of another page whose text this one replaces unseen."""
        if event.kind not in TEXT_KINDS or current is None or current.client == self.client:
            return None
        return current.id if current.id > event.base and current.value != event.value else None

    def _check(self, event: SheetEvent) -> None:
        """Refuse what does not fit the interview, its kit, or an incomplete scorecard."""
        if self.closed or self.kit is None:
            raise Invalid(self.closed)
        if event.item and event.kit and event.kit != self.kit.id:
            raise Invalid(
                f"This was entered for the kit {event.kit}, and the interview now follows "
                f"{self.kit.id}. Reload the page and enter it again."
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
        """Find an item of the kit, or one added here or on a page that held it at submission."""
        if found := kit.item(item) or added_items(self.counting.values()).get(item):
            return found
        held = self.uow.entries.newest(self.sheet) if self.is_locked else []
        if found := added_items(held).get(item):
            return found
        raise Invalid(f"The kit of this interview has no item {item}.")


def _kit_or_reason(uow: UnitOfWork, sheet: SheetKey) -> tuple[InterviewKit | None, str]:
    """Return the scorecard's kit, and why nothing may be recorded (blank if it may)."""
    try:
        interview, candidate = meeting(uow, sheet)
    except AssessmentError as fault:
        return None, str(fault)
    if candidate.withdrawn_at:
        return None, f"{candidate.code} withdrew on {candidate.withdrawn_at:%d %B %Y}."
    kit = uow.kits.find(interview.kit)
    return kit, "" if kit else f"The kit {interview.kit} is not in this database."
