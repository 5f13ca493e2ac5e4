"""A sheet after it was submitted: it is locked, and what changes is appended with a reason."""

from datetime import datetime

from assessment.domain.errors import Incomplete, InterviewClosed, Invalid, NotFound
from assessment.domain.ids import ItemId, SheetKey
from assessment.domain.permissions import Action, Actor
from assessment.domain.rating import Entry, EntryKey, EntryValue, Kind, Standing, current
from assessment.domain.scorecard import Scorecard, before_submitting, scorecard
from assessment.services.recording.event_validation import added_items, check_added
from assessment.services.recording.sheet_events import SheetEvent, parse_sheet_event
from assessment.services.recording.sheets import SheetView, view
from assessment.services.store.permits import acting, note_act, permit_sheet
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from assessment.services.store.text_cleaning import LONGEST_TEXT

CLIENT = "amendment"
"""Amendments come from the server's own pages: one client, numbered by the log itself."""
MARKS = frozenset({Kind.SECONDS, Kind.SUBMIT})
"""What nobody amends: a clock, and the lock itself."""


def amend(  # noqa: PLR0913  # one value of one scorecard, and who changes it why
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    sheet: SheetKey,
    kind: Kind,
    item: ItemId | None = None,
    part: str = "",
    value: EntryValue,
    because: str,
    by: Actor,
) -> Entry:
    """Replaces one value of a submitted sheet; the old one stays in the record."""
    key = EntryKey(kind, item or ItemId(""), part)
    with acting(open_uow, by) as uow:
        permit_sheet(uow, by, Action.AMEND_SCORECARD, sheet)
        uow.entries.lock(sheet)
        stored = _append(uow, clock, sheet, key, value, because)
        note_act(uow, by, Action.AMEND_SCORECARD, sheet.box, _told(stored))
        uow.commit()
    return stored


def accept_proposed(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    sheet: SheetKey,
    entry: int,
    because: str,
    by: Actor,
) -> Entry:
    """Makes what was kept as a proposal part of the sheet."""
    with acting(open_uow, by) as uow:
        permit_sheet(uow, by, Action.AMEND_SCORECARD, sheet)
        uow.entries.lock(sheet)
        proposal = _open_proposal(uow, sheet, entry)
        decided = proposal.key, proposal.value
        stored = _append(uow, clock, sheet, *decided, because, on_draft=True)
        told = f"{_told(stored)}; proposal {entry} taken"
        note_act(uow, by, Action.AMEND_SCORECARD, sheet.box, told)
        uow.commit()
    return stored


def decline_proposed(
    open_uow: OpenUnitOfWork,
    clock: Clock,
    *,
    sheet: SheetKey,
    entry: int,
    because: str,
    by: Actor,
) -> Entry:
    """Keeps the sheet as it is, and says why; the proposal stays in the log."""
    with acting(open_uow, by) as uow:
        permit_sheet(uow, by, Action.AMEND_SCORECARD, sheet)
        uow.entries.lock(sheet)
        proposal = _open_proposal(uow, sheet, entry)
        held = current(uow.entries.newest(sheet)).get(proposal.key)
        nothing: EntryValue = {Kind.PROBE: False, Kind.BELIEF: False}.get(
            proposal.kind, "" if isinstance(proposal.value, str) else None
        )
        value = held.value if held else nothing
        stored = _append(uow, clock, sheet, proposal.key, value, because, on_draft=True)
        told = f"{_told(stored)}; proposal {entry} left"
        note_act(uow, by, Action.AMEND_SCORECARD, sheet.box, told)
        uow.commit()
    return stored


def open_proposals(card: Scorecard) -> tuple[Entry, ...]:
    """What is still to be decided: the newest proposal of each key without an amendment since."""
    settled = {e.key: e.id for e in card.amendments}
    newest = {e.key: e for e in card.proposed}
    return tuple(e for e in newest.values() if e.id > settled.get(e.key, 0))


def _open_proposal(uow: UnitOfWork, sheet: SheetKey, entry: int) -> Entry:
    card = scorecard(sheet, uow.entries.newest(sheet))
    for proposal in open_proposals(card):
        if proposal.id == entry:
            return proposal
    raise NotFound("This proposed change has already been decided. Reload the scorecard.")


def _append(
    uow: UnitOfWork,
    clock: Clock,
    sheet: SheetKey,
    key: EntryKey,
    value: EntryValue,
    because: str,
    *,
    on_draft: bool = False,
) -> Entry:
    """`on_draft` says that the sheet need not be submitted: a proposal can wait on a draft."""
    before = view(uow, sheet)
    if before.elsewhere:
        raise InterviewClosed(f"{before.elsewhere} It can be changed there.")
    if not on_draft and not before.card.submitted_at:
        raise InterviewClosed("This scorecard is a draft still: change it on the interview screen.")
    _check_amendable(before, key, value, because)
    current_entry = before.counting.get(key)
    event = parse_sheet_event(
        {
            **key._asdict(),
            "value": value,
            "seq": _newest_id(uow, sheet),  # rises with every amendment, as each is the newest
            "base": current_entry.id if current_entry else 0,
        }
    )
    if key.kind is Kind.ADDED:
        check_added(before.kit, key.item, str(event.value))
    stored = uow.entries.append(_entry(sheet, event, because.strip(), clock()))
    missing = before_submitting(scorecard(sheet, uow.entries.newest(sheet)), before.kit)
    complete = before.card.submitted_at and key.kind is not Kind.ADDED
    if missing and complete:  # an added question's level is a change of its own, still to come
        raise Incomplete(" ".join(missing))
    return stored


def _told(entry: Entry) -> str:
    """`verdict q03, entry 512`: what the audit log says of an amendment."""
    return f"{' '.join(filter(None, entry.key))}, entry {entry.id}"


def _newest_id(uow: UnitOfWork, sheet: SheetKey) -> int:
    return max(e.id for e in uow.entries.newest(sheet))


def _entry(sheet: SheetKey, event: SheetEvent, because: str, at: datetime) -> Entry:
    return Entry(
        id=0,
        sheet=sheet,
        client=CLIENT,
        seq=event.seq,
        kind=event.kind,
        item=event.item,
        part=event.part,
        value=event.value,
        base=event.base,
        standing=Standing.COUNTS,
        because=because,
        at=at,
    )


def _check_amendable(before: SheetView, key: EntryKey, value: EntryValue, because: str) -> None:
    """Raise what keeps this change from being appended."""
    if not because.strip():
        raise Incomplete(
            "Give a short reason for changing a submitted scorecard."
            if before.card.submitted_at
            else "Give a short reason for taking it into your scorecard, or for leaving it."
        )
    if key.kind in MARKS:
        raise Invalid(f"{key.kind} cannot be amended.")
    if key.kind is not Kind.ADDED and key.item and key.item not in _known(before):
        raise Invalid(f"The kit of this interview has no item {key.item}.")
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise Invalid(
            f"The text has {len(value):,} characters. Shorten it to {LONGEST_TEXT:,} or fewer."
        )


def _known(before: SheetView) -> set[ItemId]:
    """Every item of the sheet, and those that another page had added when it was submitted."""
    return {i.id for i in before.items} | set(added_items(before.card.proposed))
