"""`levelset privacy due --csv`: whose data was kept for the whole period."""

from collections.abc import Iterable

from assessment.domain.ids import code_of
from assessment.domain.retention import Retained
from assessment.export.columns import SCHEMA
from assessment.export.rows import instant
from assessment.export.tables import ExportTable
from assessment.export.writer import csv_bytes

COLUMNS = ("schema", "requisition", "candidate", "months", "since", "kept_since", "due_on", "until")


def due_csv(found: Iterable[Retained]) -> bytes:
    """A row for each candidate; `since` is the event that the period runs from.

    `until` is the day to which somebody kept the data longer, blank where nobody did.
    """
    rows = tuple(
        (
            SCHEMA,
            kept.period.requisition,
            code_of(kept.candidate),
            kept.period.months,
            kept.start.since.name.lower(),
            instant(kept.start.at),
            kept.due_on.isoformat(),
            kept.longer.until.isoformat() if kept.longer else None,
        )
        for kept in found
    )
    return csv_bytes(ExportTable("due", COLUMNS, rows))
