"""Several names in one sentence."""

from collections.abc import Sequence


def listed(names: Sequence[str], word: str = "and") -> str:
    """`governance, portfolio and execution`; with `or` in place of `and` where `word` is that."""
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last
