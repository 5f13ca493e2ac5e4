"""What verification found, addressed so that a person can put a finger on it."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that is not as it was exported, or does not follow from the rest.

    Rows are counted as a spreadsheet counts them: the header is row 1. No row: the whole file.
    """

    file: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = [self.file, self.row, self.column]
        return f"{':'.join(str(p) for p in place if p is not None)}: {self.message}"
