"""Columns of a table, named on stderr: never more than somebody would read."""

from collections.abc import Sequence

NAMED_AT_MOST = 50
"""Columns that are named; a table can have thousands."""
LONGEST_NAME = 80


def listed_columns(names: Sequence[str]) -> str:
    """The names with commas between them; of very many the first, and how many more there are."""
    told = [n if len(n) <= LONGEST_NAME else f"{n[:LONGEST_NAME]}…" for n in names[:NAMED_AT_MOST]]
    more = len(names) - NAMED_AT_MOST
    return ", ".join(told) + (f" and {more:,} more" if more > 0 else "")
