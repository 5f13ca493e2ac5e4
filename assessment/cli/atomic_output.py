"""Files that a command writes: all are in their places, or none is and nothing was replaced."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from assessment.cli.writing import refuse_what_is_there
from assessment.domain.errors import Invalid
from assessment.scoring import files as files_of_results


def look_at(files: Iterable[Path], *, force: bool) -> None:
    """Refuses what could not be put in place: before anything is read, and again at the end."""
    for file in files:
        with naming(file):
            if not file.parent.is_dir():
                raise Invalid(
                    f"There is no folder {file.parent}: create it first, or choose another folder."
                )
            if file.is_dir():
                raise Invalid(f"{file} is a folder. Give the name of a file in it.")
        refuse_what_is_there([file], force=force, instead="name")
        if not os.access(file.parent, os.W_OK):
            raise Invalid(f"The folder {file.parent} is not writable. Choose another folder.")


def staged(files: Mapping[Path, bytes]) -> AbstractContextManager[Callable[[], None]]:
    """Every file is on the disk under another name; calling what is yielded gives it its own."""
    return files_of_results.staged(
        {f: partial(_write, data) for f, data in files.items()}, unwritable
    )


def _write(data: bytes, out: BinaryIO) -> None:
    out.write(data)


@contextmanager
def naming(file: Path) -> Iterator[None]:
    """What the disk refuses is said of this file."""
    try:
        yield
    except OSError as fault:
        raise unwritable(file, fault) from fault


def unwritable(file: Path, fault: OSError) -> Invalid:
    return Invalid(
        f"{file} cannot be written ({fault.strerror}): choose another place, or free some space."
    )
