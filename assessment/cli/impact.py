"""`levelset impact`: what a selection does to groups of people."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.cli.scale import scale_of
from assessment.cli.writing import Force, refuse_what_is_there

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

IMPACT_FILE = "impact.csv"
ITEMS_FILE = "question_bias.csv"


def add_to(app: typer.Typer) -> None:
    app.command(name="impact")(impact)


def impact(
    outcomes_csv: Annotated[
        Path | None,
        typer.Argument(
            metavar="[OUTCOMES.csv]",
            help="One row per person, with the group and selected (1 or 0) or score, or both.",
            show_default=False,
        ),
    ] = None,
    *,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="COLUMN",
            help="A column that names groups. Give several, such as sex and race, and they are "
            "also crossed.",
            show_default="group",
        ),
    ] = None,
    items: Annotated[
        Path | None,
        typer.Option(
            metavar="RATINGS.csv",
            help="Ask of every question whether it is harder for one group; needs --groups.",
            show_default=False,
        ),
    ] = None,
    groups: Annotated[
        Path | None,
        typer.Option(
            metavar="GROUPS.csv",
            help="Who is in which group: the columns candidate and group. It is read and "
            "forgotten.",
            show_default=False,
        ),
    ] = None,
    scale: Annotated[
        str, typer.Option(metavar="LO:HI", help="The lowest and the highest level in RATINGS.csv.")
    ] = "1:5",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=f"Folder for {IMPACT_FILE} and {ITEMS_FILE}. Created if missing.",
            file_okay=False,
            show_default=False,
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Compare how groups of people fare in a selection.

    Selection rates, impact ratios with the four-fifths flag, Fisher's exact test and standard
    deviations; for scores the share above the median. Groups that are too small are named as such.
    Nothing of it is stored, and it is no legal advice.
    """
    if outcomes_csv is None and items is None:
        raise typer.BadParameter("give OUTCOMES.csv, or --items RATINGS.csv", param_hint="impact")
    if (items is None) != (groups is None):
        raise typer.BadParameter("--items and --groups belong together", param_hint="'--items'")
    wanted = [*([IMPACT_FILE] if outcomes_csv else []), *([ITEMS_FILE] if items else [])]
    files = [out / name for name in wanted] if out else []
    refuse_what_is_there(files, force=force, instead="folder")
    tables: dict[str, Iterable[Sequence[str]]] = {}
    if outcomes_csv:
        tables[IMPACT_FILE] = _outcomes(outcomes_csv, by or ["group"])
    if items and groups:
        tables[ITEMS_FILE] = _questions(items, groups, scale_of(scale))
    if out:
        _write(out, tables)


def _outcomes(path: Path, by: list[str]) -> "list[Sequence[str]]":
    from assessment.cli import reading
    from assessment.fairness.impact_wording import (
        IMPACT_COLUMNS,
        NO_VERDICT,
        impact_report,
        impact_rows,
    )
    from assessment.fairness.outcomes import outcome_columns, outcomes

    columns = list(dict.fromkeys(by))
    found = outcomes(reading.read(path, outcome_columns(columns)), columns)
    for note in found.notes:
        typer.echo(note, err=True)
    rows: list[Sequence[str]] = [IMPACT_COLUMNS]
    for comparison in found.comparisons:
        typer.echo("\n".join([*impact_report(comparison), ""]))
        rows += impact_rows(comparison)
    typer.echo(NO_VERDICT)
    return rows


def _questions(items: Path, groups: Path, scale: tuple[float, float]) -> "list[Sequence[str]]":
    from assessment.analysis.ratings_table import OPTIONS, ratings_table
    from assessment.cli import reading
    from assessment.fairness.question_bias import GROUP_COLUMNS, members, question_bias
    from assessment.fairness.question_wording import BIAS_COLUMNS, bias_report, bias_rows
    from assessment.scoring.columns import ANALYSED_COLUMNS
    from assessment.scoring.reader import Columns

    rated = reading.read(items, Columns(ANALYSED_COLUMNS, OPTIONS, filled=ANALYSED_COLUMNS[:-1]))
    source = ratings_table(rated, scale)
    for note in source.notes:
        typer.echo(note, err=True)
    belonging = members(reading.read(groups, GROUP_COLUMNS), source.data.candidates)
    for note in belonging.notes:
        typer.echo(note, err=True)
    found = question_bias(source, belonging.group_of)
    typer.echo("\n".join(bias_report(found)))
    return [BIAS_COLUMNS, *bias_rows(found)]


def _write(out: Path, tables: "dict[str, Iterable[Sequence[str]]]") -> None:
    from assessment.scoring.files import write_together

    for path in write_together(out, tables):
        typer.echo(f"Wrote {path}")
