"""What a live page proves with the events that it sends."""

from dataclasses import dataclass
from datetime import datetime

EARLIER = -1
"""Stands for a link's number in a token of an earlier version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToken:
    """What a live page proves with each batch of events."""

    link: int = 0
    """The number of the link that the page was opened with; 0 on the owner's computer."""
    ends_at: datetime | None = None
    """When that link ends; None where there is none."""
