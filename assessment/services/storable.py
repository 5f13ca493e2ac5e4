"""Text as every database can hold it."""

from typing import Any


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
