"""Tables that a command is given: read with a bar on a terminal and nothing in a pipe."""

from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from assessment.scoring.reader import Columns, read_table
from assessment.scoring.table import Table


def read(path: Path, columns: Columns) -> Table:
    """The table at `path`. What is not used, or read otherwise than it is written, is named."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        size = path.stat().st_size if path.is_file() else None
        task = progress.add_task(f"Reading {path.name}", total=size)
        table = read_table(path, columns, seen=lambda done: progress.update(task, completed=done))
    name_ignored(table)
    return table


def name_ignored(table: Table) -> None:
    """Names on stderr the columns that are not used, and what was read as something else."""
    if table.ignored:
        typer.echo(f"{table.file}: not used: {', '.join(table.ignored)}", err=True)
    for note in table.notes:
        typer.echo(note, err=True)
