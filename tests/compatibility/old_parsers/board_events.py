"""The frozen parser of the events of a placement board."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any

from tests.compatibility.old_parsers.values import (
    LARGEST_NUMBER,
    Activity,
    OperationsCategory,
    RawEvent,
    Refused,
    as_sentence,
    cell_key,
    cleaned,
    moment,
    one_of,
    plain_text,
    whole,
)

LONGEST_WORDS = 2_000
OFF_LEVEL_3 = ("0", "1", "2", "4", "none")


class BoardKind(StrEnum):
    CONVENTION = "convention"
    WORDS = "words"
    MOVE = "move"
    FOOTPRINT = "footprint"
    FINISH = "finish"


class Stance(StrEnum):
    PRODUCTION_OPERATIONS = "production_operations"
    ANY_LEVEL_3_SOFTWARE = "any_level_3_software"
    INTERCHANGEABLE = "interchangeable"
    OWN_WORDS = "own_words"


PLACES = frozenset(
    {*OFF_LEVEL_3, "3.supporting"}
    | {f"3.{c}.{a}" for c in OperationsCategory for a in Activity if a is not Activity.SUPPORTING}
)
"""All 38 places of the board."""


def board_outcome(raw: RawEvent, cards: Collection[str]) -> tuple[str, Any]:
    """What the recorded version made of one event of a board that shows `cards`."""
    try:
        return "accepted", _parse(raw, cards)
    except Refused as fault:
        return "refused", as_sentence(fault)


def _parse(raw: RawEvent, cards: Collection[str]) -> dict[str, Any]:
    seq = whole(raw.get("seq"), "seq", 1, LARGEST_NUMBER)
    kind = one_of(BoardKind, raw.get("kind"), "{} is not something a board can record")
    part = _part(kind, plain_text(raw, "part"), cards)
    value = _VALUES[kind](raw.get("value"))
    at = moment(raw.get("at"))
    return {"seq": seq, "kind": kind.value, "part": part, "value": value, "client_at": at}


def _part(kind: BoardKind, part: str, cards: Collection[str]) -> str:
    if kind is BoardKind.MOVE:
        if part not in cards:
            raise Refused(f"{part!r} is no card of this board")
    elif kind is BoardKind.FOOTPRINT:
        try:
            cell_key(part)
        except ValueError:
            raise Refused(f"{part!r} is no cell of Level 3") from None
    elif part:
        raise Refused(f"{kind}: {part!r} is not a part of it")
    return part


def _place(value: object) -> object:
    if value is None:
        return None
    if not isinstance(value, str) or value not in PLACES:
        raise Refused(f"{value!r:.60} is no place on the board")
    return value


def _stance(value: object) -> object:
    if value is None:
        return None
    return one_of(Stance, value, "a convention is one of the four or blank, not {}").value


def _words(value: object) -> object:
    if not isinstance(value, str):
        raise Refused("own words are text")
    if len(value) > LONGEST_WORDS:
        raise Refused(f"own words have at most {LONGEST_WORDS:,} characters, not {len(value):,}")
    return cleaned(value)


def _painted(value: object) -> object:
    if not isinstance(value, bool):
        raise Refused(f"a cell is painted or not, not {value!r:.40}")
    return value


def _finish(value: object) -> object:
    if value is not True:
        raise Refused("a board is finished or left alone")
    return True


_VALUES: Mapping[BoardKind, Callable[[object], object]] = {
    BoardKind.CONVENTION: _stance,
    BoardKind.WORDS: _words,
    BoardKind.MOVE: _place,
    BoardKind.FOOTPRINT: _painted,
    BoardKind.FINISH: _finish,
}
