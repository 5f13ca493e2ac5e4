"""What people type into forms, as it may be stored."""

from assessment.domain.errors import Incomplete, Invalid
from assessment.services.incoming import LONGEST_TEXT
from assessment.services.storable import cleaned

LONGEST_LINE = 120
"""Characters in a title or a name: what still fits beside other things on a screen."""


def line(text: str, what: str, *, missing: str = "") -> str:
    """`text` on one line; `missing` is the sentence for a blank one, where it may not be blank."""
    kept = " ".join(cleaned(text).split())
    if not kept and missing:
        raise Incomplete(missing)
    if len(kept) > LONGEST_LINE:
        raise Invalid(
            f"The {what} has {len(kept)} characters and {LONGEST_LINE} fit: shorten it, please."
        )
    return kept


def note(text: str, what: str, *, missing: str = "") -> str:
    """`text` with its own line breaks, without blanks around it."""
    kept = cleaned(text).strip()
    if not kept and missing:
        raise Incomplete(missing)
    if len(kept) > LONGEST_TEXT:
        raise Invalid(f"The {what} has {len(kept):,} characters and {LONGEST_TEXT:,} fit.")
    return kept
