"""What every authored shape is made of: strict, frozen, and texts that are not blank."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


class Content(BaseModel):
    """Strict, so that YAML's `no`, `3.10` and `08` are refused instead of guessed at."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _without_trailing_space(text: str) -> str:
    """Keep the line breaks and indentation of a block of text and drop what cannot be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not (kept := "\n".join(line.rstrip() for line in lines).strip("\n")):
        raise ValueError("is blank")
    return kept


Handout = Annotated[
    str,
    StringConstraints(min_length=1, max_length=600),
    AfterValidator(_without_trailing_space),
]
"""What goes on a card for the candidate: figures or a table that nobody can follow by ear."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
ListText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=160, pattern=r"^[^|]*$"),
]
"""A text that stands in a CSV list joined by ` | `, so it may hold no `|`."""
