"""Tables that a command is given: read with a bar on a terminal and nothing in a pipe."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assessment.cli.column_names import listed_columns
from assessment.cli.progress import progress

if TYPE_CHECKING:
    from assessment.scoring.reader import Columns
    from assessment.scoring.table import Table


def read(path: Path, columns: "Columns") -> "Table":
    """The table at `path`. What is not used, or read otherwise than it is written, is named."""
    from assessment.scoring.reader import read_table

    size = path.stat().st_size if path.is_file() else None
    with progress(what := f"Reading {path.name}", size) as told:
        table = read_table(path, columns, seen=lambda done: told(what, done, size))
    name_ignored(table)
    return table


def name_ignored(table: "Table") -> None:
    """Names on stderr the columns that are not used, and what was read as something else."""
    if table.ignored:
        typer.echo(f"{table.file}: columns not used: {listed_columns(table.ignored)}", err=True)
    for note in table.notes:
        typer.echo(note, err=True)
