"""Addresses that people sign in with, in the one form in which they are stored and compared."""

import re

from assessment.domain.errors import Invalid

LONGEST = 254
"""Characters, as RFC 5321 has it."""
_FORM = re.compile(r"[!-?A-~]+@[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
_SEPARATORS = frozenset(',;:<>()[]"\\')


def email_of(text: str) -> str:
    """The address in lower case. Invalid where `text` is none.

    Only ASCII letters: in other scripts two addresses may look the same, or become the same in
    lower case.
    """
    found = text.strip().lower() if text.isascii() else ""
    if len(found) > LONGEST or not _FORM.fullmatch(found) or _SEPARATORS & set(found):
        raise Invalid(
            f"{text.strip()[:80]!r} is not an email address. Write one address, such as "
            "r.okafor@example.com."
        )
    return found
