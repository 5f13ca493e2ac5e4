"""`levelset db upgrade|check|backup|restore`: the store's schema, its health, and its copies."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

PROBLEM_FOUND = 1

database = typer.Typer(
    help="The database: its schema, its health, its back-ups.", no_args_is_help=True
)

Copy = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]


def add_to(app: typer.Typer) -> None:
    app.add_typer(database, name="db")


@database.command()
def upgrade() -> None:
    """Bring the database to this version's schema; an empty place gets a new one.

    A SQLite file is backed up first, into the folder `backups` beside it.
    """
    from db.opening import open_store

    store = open_store()
    store.close()
    if store.caution:
        typer.echo(store.caution, err=True)
    typer.echo(f"{store.url_shown} has this version's schema.")


@database.command()
def check(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A back-up; left out: the database itself.", show_default=False
        ),
    ] = None,
) -> None:
    """Look the database or a back-up over; every problem is one line, and nothing is changed."""
    from db.backup_verification import check_file
    from db.check import check_at
    from db.location import database_url, shown

    problems = check_file(file.absolute()) if file else check_at()
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(PROBLEM_FOUND)
    typer.echo(f"{file or shown(database_url())} is in order.")


@database.command()
def backup(
    file: Copy,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Copy the database into one FILE, while the app runs; from PostgreSQL as well.

    FILE holds everything, names included, and only you may read it. `levelset db check FILE`
    proves it, `levelset db restore FILE` brings it back, into either kind of database.
    """
    from db.backup import backup as copy_into
    from db.location import database_url, shown

    copy_into(file, force=force)
    typer.echo(f"{file} holds what is in {shown(database_url())} now.")


@database.command()
def restore(
    file: Copy,
    *,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Go on where the contents of FILE have problems, or where the database of now "
            "cannot be kept.",
        ),
    ] = False,
) -> None:
    """Put a back-up in place of the database, while the app runs.

    FILE is checked first, and the database of now is kept as a back-up of its own.
    """
    from db.location import database_url, shown
    from db.restore import restore as bring_back
    from db.signing_key import LINKS_LOST

    before = bring_back(file, now=datetime.now(UTC), force=force)
    if before.kept:
        typer.echo(f"What was there before is kept in {before.kept}.")
    elif before.not_kept_because:
        typer.echo(f"What was there before is not kept: {before.not_kept_because}", err=True)
    typer.echo(f"{shown(database_url())} holds what is in {file}. Open pages ask to be reloaded.")
    if before.links_lost:
        typer.echo(LINKS_LOST, err=True)
