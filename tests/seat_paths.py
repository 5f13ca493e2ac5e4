"""The links of seats as a person is given them."""

from datetime import UTC, datetime

from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER
from assessment.services.access import seat_links
from assessment.services.store.ports import OpenUnitOfWork


def now() -> datetime:
    return datetime.now(UTC)


def seat_path(open_uow: OpenUnitOfWork, sheet: SheetKey) -> str:
    """`/s/…`: the seat's link, issued where it has none."""
    return seat_links.issue(open_uow, now, interview=sheet.interview, sheet=sheet, by=OWNER).path


def revoke(open_uow: OpenUnitOfWork, sheet: SheetKey) -> None:
    seat_links.revoke(open_uow, now, interview=sheet.interview, sheet=sheet, by=OWNER)
