"""`levelset privacy`: what is known of a person, told, taken out, or due for a review."""

from pathlib import Path
from typing import Annotated

import typer

from assessment.cli.writing import Force

privacy = typer.Typer(
    help="Answer, erase or anonymise what is held about a candidate, and see what is due.",
    no_args_is_help=True,
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
    due longest; who was removed is listed too, counted from the removal. Exit code
    0: nobody is due; 1: somebody is.
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
            who = f"{kept.candidate}, removed" if kept.removed else kept.candidate
            typer.echo(f"{who}: due since {in_words(kept.due_on)} ({kept.since})")
    if found:
        raise typer.Exit(DUE)


@privacy.command()
def report(
    candidate: Annotated[
        str,
        typer.Option(metavar="CANDIDATE", help="The requisition and the code, such as MES-1.C-03."),
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")],
    *,
    force: Force = False,
) -> None:
    """Write everything that is held about a candidate: as a page to read, and as JSON.

    For somebody who asks what is held about them. What has to be withheld, such as other people's
    data, is marked with the reason. The audit log notes that the report was made. Of somebody whose
    data was erased, the report has what is left.
    """
    from datetime import UTC, datetime

    from assessment.cli.atomic_output import look_at, naming, staged
    from assessment.cli.banks import the_bank
    from assessment.cli.store import open_default_store
    from assessment.domain.ids import CandidateId
    from assessment.domain.permissions import OWNER
    from assessment.services.reading import access_reports
    from assessment.ui.printing.access_files import DATA, FOLDER, PAGE, as_files

    bank, wanted = the_bank(), CandidateId(candidate)
    with naming(out):
        out.mkdir(parents=True, exist_ok=True)
    look_at([out / PAGE, out / DATA], force=force)
    with open_default_store(make=False) as store:
        made = access_reports.draw_access_report(
            store.open_uow, bank, lambda: datetime.now(UTC), wanted, by=OWNER
        )
        files = {out / name: data for name, data in as_files(made).items()}
        if made.attached:
            with naming(out / FOLDER):
                (out / FOLDER).mkdir(exist_ok=True)
        look_at(files, force=force)
        with staged(files) as put_in_place:
            look_at(files, force=force)
            access_reports.log_access_report(store.open_uow, wanted, by=OWNER)
            put_in_place()
    typer.echo(f"Wrote {out / PAGE} and {out / DATA}.")
    if number := len(made.attached):
        typer.echo(f"Wrote {number} attached file{'' if number == 1 else 's'} to {out / FOLDER}.")
    typer.echo("Read the page before you send it: it may name people that Levelset doesn't know.")


@privacy.command()
def record(
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The Markdown file to write; left out: print it."),
    ] = None,
    *,
    force: Force = False,
) -> None:
    """Write the record of processing that a controller keeps, as Markdown.

    Purposes, people, data, recipients, periods and the security measures that hold here, with the
    cards of the models there are. It is made from the program and this database each time; add what
    only you know, where a line is left blank.
    """
    import os
    from datetime import UTC, datetime

    from assessment.cli.atomic_output import look_at, staged
    from assessment.cli.processing import installation
    from assessment.report.processing_record import record_markdown

    if out:
        look_at([out], force=force)
    text = record_markdown(installation(datetime.now(UTC), os.environ))
    if out is None:
        typer.echo(text, nl=False)
        return
    with staged({out: text.encode()}) as put_in_place:
        look_at([out], force=force)
        put_in_place()
    typer.echo(f"Wrote {out}.")
