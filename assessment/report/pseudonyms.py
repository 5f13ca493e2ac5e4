"""What stands for each person in a client pack."""

import hashlib
from collections.abc import Sequence


def pseudonyms(salt: str, ids: Sequence[str], word: str) -> dict[str, str]:
    """Each id to `Candidate A`, `Candidate B`, in an order that only the salt explains."""
    shuffled = sorted(ids, key=lambda i: hashlib.sha256(f"{salt} {i}".encode()).hexdigest())
    return {i: f"{word} {_letters(n)}" for n, i in enumerate(shuffled)}


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    head, last = divmod(number, 26)
    return (_letters(head - 1) if head else "") + chr(ord("A") + last)
