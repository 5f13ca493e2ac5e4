"""`levelset export` and `levelset verify`: a requisition as files, and what was changed since."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assessment.cli.atomic_output import look_at, staged
from assessment.cli.banks import the_bank
from assessment.cli.export_files import read_export
from assessment.cli.store import open_default_store
from assessment.cli.writing import Force
from assessment.domain.errors import Invalid
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import OWNER, Actor

PROBLEM_FOUND = 1
NOT_AN_EXPORT = 2


def add_to(app: typer.Typer) -> None:
    app.command("export")(export_files)
    app.command("verify")(verify_file)


Requisition = Annotated[str, typer.Option(help="The role's reference, as in DEMO-PLANT.")]
Out = Annotated[Path, typer.Option(help="The ZIP file to write.")]
As = Annotated[
    str | None, typer.Option("--as", metavar="RATER", help="Export only what this rater may see.")
]
Xlsx = Annotated[Path | None, typer.Option(help="Also write the tables as one XLSX.")]
Bom = Annotated[bool, typer.Option("--bom", help="Start each CSV with a byte order mark.")]
Semicolon = Annotated[
    bool,
    typer.Option(
        "--semicolon", help="Use `;` and decimal commas, for Excel with European settings."
    ),
]
Names = Annotated[bool, typer.Option("--names", help="Include the names of candidates and raters.")]


def export_files(
    requisition: Requisition,
    out: Out,
    rater: As = None,
    xlsx: Xlsx = None,
    *,
    bom: Bom = False,
    semicolon: Semicolon = False,
    names: Names = False,
    force: Force = False,
) -> None:
    """Export a role as a ZIP file with ratings, shortlist, decisions and weights."""
    from assessment.export.writer import ExportOptions
    from assessment.services.reading import exports

    kinds = {out: exports.export_requisition} | ({xlsx: exports.xlsx} if xlsx else {})
    if out == xlsx:
        raise Invalid(f"--out and --xlsx both name {out}. Give the XLSX a different name.")
    look_at(kinds, force=force)
    options = ExportOptions(bom=bom, semicolon=semicolon, names=names)
    bank = the_bank()
    by = OWNER if rater is None else Actor(rater=RaterId(rater))
    with open_default_store(make=False) as store:
        if by.rater is not None:
            wanted = RequisitionId(requisition)
            exports.check_seat(store.open_uow, wanted, by.rater, by=OWNER)
        drawn = exports.draw_up(
            store.open_uow,
            bank,
            _now,
            RequisitionId(requisition),
            tuple(kinds.values()),
            by=by,
            options=options,
        )
        with staged(dict(zip(kinds, drawn.files, strict=True))) as put_in_place:
            look_at(kinds, force=force)
            exports.log(store.open_uow, drawn, by=by)
            put_in_place()
    for file in kinds:
        typer.echo(f"Wrote {file}.")


def _now() -> datetime:
    return datetime.now(UTC)


def verify_file(
    file: Annotated[Path, typer.Argument(help="A ZIP file written by `levelset export`.")],
) -> None:
    """Check an export: list every changed cell, and every score that does not match.

    Exit code 0: none; 1: problems, one a line as file:row:column; 2: the file is no export.
    """
    from assessment.export.verify import verify

    try:
        problems = verify(read_export(file))
    except Invalid as fault:
        typer.echo(f"{file}: {fault}", err=True)
        raise typer.Exit(NOT_AN_EXPORT) from fault
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise typer.Exit(PROBLEM_FOUND)
    typer.echo(f"{file} is unchanged since its export, and its scores match its ratings.")
