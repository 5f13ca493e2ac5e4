"""The frozen parser of the events of a scorecard."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from tests.compatibility.old_parsers.added_questions import checked
from tests.compatibility.old_parsers.values import (
    LARGEST_NUMBER,
    LEVELS,
    RawEvent,
    Refused,
    as_sentence,
    cleaned,
    moment,
    one_of,
    plain_text,
    whole,
)

MOST_SECONDS = 7 * 24 * 3600


class Kind(StrEnum):
    VERDICT = "verdict"
    EVIDENCE = "evidence"
    PROBE = "probe"
    BELIEF = "belief"
    SECONDS = "seconds"
    DEVIATION = "deviation"
    ADDED = "added"
    RECOMMENDATION = "recommendation"
    REASONS = "reasons"
    SUBMIT = "submit"


class NotRated(StrEnum):
    NOT_ASKED = "not_asked"
    NO_EVIDENCE = "no_evidence"
    CONFLICT_OF_INTEREST = "conflict_of_interest"


class Recommendation(StrEnum):
    STRONG_NO = "strong_no"
    NO = "no"
    MIXED = "mixed"
    YES = "yes"
    STRONG_YES = "strong_yes"


WHOLE_SHEET = frozenset({Kind.RECOMMENDATION, Kind.REASONS, Kind.SUBMIT})
PARTS = frozenset({Kind.PROBE, Kind.BELIEF})
EXPLAINED = frozenset({"order", "skipped"})


def sheet_outcome(raw: RawEvent) -> tuple[str, Any]:
    """What the recorded version made of one event of a scorecard."""
    try:
        return "accepted", _parse(raw)
    except Refused as fault:
        return "refused", as_sentence(fault)


def _parse(raw: RawEvent) -> dict[str, Any]:
    kind = one_of(Kind, raw.get("kind"), "{} is not something a page can record")
    item, part = plain_text(raw, "item"), plain_text(raw, "part")
    if (kind not in WHOLE_SHEET) != bool(item):
        raise Refused(f"{kind}: it {'names no item' if not item else 'concerns no single item'}")
    if not _fits(kind, part):
        raise Refused(f"{kind}: {part!r} is not a part of it")
    return {
        "seq": whole(raw.get("seq"), "seq", 1, LARGEST_NUMBER),
        "kind": kind.value,
        "item": item,
        "kit": plain_text(raw, "kit"),
        "part": str(int(part)) if kind in PARTS else part,
        "value": _VALUES[kind](raw.get("value")),
        "base": whole(raw.get("base", 0), "base", 0, LARGEST_NUMBER),
        "client_at": moment(raw.get("at")),
    }


def _fits(kind: Kind, part: str) -> bool:
    if kind in PARTS:
        return part.isdecimal()
    return part in EXPLAINED if kind is Kind.DEVIATION else not part


def _verdict(value: object) -> object:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value in LEVELS:
        return value
    return one_of(
        NotRated, value, "a verdict is a level from 1 to 5, a reason for none, or blank, not {}"
    ).value


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise Refused("a note is text")
    return cleaned(value)


def _added(value: object) -> object:
    if not isinstance(value, str):
        raise Refused("an added question is text")
    return checked(value) if value else value


def _mark(value: object) -> object:
    if not isinstance(value, bool):
        raise Refused(f"a mark is set or not set, not {value!r:.40}")
    return value


def _seconds(value: object) -> object:
    return whole(value, "seconds", 0, MOST_SECONDS)


def _recommendation(value: object) -> object:
    if value is None:
        return None
    wrong = "a recommendation is one of the five or blank, not {}"
    return one_of(Recommendation, value, wrong).value


def _submit(value: object) -> object:
    if value is not True:
        raise Refused("a scorecard is submitted or left alone")
    return True


_VALUES: Mapping[Kind, Callable[[object], object]] = {
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
