"""`check`, `coverage` and `schema`: what an author runs on a folder of questions and cards."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from question_bank.errors import BankError, Problem

if TYPE_CHECKING:
    from question_bank.loader import QuestionBank

app = typer.Typer(
    name="bank",
    help="Check the question bank, see what it covers, write its JSON Schemas.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain words, also in a pipe
)

Folder = Annotated[
    Path | None,
    typer.Argument(
        help="The folder of a bank; without it, the one that comes with Levelset and your own.",
        exists=True,
        file_okay=False,
        show_default=False,
    ),
]


@app.command()
def check(folder: Folder = None) -> None:
    """Name every problem as path:line: message."""
    from question_bank import checking
    from question_bank import coverage as grids
    from question_bank.loader import assemble

    found = checking.check_all(folder, os.environ)
    if problems := [problem for checked in found for problem in checked.problems]:
        _list(problems)
        typer.echo(f"{_counted(len(problems), 'problem')} found.", err=True)
        raise typer.Exit(1)
    for root, reading, _, own in found:
        bank = assemble(root, reading)
        said = f"{_near(root)}: {_own(bank)}" if own else grids.summary(bank)
        typer.echo(f"{said} No problem found.")


@app.command()
def coverage(folder: Folder = None) -> None:
    """Count questions per cell and per competency, and placement cards by where they belong."""
    from rich.console import Console

    from question_bank import coverage as grids
    from question_bank.loader import load_bank
    from question_bank.own import load_banks

    try:
        bank = load_bank(folder) if folder else load_banks()
    except BankError as fault:
        _list(fault.problems)
        raise typer.Exit(1) from fault
    console = Console(file=getattr(sys.stdout, "behind", None))  # a grid may be coloured
    for grid_of in grids.GRIDS:
        grid = grid_of(bank)
        if console.is_terminal:
            console.print(grids.drawn(grid))
        else:
            typer.echo("\n".join(grids.plain(grid)) + "\n")
    typer.echo(f"{grids.LEGEND}\n{grids.summary(bank)}")


@app.command()
def schema(
    out: Annotated[
        Path | None,
        typer.Option(
            help="Where to write; without it, the folder they are committed in.", file_okay=False
        ),
    ] = None,
    check: Annotated[  # noqa: FBT002  # how Typer spells a flag
        bool, typer.Option("--check", help="Write nothing; exit 1 if a file differs.")
    ] = False,
) -> None:
    """Write the JSON Schemas from the content models."""
    from question_bank import schemas

    folder = out or schemas.committed_folder()
    if check:
        if stale := schemas.drifted(folder):
            said = "differs from the content models; run: levelset bank schema"
            _list(Problem(path, 1, said) for path in stale)
            raise typer.Exit(1)
        typer.echo("The schemas agree with the content models.")
        return
    try:
        written = schemas.write(folder)
    except OSError as fault:
        typer.echo(f"{folder}: cannot be written: {fault.strerror}", err=True)
        raise typer.Exit(1) from fault
    for path in written:
        typer.echo(f"Wrote {_near(path)}")


def _list(problems: Iterable[Problem]) -> None:
    for problem in problems:
        typer.echo(str(problem._replace(path=_near(problem.path))))


def _near(path: Path) -> Path:
    """The path as seen from here, where that is shorter to read."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _own(bank: "QuestionBank") -> str:
    return f"{_counted(len(bank.questions), 'question')} of your own."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
