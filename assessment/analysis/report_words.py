"""Numbers and lists as a report says them."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

MOST_NAMED = 10


def number(count: int, what: str) -> str:
    """`1 rater`, `1,200 raters`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def some_of(names: Sequence[str], most: int = MOST_NAMED, between: str = ", ") -> str:
    """The first `most`, and how many more there are."""
    more = len(names) - most
    shown = between.join(names[:most])
    return f"{shown}{between}and {more:,} more" if more > 0 else shown


def rows(table: pd.DataFrame) -> Iterator[Any]:
    """One object for each row, with the columns as its attributes."""
    yield from table.itertuples()
