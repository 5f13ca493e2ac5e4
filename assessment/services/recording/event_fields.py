"""Checks of single fields that every page event has; each raises Invalid with one sentence.

Invalid passes through Pydantic unchanged, so that a page shows the sentence as it is written here.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from assessment.domain.errors import Invalid

E = TypeVar("E", bound=StrEnum)

RawEvent = Mapping[str, object]
"""One event as decoded from JSON; nothing about it is known yet."""

LARGEST_NUMBER = 2**31 - 1
"""What every database can store as a plain integer; sequence numbers and log ids stay far below."""
LONGEST_NAME = 64
"""Characters in an id or the name of a part."""


def member_of(names: type[E], value: object, sentence: str) -> E:
    """Return the member that the string `value` names; anything else is Invalid with `sentence`."""
    try:
        return names(value if isinstance(value, str) else "")
    except ValueError:
        raise Invalid(sentence.format(f"{value!r:.40}")) from None


def short_text(name: str) -> Callable[[object], str]:
    """Return a check that accepts a short string, for the field `name`."""

    def check(value: object) -> str:
        if not isinstance(value, str) or len(value) > LONGEST_NAME:
            raise Invalid(f"{name} is a short text, not {value!r:.40}")
        return value

    return check


def whole_number(name: str, low: int, high: int = LARGEST_NUMBER) -> Callable[[object], int]:
    """Return a check that accepts whole numbers from `low` to `high`, for the field `name`."""

    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise Invalid(f"{name} is a whole number from {low}, not {value!r:.40}")
        return value

    return check


def moment(value: object) -> datetime | None:
    """Return the time that a page gives in milliseconds; None where it makes no sense.

    The page's clock is only a remark, so a wrong one is no reason to refuse an event.
    """
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, tz=UTC)
    except (OverflowError, OSError, ValueError):
        return None


def always_true(sentence: str) -> Callable[[object], bool]:
    """Return a check that accepts only `true`."""

    def check(value: object) -> bool:
        if value is not True:
            raise Invalid(sentence)
        return True

    return check


def true_or_false(sentence: str) -> Callable[[object], bool]:
    """Return a check that accepts only `true` and `false`."""

    def check(value: object) -> bool:
        if not isinstance(value, bool):
            raise Invalid(sentence.format(f"{value!r:.40}"))
        return value

    return check
