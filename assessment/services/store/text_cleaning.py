"""Text rules for forms and live pages: what the databases can store, and the length limits."""

from typing import Any

from assessment.domain.errors import Incomplete, Invalid
from assessment.domain.text.names import tidy

LONGEST_TEXT = 50_000
"""Characters in one note: thirty pages. More is a pasted file, not interview notes."""
LONGEST_LINE = 120
"""Characters in a title or a name: what still fits beside other things on a screen."""
LONGEST_BLOCK, MOST_LINES = 300, 4
"""Characters and lines of an address on a printed page."""


def cleaned(text: str) -> str:
    """`text` where NUL and half a surrogate pair became U+FFFD."""
    whole = text.replace("\x00", "\ufffd").encode("utf-16-le", "surrogatepass")
    return whole.decode("utf-16-le", "replace")


def cleaned_within(plain: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """`plain` with every text in it cleaned."""
    if isinstance(plain, str):
        return cleaned(plain)
    if isinstance(plain, list):
        return [cleaned_within(part) for part in plain]
    if isinstance(plain, dict):
        return {cleaned(key): cleaned_within(part) for key, part in plain.items()}
    return plain


def need(*texts: tuple[str, str]) -> None:
    """Raise one Incomplete for all texts that are blank; each comes with the sentence for that."""
    missing = [sentence for text, sentence in texts if not tidy(cleaned(text))]
    if missing:
        raise Incomplete(" ".join(missing))


def line(text: str, what: str, *, missing: str = "") -> str:
    """`text` on one line, without what nobody sees.

    `missing` is the sentence for a blank one, where it may not be blank.
    """
    kept = tidy(cleaned(text))
    if not kept and missing:
        raise Incomplete(missing)
    if len(kept) > LONGEST_LINE:
        raise Invalid(
            f"The {what} has {len(kept)} characters. Shorten it to {LONGEST_LINE} or fewer."
        )
    return kept


def block(text: str, what: str) -> str:
    """`text` of a few lines, for a place on a printed page."""
    kept = note(text, what)
    if len(kept) > LONGEST_BLOCK:
        raise Invalid(
            f"The {what} has {len(kept)} characters. Shorten it to {LONGEST_BLOCK} or fewer."
        )
    if kept.count("\n") >= MOST_LINES:
        raise Invalid(f"The {what} has more than {MOST_LINES} lines. Put it on fewer.")
    return kept


def note(text: str, what: str, *, missing: str = "") -> str:
    """`text` with its own line breaks, without blanks around it."""
    kept = cleaned(text).strip()
    if not kept and missing:
        raise Incomplete(missing)
    if len(kept) > LONGEST_TEXT:
        raise Invalid(
            f"The {what} has {len(kept):,} characters. Shorten it to {LONGEST_TEXT:,} or fewer."
        )
    return kept
