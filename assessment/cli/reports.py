"""`levelset report`: a shortlist or one candidate as a document to edit, or as a page to print."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assessment.cli.atomic_output import look_at, staged
from assessment.cli.banks import the_bank
from assessment.cli.store import open_default_store
from assessment.cli.writing import Force
from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.permissions import OWNER, Actor


def add_to(app: typer.Typer) -> None:
    app.command("report")(report_file)


Requisition = Annotated[str, typer.Option(help="The role's reference, as in DEMO-PLANT.")]
Out = Annotated[Path, typer.Option(help="The DOCX file to write.")]
Candidate = Annotated[
    str, typer.Option(metavar="CODE", help="Report on this candidate only, as in C-01.")
]
As = Annotated[
    str | None, typer.Option("--as", metavar="RATER", help="Report only what this rater may see.")
]
Names = Annotated[bool, typer.Option("--names", help="Include the names of candidates and raters.")]


def report_file(
    requisition: Requisition,
    out: Out,
    candidate: Candidate = "",
    rater: As = None,
    *,
    names: Names = False,
    force: Force = False,
) -> None:
    """Write the report on a shortlist, or on one candidate, as a Word document."""
    from assessment.report.docx_file import docx_bytes
    from assessment.services.reading import exports
    from assessment.services.reading.reports import ReportChoice, drawn_report, log_report

    look_at([out], force=force)
    wanted = ReportChoice(requisition=RequisitionId(requisition), candidate=candidate, names=names)
    bank, at = the_bank(), datetime.now(UTC)
    by = OWNER if rater is None else Actor(rater=RaterId(rater))
    with open_default_store(make=False) as store:
        if by.rater is not None:
            exports.check_seat(store.open_uow, wanted.requisition, by.rater, by=OWNER)
        made = drawn_report(store.open_uow, bank, at, wanted, by=by)
        with staged({out: docx_bytes(made, made_at=at)}) as put_in_place:
            look_at([out], force=force)
            log_report(store.open_uow, at, wanted, by=by, kind="report.docx")
            put_in_place()
    typer.echo(f"Wrote {out}.")
