"""Numbers as they are shown, the same on every screen, in every document and in a spreadsheet."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = 12
"""What lies beyond them may depend on the order of a sum."""


def one_decimal(number: float) -> str:
    """`56.3` for 56.25; see `rounded`."""
    return rounded(number, 1)


def rounded(number: float, decimals: int) -> str:
    """Half goes away from zero, as in spreadsheets: 56.25 is `56.3`; Python's own `.1f` has 56.2.

    The number has to be finite. What rounds to zero has no sign.
    """
    unit = Decimal(1).scaleb(-decimals)
    found = Decimal(f"{number:.{DIGITS}g}").quantize(unit, ROUND_HALF_UP)
    return str(found or abs(found))
