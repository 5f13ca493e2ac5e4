"""`levelset outcomes`: how hires turned out, as a file to fill in and to import."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assessment.cli.writing import Force

outcomes = typer.Typer(
    help="Import or export how hires turned out after 3, 6 and 12 months.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    app.add_typer(outcomes, name="outcomes")


@outcomes.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A CSV file like the one that `export` writes.")],
) -> None:
    """Import outcomes: every row, or none if one of them has a problem.

    Exit code 0: imported; 1: problems, one a line as file:row:column, and nothing was changed.
    """
    from assessment.cli.store import open_default_store
    from assessment.domain.errors import Invalid
    from assessment.domain.permissions import OWNER
    from assessment.services.hiring.outcomes import import_outcomes

    try:
        stream = file.open("rb")
    except OSError as fault:
        raise Invalid(f"{file}: cannot be read: {fault.strerror}") from fault
    with stream, open_default_store(make=False) as store:
        done = import_outcomes(
            store.open_uow, lambda: datetime.now(UTC), stream, str(file), by=OWNER
        )
    typer.echo(f"Imported {done.recorded} records. {done.unchanged} were there already.")


@outcomes.command("export")
def export_file(
    requisition: Annotated[str, typer.Option(help="The role's reference, as in DEMO-PLANT.")],
    out: Annotated[Path, typer.Option(help="The CSV file to write.")],
    *,
    force: Force = False,
) -> None:
    """Export the outcomes of a role, one row for each hire and month."""
    from assessment.cli.atomic_output import look_at, staged
    from assessment.cli.store import open_default_store
    from assessment.domain.ids import RequisitionId
    from assessment.domain.permissions import OWNER
    from assessment.services.hiring.outcomes import export_outcomes

    look_at([out], force=force)
    with open_default_store(make=False) as store:
        data = export_outcomes(store.open_uow, RequisitionId(requisition), by=OWNER)
    with staged({out: data}) as put_in_place:
        put_in_place()
    typer.echo(f"Wrote {out}.")
