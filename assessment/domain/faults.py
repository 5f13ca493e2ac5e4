"""What is wrong in a file: one type for everything that names a file, a row and a column."""

from collections.abc import Iterable
from typing import NamedTuple

from assessment.domain.errors import Invalid

LONGEST = 500
"""Characters of one message: what stands in a cell may be a whole book."""


class Fault(NamedTuple):
    """One thing to correct in a file.

    Rows are counted as a spreadsheet counts them: the header is row 1. No row: the whole file.
    """

    file: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = (self.file, self.row, self.column)
        said = self.message if len(self.message) <= LONGEST else f"{self.message[:LONGEST]} …"
        return f"{':'.join(str(p) for p in place if p is not None)}: {said}"


class BadTable(Invalid):
    """Tables that cannot be used; `faults` holds every reason found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(f) for f in self.faults))
