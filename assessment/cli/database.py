"""`levelset db upgrade|check`: the store's schema and its health."""

import typer

from db.check import check as look_over
from db.location import database_url, shown
from db.opening import connect, open_store

PROBLEM_FOUND = 1

database = typer.Typer(help="The database: its schema and its health.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.add_typer(database, name="db")


@database.command()
def upgrade() -> None:
    """Bring the database to this version's schema; an empty place gets a new one."""
    store = open_store()
    store.close()
    typer.echo(f"{store.url_shown} has this version's schema.")


@database.command()
def check() -> None:
    """Look the database over; every problem is one line, and none is changed."""
    engine = connect(database_url())
    try:
        problems = look_over(engine)
    finally:
        engine.dispose()
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(PROBLEM_FOUND)
    typer.echo(f"{shown(database_url())} is in order.")
