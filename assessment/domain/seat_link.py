"""The link of a seat: it opens one scorecard until it ends or is revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.domain.ids import RaterId, SheetKey

LASTS = timedelta(days=14)
"""The longest that a link opens its scorecard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLink:
    number: int
    """Rises with every link of the database; 0 until it is stored."""
    sheet: SheetKey
    issued_at: datetime
    issued_by: RaterId | None
    ends_at: datetime
    revoked_at: datetime | None = None
    revoked_by: RaterId | None = None
    earlier: bool = False
    """Whether it is from before links had an end."""

    def is_live(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.ends_at
