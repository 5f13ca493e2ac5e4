"""Tables of results on disk: all files of a command are there whole, or none of them is new."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from assessment.domain.errors import Invalid

Rows = Iterable[Sequence[str]]


def write_together(folder: Path, tables: Mapping[str, Rows]) -> list[Path]:
    """Writes each table under its file name; Invalid says which one could not be written."""
    drafts = {name: folder / f".{name}.{os.getpid()}.part" for name in tables}
    for path in (folder / name for name in tables):
        if path.is_dir():  # found out now, for nothing may be new when one file cannot be
            raise Invalid(f"{path}: cannot be written: Is a directory")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, rows in tables.items():
                path = folder / name
                with drafts[name].open("w", encoding="utf-8", newline="") as out:
                    csv.writer(out, lineterminator="\r\n").writerows(rows)
            for name, draft in drafts.items():
                path = folder / name
                draft.replace(path)
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
    except OSError as fault:
        raise Invalid(f"{path}: cannot be written: {fault.strerror}") from fault
    return [folder / name for name in tables]


def shortest(number: float) -> str:
    """The shortest text that reads back as the same number: 75, 0.1, 61.25."""
    return repr(float(number)).removesuffix(".0")
