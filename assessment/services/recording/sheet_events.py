"""What a live page may record on a scorecard: one model per kind of event.

Text is never refused for its characters: what no database can hold is replaced.
"""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)

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
    Verdict,
)
from assessment.services.recording.additions import checked
from assessment.services.recording.event_fields import (
    RawEvent,
    always_true,
    member_of,
    moment,
    short_text,
    true_or_false,
    whole_number,
)
from assessment.services.store.text_cleaning import cleaned

MOST_SECONDS = 7 * 24 * 3600
"""A question open for longer than a week is a broken clock, not an interview."""
EXPLAINED = frozenset({OffKit.ORDER, OffKit.SKIPPED})
"""The departures from a kit that have a reason of their own; an added question brings its own."""


class SheetEvent(BaseModel):
    """One event whose shape is right; whether its interview knows its item is checked later."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")
    PARTS: ClassVar[frozenset[str]] = frozenset({""})
    """What `part` may be."""

    kind: Kind
    item: Annotated[ItemId, BeforeValidator(short_text("item"))]
    part: Annotated[str, BeforeValidator(short_text("part"))]
    seq: Annotated[int, BeforeValidator(whole_number("seq", 1))]
    kit: Annotated[KitId, BeforeValidator(short_text("kit"))]
    """The kit that the page showed, which gives `item` its meaning; blank where it named none."""
    value: EntryValue
    base: Annotated[int, BeforeValidator(whole_number("base", 0))]
    client_at: Annotated[datetime | None, BeforeValidator(moment), Field(alias="at")]

    @field_validator("part", mode="after")
    @classmethod
    def _belongs_to_kind(cls, part: str, info: ValidationInfo) -> str:
        kind, item = info.data["kind"], info.data["item"]
        if (kind in ITEM_KINDS) != bool(item):
            raise Invalid(f"{kind}: it {'concerns no single item' if item else 'names no item'}")
        return cls.known_part(kind, part)

    @classmethod
    def known_part(cls, kind: Kind, part: str) -> str:
        """Return `part` as it is stored; Invalid where this kind of event has no such part."""
        if part not in cls.PARTS:
            raise Invalid(f"{kind}: {part!r} is not a part of it")
        return part

    @property
    def key(self) -> EntryKey:
        return EntryKey(self.kind, self.item, self.part)


class _NumberedEvent(SheetEvent):
    """About a probe or a wrong belief of an item; `part` is its number."""

    @classmethod
    def known_part(cls, kind: Kind, part: str) -> str:
        if not part.isdecimal():
            raise Invalid(f"{kind}: {part!r} is not a part of it")
        return str(int(part))


def _verdict(value: object) -> Verdict:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value in LEVELS:
        return value
    return member_of(
        NotRated, value, "a verdict is a level from 1 to 5, a reason for none, or blank, not {}"
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Invalid("a note is text")
    return cleaned(value)


def _added(value: object) -> str:
    """A blank value takes an added question off the scorecard again."""
    if not isinstance(value, str):
        raise Invalid("an added question is text")
    return checked(value) if value else value


def _recommendation(value: object) -> Recommendation | None:
    if value is None:
        return None
    return member_of(Recommendation, value, "a recommendation is one of the five or blank, not {}")


Text = Annotated[str, BeforeValidator(_text)]
Mark = Annotated[bool, BeforeValidator(true_or_false("a mark is set or not set, not {}"))]


class VerdictEvent(SheetEvent):
    kind: Literal[Kind.VERDICT]
    value: Annotated[Verdict, BeforeValidator(_verdict)]


class EvidenceEvent(SheetEvent):
    kind: Literal[Kind.EVIDENCE]
    value: Text


class ProbeEvent(_NumberedEvent):
    kind: Literal[Kind.PROBE]
    value: Mark


class BeliefEvent(_NumberedEvent):
    kind: Literal[Kind.BELIEF]
    value: Mark


class SecondsEvent(SheetEvent):
    kind: Literal[Kind.SECONDS]
    value: Annotated[int, BeforeValidator(whole_number("seconds", 0, MOST_SECONDS))]


class DeviationEvent(SheetEvent):
    PARTS: ClassVar[frozenset[str]] = EXPLAINED
    kind: Literal[Kind.DEVIATION]
    value: Text


class AddedEvent(SheetEvent):
    kind: Literal[Kind.ADDED]
    value: Annotated[str, BeforeValidator(_added)]


class RecommendationEvent(SheetEvent):
    kind: Literal[Kind.RECOMMENDATION]
    value: Annotated[Recommendation | None, BeforeValidator(_recommendation)]


class ReasonsEvent(SheetEvent):
    kind: Literal[Kind.REASONS]
    value: Text


class SubmitEvent(SheetEvent):
    kind: Literal[Kind.SUBMIT]
    value: Annotated[bool, BeforeValidator(always_true("a scorecard is submitted or left alone"))]


_EVENTS: TypeAdapter[SheetEvent] = TypeAdapter(
    Annotated[
        VerdictEvent
        | EvidenceEvent
        | ProbeEvent
        | BeliefEvent
        | SecondsEvent
        | DeviationEvent
        | AddedEvent
        | RecommendationEvent
        | ReasonsEvent
        | SubmitEvent,
        Field(discriminator="kind"),
    ]
)
_DEFAULTS: RawEvent = {
    **dict.fromkeys(("item", "part", "kit"), ""),
    **dict.fromkeys(("kind", "seq", "value", "at")),
    "base": 0,
}
"""What a field means that a page left out."""


def parse_sheet_event(raw: RawEvent) -> SheetEvent:
    """Return the event that `raw` describes; Invalid says in one sentence why there is none."""
    try:
        return _EVENTS.validate_python({**_DEFAULTS, **raw})
    except ValidationError:  # of the discriminator: every other check raises Invalid
        member_of(Kind, raw.get("kind"), "{} is not something a page can record")
        raise
