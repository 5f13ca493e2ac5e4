"""`levelset privacy`: erase what is known of a person, and list whose data is due for a review."""

from pathlib import Path
from typing import Annotated

import typer

privacy = typer.Typer(
    help="Erase or anonymise a candidate's data, and see whose is due.", no_args_is_help=True
)

NOT_ALL = DUE = 1


def add_to(app: typer.Typer) -> None:
    app.add_typer(privacy, name="privacy")


@privacy.command()
def erase(
    candidate: Annotated[
        str,
        typer.Argument(
            metavar="CANDIDATE",
            help="The requisition and the code, such as MES-1.C-03.",
            show_default=False,
        ),
    ],
    *,
    anonymise: Annotated[
        bool,
        typer.Option(
            "--anonymise",
            help="Take the name and every word, and keep levels, boards and decisions under the "
            "code.",
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask first.")] = False,
) -> None:
    """Erase what is known of a candidate, for good.

    Takes it out of the database and of the backups that Levelset made by itself. Backups and
    exports that you saved elsewhere are not reached: for backups run `levelset privacy scrub FILE`,
    and delete the exports. The audit log keeps who erased which code, and when.
    """
    from datetime import UTC, datetime

    from assessment.cli.store import open_default_store
    from assessment.domain.erasure import Erasure
    from assessment.domain.ids import CandidateId
    from assessment.domain.permissions import OWNER
    from assessment.services.hiring.erasing import erase_candidate

    how = Erasure.ANONYMISE if anonymise else Erasure.ERASE
    what = "name and every word" if anonymise else "data"
    if not yes:
        typer.confirm(f"Erase the {what} of {candidate}? This can't be undone.", abort=True)
    with open_default_store(make=False) as store:
        erase_candidate(
            store.open_uow,
            lambda: datetime.now(UTC),
            candidate=CandidateId(candidate),
            how=how,
            by=OWNER,
        )
        place = store.url_shown
    done = "anonymised" if anonymise else "erased"
    typer.echo(f"The data of {candidate} was {done} in {place} and in its automatic backups.")
    typer.echo("Delete exports and printed pages about this person, and scrub other backups.")


@privacy.command()
def scrub(
    backups: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[BACKUP]...",
            help="Backups that `levelset db backup` wrote.",
            dir_okay=False,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Erase once more whomever the audit log says was erased, from backups too.

    Works on the database, on its automatic backups and on the BACKUPs you name. Exit code 1: a
    backup could not be rewritten and still holds what was erased.
    """
    from assessment.cli.store import open_default_store
    from db.scrubbing import scrub_again

    with open_default_store(make=False) as store:
        done, left = scrub_again(store.engine, [file.absolute() for file in backups or ()])
    for file, why in left:
        typer.echo(f"{file}: {why}", err=True)
    if left:
        raise typer.Exit(NOT_ALL)
    people = "1 person" if done == 1 else f"{done} people"
    typer.echo(f"In order: {people} in the audit log's list of erasures, in no backup.")


@privacy.command()
def due(
    *,
    csv: Annotated[bool, typer.Option("--csv", help="Print a CSV table instead of lines.")] = False,
) -> None:
    """List the candidates of all roles whose data was kept for the whole period.

    Changes nothing and deletes nothing. One line for each candidate, by code, those first who are
    due longest. Exit code 0: nobody is due; 1: somebody is.
    """
    from datetime import UTC, datetime

    from assessment.cli.store import open_default_store
    from assessment.domain.permissions import OWNER
    from assessment.domain.retention import in_words
    from assessment.export.retention import due_csv
    from assessment.services.reading.retention import overdue

    with open_default_store(make=False) as store:
        found = overdue(store.open_uow, lambda: datetime.now(UTC), by=OWNER)
    if csv:
        typer.echo(due_csv(found).decode(), nl=False)
    elif not found:
        typer.echo("Nobody's data is due for a review.")
    else:
        for kept in found:
            typer.echo(f"{kept.candidate}: due since {in_words(kept.due_on)} ({kept.since})")
    if found:
        raise typer.Exit(DUE)
