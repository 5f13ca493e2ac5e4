"""What a rater does on a sheet: entries that are appended, and which of them counts.

The log is the truth. An entry is never changed or removed; a correction is a newer entry. The
newest in the log counts (log order, not the clock's), unless it arrived late or after submission.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple

from assessment.domain.ids import ItemId, SheetKey

Level = Literal[1, 2, 3, 4, 5]
LEVELS: tuple[Level, ...] = (1, 2, 3, 4, 5)


class NotRated(StrEnum):
    """Why there is no level. Missing is never zero."""

    NOT_ASKED = "not_asked"
    NO_EVIDENCE = "no_evidence"
    CONFLICT_OF_INTEREST = "conflict_of_interest"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


Verdict = Level | NotRated | None
"""A level, a reason for none, or None: cleared, a mis-click taken back."""


class Recommendation(StrEnum):
    STRONG_NO = "strong_no"
    NO = "no"
    MIXED = "mixed"
    YES = "yes"
    STRONG_YES = "strong_yes"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Kind(StrEnum):
    """What an entry is about. In brackets: the type of its value."""

    VERDICT = "verdict"
    """(Verdict) of an item."""
    EVIDENCE = "evidence"
    """(str) what was heard on an item; each entry holds the whole text."""
    PROBE = "probe"
    """(bool) probe number `part` of an item was asked."""
    BELIEF = "belief"
    """(bool) wrong belief number `part` of an item was heard."""
    SECONDS = "seconds"
    """(int) how long an item has been open, all visits together."""
    DEVIATION = "deviation"
    """(str) why an item was skipped or asked in another order, as `part` says."""
    ADDED = "added"
    """(str) an item that the kit does not have, with its wording; blank: it is not added."""
    RECOMMENDATION = "recommendation"
    """(Recommendation or None) the rater's overall view."""
    REASONS = "reasons"
    """(str) why she recommends so."""
    SUBMIT = "submit"
    """(True) the sheet is locked."""


TEXT_KINDS = frozenset({Kind.EVIDENCE, Kind.REASONS, Kind.DEVIATION})
"""Text that somebody types, and that another page may have typed over."""
ITEM_KINDS = frozenset(
    {
        Kind.VERDICT,
        Kind.EVIDENCE,
        Kind.PROBE,
        Kind.BELIEF,
        Kind.SECONDS,
        Kind.DEVIATION,
        Kind.ADDED,
    }
)

EntryValue = Level | NotRated | Recommendation | str | bool | int | None


class Standing(StrEnum):
    """How an entry stands from the moment it arrived."""

    COUNTS = "counts"
    LATE = "late"
    """The same page had already sent something newer for this key: kept, not current."""
    PROPOSED = "proposed"
    """It arrived after submission: a proposed amendment, kept until the rater decides."""


class EntryKey(NamedTuple):
    """What an entry replaces: the older entries with the same key on the same sheet."""

    kind: Kind
    item: ItemId
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing a rater did on her sheet."""

    id: int
    """Place in the log; 0 until it is stored."""
    sheet: SheetKey
    client: str
    """One page load in one browser."""
    seq: int
    """Rises within `client`; (sheet, client, seq) never repeats."""
    kind: Kind
    item: ItemId
    """Blank for what concerns the whole sheet."""
    part: str
    """Number of the probe or belief; kind of a deviation; else blank."""
    value: EntryValue
    base: int = 0
    """The newest log id of this key that the writer had seen."""
    over: int | None = None
    """Text only: the entry of another page that this one replaced unseen."""
    standing: Standing = Standing.COUNTS
    because: str = ""
    """Why an amendment after submission was made; blank before."""
    client_at: datetime | None = None
    at: datetime
    """When the server stored it."""

    @property
    def key(self) -> EntryKey:
        return EntryKey(self.kind, self.item, self.part)


def current(entries: Iterable[Entry]) -> dict[EntryKey, Entry]:
    """For each key of one sheet the entry that counts: the newest in the log."""
    newest: dict[EntryKey, Entry] = {}
    for entry in entries:
        if entry.standing is not Standing.COUNTS:
            continue
        held = newest.get(entry.key)
        if held is None or entry.id > held.id:
            newest[entry.key] = entry
    return newest
