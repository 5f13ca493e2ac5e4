"""The rows of a return on their way into the logs of this database."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from assessment.domain.added import AddedQuestion
from assessment.domain.board import BoardEntry
from assessment.domain.draft_form import (
    WORDS,
    DraftField,
    DraftForm,
    proposal_form,
    proposal_in,
)
from assessment.domain.errors import AssessmentError, Invalid
from assessment.domain.ids import InterviewId, ItemId, SheetKey, candidate_in
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.rating import TEXT_KINDS, Entry, Kind, Standing, current
from assessment.domain.scorecard import before_submitting, scorecard
from assessment.export.handover_file import BOARD, DRAFTS, ENTRIES
from assessment.export.handover_papers import BoardRow, DraftRow, EntryRow
from assessment.services.handover.content import client_at
from assessment.services.placement.board_events import BoardEvent, parse_board_event
from assessment.services.placement.board_inbox import check_part as check_board_part
from assessment.services.placement.boards import dealt
from assessment.services.recording.event_fields import LONGEST_NAME
from assessment.services.recording.event_validation import (
    added_items,
    check_added,
    check_length,
    check_part,
)
from assessment.services.recording.sheet_events import SheetEvent, parse_sheet_event
from assessment.services.recording.sheet_inbox import SUBMITTED
from assessment.services.store.ports import UnitOfWork
from assessment.services.store.text_cleaning import LONGEST_TEXT, cleaned

PAGE = re.compile(r"[0-9A-Za-z_-]{1,64}")
"""What pages call themselves."""


class ReturnTarget(NamedTuple):
    """Where the rows go, and how they stand."""

    sheet: SheetKey
    kit: InterviewKit
    database: str
    """Which wrote them."""
    because: str
    """Why they are proposals; blank where they keep their standing."""


class _Log:
    """The scorecard's log here: what it has of the other database, and what is appended."""

    def __init__(self, uow: UnitOfWork, home: ReturnTarget) -> None:
        self.uow, self.home = uow, home
        log = uow.entries.history(home.sheet)
        self.there = {(e.client, e.seq): e for e in log}
        self.counting = current(log)
        self.items: dict[ItemId, KitItem] = {i.id: i for i in home.kit.items}
        self.items |= added_items(log)
        self.places: dict[int, int] = {}
        """Place in the other log to the place here."""
        self.added: list[Standing] = []

    def take(self, row: EntryRow) -> None:
        event = self._event(row)
        client = client_at(row.client, self.home.database)
        there = self.there.get((client, row.seq))
        if there and not _same(there, event, row):  # a copy of that database wrote this one
            client = f"{client}~{_digest([*event.key, event.value, row.because])}"
            there = self.there.get((client, row.seq))
        entry = there or self._append(row, event, client)
        self.there[client, row.seq] = entry
        self.places[row.id] = entry.id

    def _append(self, row: EntryRow, event: SheetEvent, client: str) -> Entry:
        standing = self._standing(row, event)
        stored = self.uow.entries.append(
            Entry(
                id=0,
                sheet=self.home.sheet,
                client=client,
                seq=row.seq,
                kind=event.kind,
                item=event.item,
                part=event.part,
                value=event.value,
                over=self.places.get(row.over or 0),
                standing=standing,
                because=cleaned(row.because),
                client_at=row.client_at,
                at=row.at,
            )
        )
        if standing is Standing.COUNTS:
            self.counting[stored.key] = stored
        self.added.append(standing)
        return stored

    def _standing(self, row: EntryRow, event: SheetEvent) -> Standing:
        if row.standing is not Standing.COUNTS:
            return row.standing
        if not self.home.because and not self._is_refused_to_pages(row, event):
            return row.standing
        held = self.counting.get(event.key)
        same = held is not None and held.value == event.value
        # A clock, a lock and what is here already need no decision by anybody.
        moot = same or event.kind in {Kind.SECONDS, Kind.SUBMIT}
        return Standing.LATE if moot else Standing.PROPOSED

    def _is_refused_to_pages(self, row: EntryRow, event: SheetEvent) -> bool:
        """Whether the other laptop can't have let this count: no file makes up for a missing part.

        That is a submission of what isn't complete, and a change after it without a reason.
        """
        if event.kind is not Kind.SUBMIT:
            return SUBMITTED in self.counting and not row.because
        card = scorecard(self.home.sheet, self.uow.entries.newest(self.home.sheet))
        return bool(before_submitting(card, self.home.kit))

    def _event(self, row: EntryRow) -> SheetEvent:
        """The row as an event of this interview; Invalid where it can be none."""
        if not PAGE.fullmatch(row.client):
            raise Invalid(f"{row.client!r:.80} is no page")
        told = {"kind": row.kind, "item": row.item, "part": row.part}
        event = parse_sheet_event({**told, "value": row.value, "seq": row.seq})
        if event.kind is Kind.ADDED:
            check_added(self.home.kit, event.item, str(event.value))
            if event.value:
                self.items[event.item] = AddedQuestion.read(str(event.value)).item
        elif event.item:
            if event.item not in self.items:
                raise Invalid(f"the kit of this interview has no item {event.item}")
            check_part(self.home.kit, self.items[event.item], event)
        if event.kind in TEXT_KINDS or row.because:
            check_length(self.home.kit, event)
        return event


class EntriesHome(NamedTuple):
    """What became of the entries of a return."""

    added: list[Standing]
    """Of those that were not here before."""
    places: Mapping[int, int]
    """By place in the log that they left: the place in the log here."""


def entries_home(uow: UnitOfWork, home: ReturnTarget, rows: Sequence[EntryRow]) -> EntriesHome:
    log = _Log(uow, home)
    for number, row in enumerate(rows, 1):
        with _naming(ENTRIES, number):
            log.take(row)
    return EntriesHome(log.added, log.places)


def board_home(uow: UnitOfWork, home: ReturnTarget, rows: Sequence[BoardRow]) -> list[Standing]:
    """A board that came back as a proposal moves nothing and is kept."""
    if not rows:
        return []
    interview = home.sheet.interview
    uow.boards.lock(interview)
    _, deck = dealt(uow, interview)
    there = {(e.client, e.seq): e for e in uow.boards.log(interview)}
    added = []
    for number, row in enumerate(rows, 1):
        with _naming(BOARD, number):
            event = _board_event(row)
            check_board_part(event, deck)
        client = client_at(row.client, home.database)
        told = (event.kind, event.part, event.value)
        held = there.get((client, row.seq))
        if held and (held.kind, held.part, held.value) != told:  # a copy of that database wrote it
            client = f"{client}~{_digest(told)}"
        if (client, row.seq) not in there:
            standing = Standing.LATE if home.because else row.standing
            entry = _board_entry(interview, client, row, event, standing)
            there[client, row.seq] = uow.boards.append(entry)
            added.append(standing)
    return added


def _board_event(row: BoardRow) -> BoardEvent:
    if not PAGE.fullmatch(row.client):
        raise Invalid(f"{row.client!r:.80} is no page")
    told = {"kind": row.kind, "part": row.part, "value": row.value, "seq": row.seq}
    return parse_board_event(told)


def _board_entry(
    interview: InterviewId, client: str, row: BoardRow, event: BoardEvent, standing: Standing
) -> BoardEntry:
    return BoardEntry(
        id=0,
        interview=interview,
        client=client,
        seq=row.seq,
        kind=event.kind,
        part=event.part,
        value=event.value,
        standing=standing,
        client_at=row.client_at,
        at=row.at,
    )


class DraftsHome(NamedTuple):
    """What became of the drafts of a return: how many fields."""

    changed: int
    left_out: int
    """They decide on a proposed entry that is not in the file."""


def drafts_home(
    uow: UnitOfWork, home: ReturnTarget, rows: Sequence[DraftRow], places: Mapping[int, int]
) -> DraftsHome:
    """Adds what was typed and not saved to what is typed here; `places` are those of the log.

    Where the entries are proposals, a choice that is made here stays as it is.
    """
    sheet, candidate = home.sheet, candidate_in(home.sheet.interview)
    kept = {(f.form.name, f.field): f for f in uow.drafts.of(candidate, sheet.rater)}
    changed = left_out = 0
    for number, row in enumerate(rows, 1):
        with _naming(DRAFTS, number):
            if max(len(row.form), len(row.field)) > LONGEST_NAME or len(row.text) > LONGEST_TEXT:
                raise Invalid("a draft has a short name and at most 50,000 characters")
        name = _form_here(cleaned(row.form), places)
        if name is None:
            left_out += 1
            continue
        form = DraftForm(name=name, author=sheet.rater, candidate=candidate)
        came = DraftField(
            form=form, field=cleaned(row.field), text=cleaned(row.text), kept_at=row.kept_at
        )
        held = kept.get((form.name, came.field))
        wanted = _behind(held, came, proposed=bool(home.because)) if held else came
        if wanted != held:
            uow.drafts.keep(wanted)
            changed += 1
    return DraftsHome(changed, left_out)


def _form_here(form: str, places: Mapping[int, int]) -> str | None:
    """The name of the form in this database; None where it is about an entry that is not here."""
    there = proposal_in(form)
    if there is None:
        return form
    return proposal_form(places[there]) if there in places else None


def _behind(held: DraftField, came: DraftField, *, proposed: bool) -> DraftField:
    """What a field says with both: one text behind the other, or the newer of two choices."""
    newer = max(held, came, key=lambda f: f.kept_at)
    if came.field not in WORDS:
        return held if proposed or came.text == held.text else newer
    there, more = _paragraphs(held.text), _paragraphs(came.text)
    starts = range(len(there) - len(more) + 1)
    if not more or any(there[n : n + len(more)] == more for n in starts):
        return held
    both = f"{held.text}\n\n{came.text}" if there else came.text
    return replace(newer, text=both)


def _paragraphs(text: str) -> list[str]:
    return [p.strip() for p in re.split(r"\n\s*\n", text) if p.strip()]


def _same(there: Entry, event: SheetEvent, row: EntryRow) -> bool:
    told = (event.key, event.value, cleaned(row.because))
    return (there.key, there.value, there.because) == told


def _digest(told: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


@contextmanager
def _naming(member: str, row: int) -> Iterator[None]:
    """A refusal says in which row of which member."""
    try:
        yield
    except AssessmentError as fault:
        raise Invalid(f"{member}, row {row}: {fault}") from fault
