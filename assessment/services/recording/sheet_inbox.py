"""Record the events of a rater's scorecard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.added import PREFIX
from assessment.domain.errors import Incomplete, Invalid, NotAllowed, no_such
from assessment.domain.ids import ItemId, SheetKey
from assessment.domain.interview import Seat
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.rating import TEXT_KINDS, Entry, EntryKey, Kind, Standing
from assessment.domain.scorecard import before_submitting, scorecard
from assessment.domain.visibility import may_rate
from assessment.services.recording.event_fields import RawEvent
from assessment.services.recording.event_validation import (
    added_items,
    check_added,
    check_length,
    check_part,
)
from assessment.services.recording.inbox import BatchResult, OtherText, erased, receive
from assessment.services.recording.sheet_events import SheetEvent, parse_sheet_event
from assessment.services.store.lookups import whereabouts
from assessment.services.store.page_token import EARLIER, PageToken
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
    token: PageToken,
) -> BatchResult:
    """Append what the live page of `sheet` sent; see `inbox.receive`.

    `token` is what the page proved. Words are never the price: what arrives after the candidate
    withdrew, the interview or the seat was removed, or the page's link ended is kept as a proposal.
    """
    to = _Sheet(sheet, token)
    return receive(open_uow, clock, to, client=client, events=events, generation=generation)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The scorecard of one rater as the destination of a page's events."""

    key: SheetKey
    token: PageToken

    def parse(self, raw: RawEvent) -> SheetEvent:
        return parse_sheet_event(raw)

    def lock(self, uow: UnitOfWork) -> None:
        uow.entries.lock(self.key)

    def recorder(
        self, uow: UnitOfWork, client: str, events: Sequence[SheetEvent], result: BatchResult
    ) -> "_SheetRecorder":
        return _SheetRecorder(uow, self.key, self.token, client, events, result)


class _SheetRecorder:
    """One batch: the entries that counted before it, read once, and those appended since."""

    def __init__(  # one batch with everything that decides about it
        self,
        uow: UnitOfWork,
        sheet: SheetKey,
        token: PageToken,
        client: str,
        events: Sequence[SheetEvent],
        result: BatchResult,
    ) -> None:
        self.uow, self.sheet, self.client, self.result = uow, sheet, client, result
        self.kit, self.missing, self.set_aside = _kit_and_obstacle(uow, sheet, token, result.at)
        self.erased = erased(uow, sheet.interview) if self.kit is None or self.set_aside else ""
        result.erased = self.erased
        result.set_aside = self.erased or self.set_aside
        self.seen = uow.entries.seen(sheet, client, [e.seq for e in events])
        added = {EntryKey(Kind.ADDED, e.item, "") for e in events if e.item.startswith(PREFIX)}
        self.counting = uow.entries.current(sheet, {SUBMITTED, *added, *(e.key for e in events)})

    @property
    def is_locked(self) -> bool:
        return SUBMITTED in self.counting

    def record(self, event: SheetEvent) -> None:
        if self.erased:
            self.result.forget(event.seq)
            return
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
        if not self.is_locked and not self.set_aside:
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
        if self.kit is None:
            raise Invalid(self.missing)
        if event.kind is Kind.SUBMIT and self.set_aside:
            raise NotAllowed(f"{self.set_aside} It cannot be submitted now.")
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
        late = self.is_locked or self.set_aside
        held = self.uow.entries.newest(self.sheet) if late else []
        if found := added_items(held).get(item):
            return found
        raise Invalid(f"The kit of this interview has no item {item}.")


LINK_ENDED = "The link that this page was opened with has ended."


def _kit_and_obstacle(
    uow: UnitOfWork, sheet: SheetKey, token: PageToken, now: datetime
) -> tuple[InterviewKit | None, str, str]:
    """The kit, why there is none, and why what arrives now is only a proposal; else blank."""
    interview = uow.interviews.find(sheet.interview)
    candidate = uow.requisitions.candidate(interview.candidate) if interview else None
    if interview is None or candidate is None:
        return None, str(no_such("interview", sheet.interview)), ""
    kit, seat = uow.kits.find(interview.kit), interview.seat_of(sheet.rater)
    missing, obstacle = str(no_such("kit", interview.kit)), ""
    if interview.removed:
        obstacle = f"The interview with {candidate.code} was removed."
    elif candidate.withdrawn_at:
        obstacle = f"{candidate.code} withdrew on {candidate.withdrawn_day}."
    elif seat is None or not may_rate(seat.role):
        obstacle = f"{sheet.rater} is no longer a rater in this interview with {candidate.code}."
    elif seat.elsewhere:
        obstacle = whereabouts(uow, sheet)
    elif _has_ended(uow, sheet, seat, token, now):
        obstacle = LINK_ENDED
    return kit, missing, obstacle


def _has_ended(
    uow: UnitOfWork, sheet: SheetKey, seat: Seat, token: PageToken, now: datetime
) -> bool:
    """Whether the link that the page was opened with ended or was revoked.

    A page of an earlier version has no end of its own; its seat's link from then has one.
    """
    if token.link == EARLIER:
        before = uow.links.earlier(sheet)
        return before is not None and not before.is_live(now)
    revoked = 0 < token.link <= seat.revoked_up_to
    return revoked or (token.ends_at is not None and now >= token.ends_at)
