"""`levelset candidates`: candidates added from a CSV file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.domain.errors import Invalid

if TYPE_CHECKING:
    from assessment.export.candidate_file import CandidateColumns
    from assessment.services.hiring.candidate_import import FoundCandidate

candidates = typer.Typer(help="Add candidates from a file.", no_args_is_help=True)
SHOWN = 20


def add_to(app: typer.Typer) -> None:
    app.add_typer(candidates, name="candidates")


@candidates.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A CSV file with a row for each candidate.")],
    requisition: Annotated[str, typer.Option(help="The role's reference, as in DEMO-PLANT.")],
    column: Annotated[
        list[str] | None,
        typer.Option(help="What a column is, as in email=Contact. Can be given several times."),
    ] = None,
    *,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Also add those who seem to be there already.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Import candidates: every row, or none if one of them has a problem.

    Columns are found by their names unless you say which is the name (or first and last), the email
    or the reference. Who is in the file twice, or in the role
    already by name, email or reference, is listed and left out unless you add --duplicates.
    Exit code 0: imported, or with --dry-run nothing is wrong; 1: problems, one a line as
    file:row:column, and nobody was added.
    """
    from assessment.cli.store import open_default_store
    from assessment.domain.faults import BadTable
    from assessment.domain.ids import RequisitionId
    from assessment.domain.permissions import OWNER
    from assessment.services.hiring.candidate_import import import_candidates, preview_import

    role, name = RequisitionId(requisition), str(file)
    try:
        stream = file.open("rb")
    except OSError as fault:
        raise Invalid(f"{file}: cannot be read: {fault.strerror}") from fault
    with stream, open_default_store(make=False) as store:
        seen = preview_import(store.open_uow, role, stream, name, by=OWNER)
        columns = _chosen(seen.columns, column or [])
        _refuse_missing(columns, seen.headers, name)
        seen = preview_import(store.open_uow, role, stream, name, columns=columns, by=OWNER)
        if seen.faults:
            raise BadTable(seen.faults)
        twins = [one for one in seen.found if one.twin]
        _list(twins, duplicates=duplicates)
        also = {one.row.row for one in twins} if duplicates else set[int]()
        if dry_run:
            typer.echo(f"{seen.new + len(also)} would be added. Nothing was changed.")
            return
        done = import_candidates(
            store.open_uow,
            lambda: datetime.now(UTC),
            role,
            stream,
            name,
            columns=columns,
            also=also,
            by=OWNER,
        )
    typer.echo(f"Added {done.added} to {role}. Left out {done.skipped}.")


def _chosen(guess: "CandidateColumns", given: list[str]) -> "CandidateColumns":
    """The guess, with every column that was named; a name in one column or in two."""
    from dataclasses import fields, replace

    kinds = [field.name for field in fields(guess)]
    named = {}
    for text in given:
        kind, sign, header = text.partition("=")
        if kind not in kinds or not sign:
            raise typer.BadParameter(f"{text!r} should be KIND=HEADER; kinds: {', '.join(kinds)}.")
        named[kind] = header
    if "name" in named:
        guess = replace(guess, first="", last="")
    elif named.keys() & {"first", "last"}:
        guess = replace(guess, name="")
    return replace(guess, **named)


def _refuse_missing(columns: "CandidateColumns", headers: Sequence[str], file: str) -> None:
    """Invalid names a column that isn't there, or says that none holds names."""
    has = f"The file has {', '.join(headers)}."
    if missing := [c for c in columns.used if c not in headers]:
        raise Invalid(f"{file}: has no column {missing[0]!r}. {has}")
    if not (columns.name or columns.first or columns.last):
        raise Invalid(
            f"{file}: no column is called like a name. Say which with --column name=HEADER. {has}"
        )


def _list(twins: "list[FoundCandidate]", *, duplicates: bool) -> None:
    what = "added all the same" if duplicates else "left out"
    for one in twins[:SHOWN]:
        typer.echo(f"row {one.row.row}: {one.row.name}: {one.twin}, {what}")
    if len(twins) > SHOWN:
        typer.echo(f"{len(twins) - SHOWN} more {what}.")
