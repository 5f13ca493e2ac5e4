"""When the rows of a return say that they were written."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from assessment.domain.errors import Invalid
from assessment.domain.handover import Handover, HandoverDirection
from assessment.domain.requisition import Candidate
from assessment.export.handover_file import BOARD, DRAFTS, ENTRIES, ReturnFile
from assessment.services.store.ports import UnitOfWork

LEEWAY = timedelta(days=1)
"""How far the clocks of two laptops may be apart."""


def check_times(
    uow: UnitOfWork, now: datetime, file: ReturnFile, known: Handover | None, candidate: Candidate
) -> None:
    """Invalid where a row can't be from then: scorecards and retention count from these times.

    What a browser said of its own clock is kept and counts for nothing, so it isn't looked at.
    """
    begun = candidate.added_at
    if known:  # a seat that was taken back and went out again may bring what the first one wrote
        sent = uow.handovers.of([known.sheet.interview])
        begun = min(h.at for h in sent if h.direction is HandoverDirection.OUT)
    for member, number, at in _times(file):
        # A draft is about the candidate, and may be left from another interview there.
        first = (candidate.added_at if member == DRAFTS else begun) - LEEWAY
        if not first <= at <= now + LEEWAY:
            raise Invalid(
                f"{member}, row {number} is dated {_day(at)}, and can only be from {_day(first)} "
                f"to {_day(now + LEEWAY)}. A clock was wrong or the file was changed, so nothing "
                "was merged. If that can't be put right, take the scorecard back and enter it here."
            )


def _times(file: ReturnFile) -> Iterator[tuple[str, int, datetime]]:
    yield from ((ENTRIES, n, row.at) for n, row in enumerate(file.entries, 1))
    yield from ((BOARD, n, row.at) for n, row in enumerate(file.board, 1))
    yield from ((DRAFTS, n, row.kept_at) for n, row in enumerate(file.drafts, 1))


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
