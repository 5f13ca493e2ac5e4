"""Several names in one sentence."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """`governance, portfolio and execution`."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
