"""The second door: what the app does, and checks on files, from a prompt.

Each command module has `add_to(app)`, which puts its commands in place; MODULES lists them in the
order in which `levelset --help` shows them. A problem that a person can mend leaves a command as
an AssessmentError: it is told on stderr, one line each, and the exit code is 1. Bad usage exits
with 2.
"""

import sys

import typer
from typer.core import TyperGroup

from assessment.cli import bank, database, demo, exports, placement, score
from assessment.domain.errors import AssessmentError

MODULES = (demo, score, placement, exports, bank, database)

PROBLEM_FOUND = 1


class _Door(TyperGroup):
    """Turns what a person can mend into a sentence and an exit code, for every command alike."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # Typer's own Context
        try:
            return super().invoke(ctx)
        except AssessmentError as fault:
            typer.echo(str(fault), err=True)
            raise typer.Exit(PROBLEM_FOUND) from fault


def build() -> typer.Typer:
    """The application with every command module in its place."""
    app = typer.Typer(
        name="levelset",
        cls=_Door,
        help="Scope MES and MOM roles, interview with a shared rubric, compare honestly.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain words, also in a pipe
    )
    for module in MODULES:
        module.add_to(app)
    return app


def main() -> None:
    """The console script `levelset`."""
    _speak_utf8()
    build()(prog_name="levelset")


def _speak_utf8() -> None:
    """Candidate names in any script may be printed, whatever the terminal's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
