"""What both frozen parsers need: the vocabulary, and checks of single fields."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)
RawEvent = Mapping[str, object]
LEVELS = (1, 2, 3, 4, 5)
LARGEST_NUMBER = 2**31 - 1


class Refused(Exception):
    """One event is not taken; its text says why."""


class OperationsCategory(StrEnum):
    PRODUCTION = "production"
    MAINTENANCE = "maintenance"
    QUALITY = "quality"
    INVENTORY = "inventory"


class Activity(StrEnum):
    DEFINITION_MANAGEMENT = "definition_management"
    RESOURCE_MANAGEMENT = "resource_management"
    DETAILED_SCHEDULING = "detailed_scheduling"
    DISPATCHING = "dispatching"
    EXECUTION_MANAGEMENT = "execution_management"
    DATA_COLLECTION = "data_collection"
    TRACKING = "tracking"
    PERFORMANCE_ANALYSIS = "performance_analysis"
    SUPPORTING = "supporting"


def cell_key(key: str) -> str:
    """`key` where it names one of the 32 cells; ValueError where it does not."""
    category, _, activity = key.partition(".")
    found = OperationsCategory(category), Activity(activity)
    if found[1] is Activity.SUPPORTING:
        raise ValueError(key)
    return f"{found[0]}.{found[1]}"


def cleaned(text: str) -> str:
    """`text` where NUL and half a surrogate pair became U+FFFD."""
    whole_pairs = text.replace("\x00", "\ufffd").encode("utf-16-le", "surrogatepass")
    return whole_pairs.decode("utf-16-le", "replace")


def cleaned_within(plain: Any) -> Any:
    """`plain` with every text in it cleaned."""
    if isinstance(plain, str):
        return cleaned(plain)
    if isinstance(plain, list):
        return [cleaned_within(part) for part in plain]
    if isinstance(plain, dict):
        return {cleaned(key): cleaned_within(part) for key, part in plain.items()}
    return plain


def one_of(names: type[E], value: object, what: str) -> E:
    """The member that `value` names; only texts name one."""
    try:
        return names(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused(what.format(f"{value!r:.40}")) from None


def plain_text(raw: RawEvent, name: str) -> str:
    """The short text under `name`; blank where there is none."""
    value = raw.get(name, "")
    if not isinstance(value, str) or len(value) > 64:
        raise Refused(f"{name} is a short text, not {value!r:.40}")
    return value


def whole(value: object, name: str, low: int, high: int) -> int:
    """The whole number that `value` is, from `low` to `high`."""
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Refused(f"{name} is a whole number from {low}, not {value!r:.40}")
    return value


def moment(value: object) -> str | None:
    """When the page says it happened, in ISO format; None where it says nothing usable."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, tz=UTC).isoformat()
    except (OverflowError, OSError, ValueError):
        return None


def as_sentence(fault: Refused) -> str:
    """What a page shows of `fault`: with a capital and a full stop."""
    text = str(fault)
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?")) else ".")
