"""How values stand in the documents that a database column holds."""

from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, Strict

from question_bank import Cell


def _number(found: object) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ValueError("a number belongs here")  # noqa: TRY004  # Pydantic takes it as a finding
    return found


StoredNumber = Annotated[float, PlainValidator(_number)]
"""A whole one stays whole: the hash of a kit is over what is written."""

StoredWhole = Annotated[int, Strict()]
"""A whole number and no text or truth value that could be taken for one."""

StoredTexts = Annotated[tuple[str, ...], BeforeValidator(tuple)]
"""Whatever can be run through, as every version read it; TypeError where it cannot."""

OrNothing = BeforeValidator(lambda found: found or None)
"""A blank, a zero or an empty list is nothing, as every version read it."""

StoredCell = Annotated[
    Cell,
    PlainValidator(lambda found: found if isinstance(found, Cell) else Cell.parse(found)),
    PlainSerializer(lambda cell: cell.key),
]
"""By its key."""
