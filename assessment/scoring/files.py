"""Files of results on disk: all files of a command are there whole, or none of them is new."""

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from assessment.domain.errors import Invalid

Rows = Iterable[Sequence[str]]


def write_together(folder: Path, tables: Mapping[str, Rows]) -> list[Path]:
    """Writes each table under its file name; Invalid says which one could not be written."""
    drafts = {name: folder / f".{name}.{os.getpid()}.part" for name in tables}
    try:
        for path in (folder / name for name in tables):
            if path.is_dir():  # found out now, for nothing may be new when one file cannot be
                raise Invalid(f"{path}: cannot be written: Is a directory")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, rows in tables.items():
                path = folder / name
                with drafts[name].open("w", encoding="utf-8", newline="") as out:
                    csv.writer(out, lineterminator="\r\n").writerows(rows)
            put_in_place({folder / name: draft for name, draft in drafts.items()}, _unwritable)
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    return [folder / name for name in tables]


def put_in_place(
    parts: Mapping[Path, Path], unwritable: Callable[[Path, OSError], Invalid]
) -> None:
    """Gives each part the name of its file; where one fails, every file is what it was before."""
    last = list(parts)[-1]
    with ExitStack() as tidy, ExitStack() as undo:
        for file, part in parts.items():
            earlier = part.with_suffix(".old")
            try:
                if file != last and file.is_file():  # the last one alone is replaced or stays
                    tidy.callback(earlier.unlink, missing_ok=True)
                    shutil.copy2(file, earlier)
                part.replace(file)
            except OSError as fault:
                raise unwritable(file, fault) from fault
            undo.callback(_put_back, file, earlier)
        undo.pop_all()


def _put_back(file: Path, earlier: Path) -> None:
    if earlier.exists():
        earlier.replace(file)
    else:
        file.unlink()


def _unwritable(path: Path, fault: OSError) -> Invalid:
    return Invalid(f"{path}: cannot be written: {fault.strerror}")


def shortest(number: float) -> str:
    """The shortest text that reads back as the same number: 75, 0.1, 61.25."""
    return repr(float(number)).removesuffix(".0")
