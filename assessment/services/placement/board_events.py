"""What the page of a placement board may record: one model per kind of event."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from assessment.domain.board import BoardKind, BoardValue, Placement, Stance
from assessment.domain.errors import Invalid
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

LONGEST_WORDS = 2_000
"""Characters of a convention in the candidate's own words: a page is an essay."""


class BoardEvent(BaseModel):
    """One event whose shape is right; whether its card is on the board is checked later."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    seq: Annotated[int, BeforeValidator(whole_number("seq", 1))]
    kind: BoardKind
    part: Annotated[str, BeforeValidator(short_text("part"))]
    """A card's id, or a cell of the footprint; blank for the other kinds."""
    value: BoardValue
    client_at: Annotated[datetime | None, BeforeValidator(moment), Field(alias="at")]


def _stance(value: object) -> Stance | None:
    if value is None:
        return None
    return member_of(Stance, value, "a convention is one of the four or blank, not {}")


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise Invalid("own words are text")
    if len(value) > LONGEST_WORDS:
        raise Invalid(f"own words have at most {LONGEST_WORDS:,} characters, not {len(value):,}")
    return cleaned(value)


def _place(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Invalid(f"{value!r:.60} is no place on the board")
    return Placement.parse(value).key


class ConventionEvent(BoardEvent):
    kind: Literal[BoardKind.CONVENTION]
    value: Annotated[Stance | None, BeforeValidator(_stance)]


class WordsEvent(BoardEvent):
    kind: Literal[BoardKind.WORDS]
    value: Annotated[str, BeforeValidator(_words)]


class MoveEvent(BoardEvent):
    kind: Literal[BoardKind.MOVE]
    value: Annotated[str | None, BeforeValidator(_place)]


class FootprintEvent(BoardEvent):
    kind: Literal[BoardKind.FOOTPRINT]
    value: Annotated[bool, BeforeValidator(true_or_false("a cell is painted or not, not {}"))]


class FinishEvent(BoardEvent):
    kind: Literal[BoardKind.FINISH]
    value: Annotated[bool, BeforeValidator(always_true("a board is finished or left alone"))]


_EVENTS: TypeAdapter[BoardEvent] = TypeAdapter(
    Annotated[
        ConventionEvent | WordsEvent | MoveEvent | FootprintEvent | FinishEvent,
        Field(discriminator="kind"),
    ]
)
_DEFAULTS: RawEvent = {**dict.fromkeys(("kind", "seq", "value", "at")), "part": ""}
"""What a field means that a page left out."""


def parse_board_event(raw: RawEvent) -> BoardEvent:
    """Return the event that `raw` describes; Invalid says in one sentence why there is none."""
    try:
        return _EVENTS.validate_python({**_DEFAULTS, **raw})
    except ValidationError:  # of the discriminator: every other check raises Invalid
        member_of(BoardKind, raw.get("kind"), "{} is not something a board can record")
        raise
