"""`levelset placement score`: boards of placed cards from anyone's table to points."""

from pathlib import Path
from typing import Annotated

import typer

from assessment.cli.banks import the_bank
from assessment.cli.writing import Force, refuse_what_is_there
from assessment.scoring.columns import BOARD_COLUMNS


def add_to(app: typer.Typer) -> None:
    commands = typer.Typer(
        help="Score placement exercise boards.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
    )
    commands.callback()(_group)  # keeps `score` a command of its own while it is the only one
    commands.command(name="score")(score)
    app.add_typer(commands, name="placement")


def _group() -> None:
    """Score placement exercise boards."""


def score(
    boards_csv: Annotated[
        Path,
        typer.Argument(
            metavar="BOARDS.csv",
            help=(
                f"One row per candidate and card; needs the columns {', '.join(BOARD_COLUMNS)}. "
                "The last two are blank outside Level 3."
            ),
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="Folder for boards.csv and cards.csv. Created if missing.",
            file_okay=False,
            show_default=False,
        ),
    ],
    force: Force = False,
) -> None:
    """Score boards against the answer keys in the question bank.

    A row without a level is a card that was not placed: it changes nothing. Below 8 placed cards a
    board is not rated and its fraction stays blank. Other columns are ignored and named.
    """
    from assessment.cli import reading
    from assessment.scoring.boards import (
        BOARDS_FILE,
        BOARDS_TABLE,
        CARDS_FILE,
        boards,
        write_boards,
    )
    from assessment.scoring.placement import FEWEST_PLACED

    files = [out / BOARDS_FILE, out / CARDS_FILE]
    refuse_what_is_there(files, force=force, instead="folder")
    table = reading.read(boards_csv, BOARDS_TABLE)
    found = boards(table, the_bank().cards)
    refuse_what_is_there(files, force=force, instead="folder")
    written = write_boards(found, out)
    for candidate in found.not_rated:
        placed = found.board(candidate).placed
        few = f"{placed} card{'' if placed == 1 else 's'} placed, not rated below {FEWEST_PLACED}"
        typer.echo(f"{boards_csv}: {candidate}: {few}", err=True)
    people = len(found.candidates)
    names = " and ".join(str(path) for path in written)
    typer.echo(f"Wrote {names}: {people} candidate{'' if people == 1 else 's'}")
