"""Files that a command writes: what is there already is replaced only when somebody asks for it."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from assessment.domain.errors import Invalid

Force = Annotated[bool, typer.Option("--force", help="Replace existing files.")]


def refuse_what_is_there(files: Iterable[Path], *, force: bool, instead: str) -> None:
    """Invalid names the first file that would be lost; `instead` is what else can be given."""
    for file in () if force else files:
        with suppress(OSError):  # what cannot be looked at cannot be written either, and says so
            if file.exists() and not file.is_dir():  # a folder is told of by who writes
                raise Invalid(
                    f"{file} already exists: give another {instead}, or --force to replace it."
                )
