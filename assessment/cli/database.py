"""`levelset db upgrade|check|backup|restore`: the store's schema, its health, and its copies."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

PROBLEM_FOUND = 1

database = typer.Typer(
    help="Upgrade, check, back up and restore the database.", no_args_is_help=True
)

Copy = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]


def add_to(app: typer.Typer) -> None:
    app.add_typer(database, name="db")


@database.command()
def upgrade() -> None:
    """Upgrade the database to this version's schema. Creates it if there is none.

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
            metavar="[FILE]",
            help="A backup. Without it, the database itself is checked.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check the database or a backup. Prints one problem per line and changes nothing."""
    from db.backup_verification import check_file
    from db.check import check_at
    from db.location import database_url, shown
    from db.private_files import open_to_others, shared_folder

    problems = check_file(file.absolute()) if file else check_at()
    if not file:
        problems += open_to_others(database_url())
        if said := shared_folder(database_url()):
            typer.echo(said, err=True)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(PROBLEM_FOUND)
    typer.echo(f"{file or shown(database_url())} is in order.")


@database.command()
def backup(
    file: Copy,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it exists.")] = False,
) -> None:
    """Copy the database into one FILE. The app can keep running. Works with PostgreSQL too.

    FILE holds everything, names included, and only you may read it. `levelset db check FILE`
    checks it, `levelset db restore FILE` brings it back, into either kind of database.
    """
    from db.backup import backup as copy_into
    from db.location import database_url, shown

    copy_into(file, force=force)
    typer.echo(f"{file} now contains a copy of {shown(database_url())}.")


@database.command()
def restore(
    file: Copy,
    *,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Continue even if FILE has problems, or if the current database cannot be kept.",
        ),
    ] = False,
) -> None:
    """Replace the database with a backup. The app can keep running.

    FILE is checked first, and the current database is kept as a backup.
    """
    from db.location import database_url, shown
    from db.restore import restore as bring_back
    from db.signing_key import LINKS_LOST

    before = bring_back(file, now=datetime.now(UTC), force=force)
    if before.kept:
        typer.echo(f"The previous database is kept in {before.kept}.")
    elif before.not_kept_because:
        typer.echo(f"The previous database was not kept: {before.not_kept_because}", err=True)
    typer.echo(f"{shown(database_url())} now contains {file}. Open pages will ask to be reloaded.")
    if before.links_lost:
        typer.echo(LINKS_LOST, err=True)
