"""`levelset brief`: what an advert asks for, and what to ask the client."""

import json
from pathlib import Path
from typing import Annotated

import typer

from assessment.domain.errors import Invalid


def add_to(app: typer.Typer) -> None:
    app.command(name="brief")(brief)


def brief(
    advert: Annotated[
        Path,
        typer.Argument(
            metavar="ADVERT.txt",
            help="The job advert: .txt, .md, .html, .docx or .pdf, in English.",
            show_default=False,
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print values for a program.")] = False,
) -> None:
    """Read a job advert: the cells it asks for, plant or enterprise, and what to ask the client.

    Shows the words behind each finding, and says *cannot tell* where the advert doesn't say. A CV,
    a scanned or encrypted file and an advert in another language are refused with the reason.
    Nothing is stored.
    """
    from assessment.cli.banks import the_bank
    from assessment.scoping.adverts import report
    from assessment.scoping.adverts.files import text_of_file
    from assessment.scoping.adverts.reading import read_advert

    content = _content(advert)
    try:
        reading = read_advert(text_of_file(advert.name, content))
    except Invalid as fault:
        raise Invalid(f"{advert}: {str(fault).removeprefix(f'{advert.name} ')}") from fault
    platforms = the_bank().scoping.platforms
    if as_json:
        values = report.as_values(reading, advert.name, platforms)
        typer.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    for line in report.lines(reading, platforms):
        typer.echo(line)


def _content(advert: Path) -> bytes:
    from assessment.scoping.adverts.files import LARGEST

    try:
        if advert.stat().st_size > LARGEST:
            raise Invalid(f"{advert}: has more than 10 MB. An advert has a page or two of text.")
        return advert.read_bytes()
    except OSError as fault:
        raise Invalid(f"{advert}: cannot be read: {fault.strerror}") from fault
