"""`levelset bank`: what `python -m question_bank` does, and the bank as files for others."""

import typer

from assessment.cli.bank_files import export_bank, import_bank
from question_bank import command


def add_to(app: typer.Typer) -> None:
    bank = typer.Typer(
        help="Check the question bank, show its coverage, export and import it.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    bank.registered_commands += command.app.registered_commands
    bank.command(name="export")(export_bank)
    bank.command(name="import")(import_bank)
    app.add_typer(bank, name="bank")
