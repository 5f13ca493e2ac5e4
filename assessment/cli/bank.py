"""`levelset bank check|coverage|schema`: the same as `python -m question_bank`."""

import typer

from question_bank import command


def add_to(app: typer.Typer) -> None:
    app.add_typer(command.app, name="bank")
