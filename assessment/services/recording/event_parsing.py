"""What a page sent, read strictly: a stranger's event becomes a typed one or is refused by name.

Text is never refused for what is in it: a character that no database can hold is replaced.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from assessment.domain.deviations import OffKit
from assessment.domain.errors import Invalid
from assessment.domain.ids import ItemId, KitId
from assessment.domain.rating import (
    ITEM_KINDS,
    LEVELS,
    EntryKey,
    EntryValue,
    Kind,
    NotRated,
    Recommendation,
)
from assessment.services.recording.additions import checked
from assessment.services.store.text_cleaning import cleaned

E = TypeVar("E", bound=StrEnum)

RawEvent = Mapping[str, object]
"""One event as it came out of the JSON: nothing about it is known yet."""

LARGEST_NUMBER = 2**31 - 1
"""What every database can store as a plain integer; sequence numbers and log ids stay far below."""
MOST_SECONDS = 7 * 24 * 3600
"""A question open for longer than a week is a broken clock, not an interview."""
PARTS = frozenset({Kind.PROBE, Kind.BELIEF})
"""Kinds whose `part` is the number of a probe or belief."""
EXPLAINED = frozenset({OffKit.ORDER, OffKit.SKIPPED})
"""The parts of a deviation: what is added brings its reason along. Other kinds have no part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingEvent:
    """One event whose shape is right; whether the interview knows its item is still open."""

    seq: int
    kind: Kind
    item: ItemId
    kit: KitId
    """The kit that the page showed, which says what `item` means; blank where it told none."""
    part: str
    value: EntryValue
    base: int
    client_at: datetime | None

    @property
    def key(self) -> EntryKey:
        return EntryKey(self.kind, self.item, self.part)


def parse(raw: RawEvent) -> IncomingEvent:
    """The event that `raw` stands for; Invalid says in one sentence why it stands for none."""
    kind = _kind(raw.get("kind"))
    item, part = plain(raw, "item"), plain(raw, "part")
    if (kind in ITEM_KINDS) != bool(item):
        raise Invalid(f"{kind}: it {'names no item' if not item else 'concerns no single item'}")
    if not _fits(kind, part):
        raise Invalid(f"{kind}: {part!r} is not a part of it")
    return IncomingEvent(
        seq=whole(raw.get("seq"), "seq", 1, LARGEST_NUMBER),
        kind=kind,
        item=ItemId(item),
        kit=KitId(plain(raw, "kit")),
        part=str(int(part)) if kind in PARTS else part,
        value=_VALUES[kind](raw.get("value")),
        base=whole(raw.get("base", 0), "base", 0, LARGEST_NUMBER),
        client_at=moment(raw.get("at")),
    )


def _fits(kind: Kind, part: str) -> bool:
    if kind in PARTS:
        return part.isdecimal()
    return part in EXPLAINED if kind is Kind.DEVIATION else not part


def one_of(names: type[E], value: object, what: str) -> E:
    """The member that `value` names; only texts name one."""
    try:
        return names(value if isinstance(value, str) else "")
    except ValueError:
        raise Invalid(what.format(f"{value!r:.40}")) from None


def _kind(value: object) -> Kind:
    return one_of(Kind, value, "{} is not something a page can record")


def plain(raw: RawEvent, name: str) -> str:
    """The short text under `name`; blank where there is none."""
    value = raw.get(name, "")
    if not isinstance(value, str) or len(value) > 64:
        raise Invalid(f"{name} is a short text, not {value!r:.40}")
    return value


def whole(value: object, name: str, low: int, high: int) -> int:
    """The whole number that `value` is, from `low` to `high`."""
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Invalid(f"{name} is a whole number from {low}, not {value!r:.40}")
    return value


def moment(value: object) -> datetime | None:
    """When the page says it happened: kept as a remark, so a wild clock is no reason to refuse."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _verdict(value: object) -> EntryValue:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value in LEVELS:
        return value
    return one_of(
        NotRated, value, "a verdict is a level from 1 to 5, a reason for none, or blank, not {}"
    )


def _text(value: object) -> EntryValue:
    if not isinstance(value, str):
        raise Invalid("a note is text")
    return cleaned(value)


def _added(value: object) -> EntryValue:
    """Blank takes an added question off the sheet again."""
    if not isinstance(value, str):
        raise Invalid("an added question is text")
    return checked(value) if value else value


def _mark(value: object) -> EntryValue:
    if not isinstance(value, bool):
        raise Invalid(f"a mark is set or not set, not {value!r:.40}")
    return value


def _seconds(value: object) -> EntryValue:
    return whole(value, "seconds", 0, MOST_SECONDS)


def _recommendation(value: object) -> EntryValue:
    if value is None:
        return None
    return one_of(Recommendation, value, "a recommendation is one of the five or blank, not {}")


def _submit(value: object) -> EntryValue:
    if value is not True:
        raise Invalid("a scorecard is submitted or left alone")
    return True


_VALUES: Mapping[Kind, Callable[[object], EntryValue]] = {
    Kind.VERDICT: _verdict,
    Kind.EVIDENCE: _text,
    Kind.PROBE: _mark,
    Kind.BELIEF: _mark,
    Kind.SECONDS: _seconds,
    Kind.DEVIATION: _text,
    Kind.ADDED: _added,
    Kind.RECOMMENDATION: _recommendation,
    Kind.REASONS: _text,
    Kind.SUBMIT: _submit,
}
