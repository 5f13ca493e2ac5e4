"""Numbers as they are shown, the same on every screen, in every document and in a spreadsheet."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = 12
"""What lies beyond them may depend on the order of a sum."""
_TENTH = Decimal("0.1")


def one_decimal(number: float) -> str:
    """`56.3` for 56.25: half goes away from zero, as in spreadsheets; Python's own `.1f` has 56.2.

    The number has to be finite.
    """
    return str(Decimal(f"{number:.{DIGITS}g}").quantize(_TENTH, ROUND_HALF_UP))
