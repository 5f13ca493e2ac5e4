"""What every authored shape is made of: strict, frozen, and texts that are not blank."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Content(BaseModel):
    """Strict, so that YAML's `no`, `3.10` and `08` are refused instead of guessed at."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
ListText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=160, pattern=r"^[^|]*$"),
]
"""A text that stands in a CSV list joined by ` | `, so it may hold no `|`."""
