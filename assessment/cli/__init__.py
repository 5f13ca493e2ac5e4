"""The command line: what the app does, and checks on files.

Each command module has `add_to(app)`, which puts its commands in place; COMMANDS says which module
holds which command, in the order in which `levelset --help` shows them. A problem that a person can
mend leaves a command as an AssessmentError or a BankError: it is told on stderr, one line each, and
the exit code is 1. Bad usage exits with 2.
"""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from assessment.cli.plain_output import print_plain_text
from assessment.domain.errors import AssessmentError
from assessment.server import log_privacy
from question_bank import BankError

COMMANDS = {
    "demo": "demo",
    "score": "score",
    "analyse": "analyse",
    "impact": "impact",
    "placement": "placement",
    "serve": "serve",
    "export": "exports",
    "verify": "exports",
    "candidates": "candidates",
    "outcomes": "outcomes",
    "handover": "handover",
    "merge": "handover",
    "brief": "brief",
    "bank": "bank",
    "report": "reports",
    "db": "database",
    "audit": "audit",
    "privacy": "privacy",
    "people": "people",
    "sbom": "sbom",
}
"""A module is imported when its command is: a check of the bank needs no database to be loaded."""

PROBLEM_FOUND = 1


class _Door(TyperGroup):
    """Finds a command's module, and turns what a person can mend into a sentence and a code."""

    # Typer keeps the classes of contexts and commands to itself, so they are Any here.

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002  # as said above
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  # as said above
        # A word that is no command needs them all, for the one that was meant to be suggested.
        for name in (cmd_name,) if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                part = _typer()
                import_module(f"{__name__}.{COMMANDS[name]}").add_to(part)
                self.commands.update(get_group(part).commands)
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401  # as said above
        try:
            return super().invoke(ctx)
        except (AssessmentError, BankError) as fault:
            typer.echo(str(fault), err=True)
            raise typer.Exit(PROBLEM_FOUND) from fault


def _typer() -> typer.Typer:
    return typer.Typer(
        name="levelset",
        cls=_Door,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain words, also in a pipe
    )


def build() -> typer.Typer:
    """The application with every command in its place."""
    app = _typer()
    app.callback(
        help="Scope MES and MOM roles, interview with a shared rubric, and compare candidates."
    )(_levelset)
    return app


def _levelset() -> None:
    """Stands for the group, so that it has no command of its own to load."""


def main() -> None:
    """The console script `levelset`."""
    _speak_utf8()
    print_plain_text()
    log_privacy.install()
    try:
        build()(prog_name="levelset")
    except Exception as fault:  # noqa: BLE001  # told without its contents, which may be names
        log_privacy.report(fault)
        sys.exit(PROBLEM_FOUND)


def _speak_utf8() -> None:
    """Candidate names in any script may be printed, whatever the terminal's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
