"""Files of results on disk: all files of a command are there whole, or none of them is new."""

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from assessment.domain.errors import Invalid

Rows = Iterable[Sequence[str]]
Unwritable = Callable[[Path, OSError], Invalid]
"""What is said of a file that the disk refuses."""


def write_together(folder: Path, tables: Mapping[str, Rows]) -> list[Path]:
    """Writes each table under its file name; Invalid says which one could not be written."""
    files = {folder / name: partial(_write_rows, rows) for name, rows in tables.items()}
    path = next(iter(files))
    try:
        for path in files:
            if path.is_dir():  # found out now, for nothing may be new when one file cannot be
                raise Invalid(f"{path}: cannot be written: Is a directory")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    with staged(files, _unwritable) as put:
        put()
    return list(files)


def _write_rows(rows: Rows, out: BinaryIO) -> None:
    text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    text.detach()


@contextmanager
def staged(
    files: Mapping[Path, Callable[[BinaryIO], object]], unwritable: Unwritable
) -> Iterator[Callable[[], None]]:
    """Every file is on the disk under another name; calling what is yielded gives it its own."""
    parts: dict[Path, Path] = {}
    try:
        for number, (file, write) in enumerate(files.items()):
            part = file.with_name(f".levelset-{os.getpid()}-{number}.part")
            try:
                with part.open("wb") as out:
                    parts[file] = part
                    write(out)
                    out.flush()
                    os.fsync(out.fileno())
            except OSError as fault:
                raise unwritable(file, fault) from fault
        yield lambda: put_in_place(parts, unwritable)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def put_in_place(parts: Mapping[Path, Path], unwritable: Unwritable) -> None:
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
