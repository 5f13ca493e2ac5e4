"""`levelset audit verify`: whether the audit log and the ratings are as they were written."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from db.anchors import ChainAnchor

PROBLEM_FOUND = 1
NOT_READ = 2

audit = typer.Typer(
    help="Check that the audit log and the ratings were only appended to.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    app.add_typer(audit, name="audit")


@audit.callback()
def _audit() -> None:
    """Keeps `verify` a command of its own."""


@audit.command()
def verify(
    *,
    export: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="ZIP",
            help="Compare with the manifest of an export, too. Can be given several times.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Follow the digests of every scorecard, placement board and debrief, and of the audit log.

    Saved briefs are compared with what the audit log noted of them. Changes nothing. Exit code 0:
    nothing was changed; 1: the first row that was, one line for each scorecard, board, debrief or
    brief; 2: the database or an export cannot be read.
    """
    from assessment.domain.errors import AssessmentError
    from db.chain_check import verify_at
    from db.location import database_url, shown

    try:
        noted = [_noted(file) for file in export or ()]
        found = verify_at(where := database_url(), noted)
    except AssessmentError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(NOT_READ) from fault
    for problem in found.problems:
        typer.echo(problem)
    if found.problems:
        raise typer.Exit(PROBLEM_FOUND)
    erased = f" {found.erased:,} of their texts were erased." if found.erased else ""
    typer.echo(
        f"{shown(where)} is in order: audit log ({found.lines:,} rows), scorecards "
        f"({found.scorecards:,}, with {found.entries:,} rows), placement boards "
        f"({found.boards:,}, with {found.moves:,} rows) and debriefs ({found.debriefs:,}, with "
        f"{found.records:,} rows).{erased}"
    )
    if found.unnoted and not noted:
        typer.echo(found.unnoted)


def _noted(file: Path) -> "ChainAnchor":
    from datetime import datetime

    from assessment.cli.export_files import read_export
    from assessment.domain.chain import Head
    from assessment.domain.errors import Invalid
    from assessment.export.archive import unpack
    from assessment.export.manifest import MANIFEST, read_manifest
    from db.anchors import ChainAnchor, Occasion

    try:
        data = unpack(read_export(file)).files.get(MANIFEST, b"")
        manifest = read_manifest(data)
    except Invalid as fault:
        raise Invalid(f"{file}: {fault}") from fault
    if manifest.own_digest() != manifest.digest:
        raise Invalid(f"{file}: its manifest was changed")
    return ChainAnchor(
        at=datetime.fromisoformat(manifest.exported_at),
        occasion=Occasion.EXPORT,
        heads={box: Head(head.place, head.digest) for box, head in manifest.heads.items()},
    )
