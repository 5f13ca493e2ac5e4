"""Tables that a command is given: read with a bar on a terminal and nothing in a pipe."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from assessment.scoring.reader import read_table
from assessment.scoring.table import Table


def read(path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """The table at `path`; columns that are not used are named, so that nobody relies on them."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        size = path.stat().st_size if path.is_file() else None
        task = progress.add_task(f"Reading {path.name}", total=size)
        table = read_table(
            path,
            required=required,
            optional=optional,
            seen=lambda done: progress.update(task, completed=done),
        )
    name_ignored(table)
    return table


def name_ignored(table: Table) -> None:
    """Names the columns that are not used, on stderr."""
    if table.ignored:
        typer.echo(f"{table.file}: not used: {', '.join(table.ignored)}", err=True)
