"""`levelset sbom`: what this installation consists of."""

import json
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Annotated

import typer

from assessment.cli.atomic_output import look_at, staged
from assessment.cli.writing import Force
from assessment.domain.errors import NotFound
from assessment.server.sbom import sbom


def add_to(app: typer.Typer) -> None:
    app.command("sbom")(bill_of_materials)


def bill_of_materials(
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The JSON file to write; left out: print it."),
    ] = None,
    *,
    force: Force = False,
) -> None:
    """List every package that Levelset runs on, as CycloneDX 1.6 with versions and hashes.

    The list is made from what is installed here, without the network.
    """
    if out is not None:
        look_at([out], force=force)
    try:
        made = sbom(datetime.now(UTC))
    except PackageNotFoundError as fault:
        raise NotFound(
            "Levelset is not installed as a package here, so nothing says what it needs: "
            "run `uv sync` first."
        ) from fault
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    if out is None:
        typer.echo(text, nl=False)
        return
    files = {out: text.encode()}
    look_at(files, force=force)
    with staged(files) as put_in_place:
        put_in_place()
    typer.echo(f"Wrote {out}: {len(made['components'])} packages.")
