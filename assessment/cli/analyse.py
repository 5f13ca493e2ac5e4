"""`levelset analyse`: how sure, how strict and how well agreed anyone's ratings are."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.cli.atomic_output import naming, staged
from assessment.cli.progress import progress
from assessment.cli.scale import Reverse, Scale, scale_of
from assessment.cli.writing import Force, refuse_what_is_there
from assessment.domain.errors import Invalid
from assessment.scoring.columns import ANALYSED_COLUMNS

if TYPE_CHECKING:
    from assessment.analysis.results import Analysis
    from assessment.scoring.table import Table

TABLES = ("candidates", "raters", "items", "agreement")
REPORT = "report.md"


def add_to(app: typer.Typer) -> None:
    app.command(name="analyse")(analyse)


def analyse(
    ratings_csv: Annotated[
        Path,
        typer.Argument(
            metavar="RATINGS.csv",
            help=f"One row per rater and item; needs the columns {', '.join(ANALYSED_COLUMNS)}; "
            "item is optional. A name that ends in .parquet is read as Parquet.",
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="Folder for the tables and report.md. Created if missing.",
            file_okay=False,
            show_default=False,
        ),
    ],
    scale: Scale = "1:5",
    reverse: Reverse = False,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Write the tables as Parquet instead of CSV.")
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=-1, help="Processor cores for the estimates; -1 uses all of them.")
    ] = 1,
    force: Force = False,
) -> None:
    """Analyse how certain, how strict and how consistent a panel's ratings are.

    Writes candidates, raters, items and agreement as tables in units of the scale, and report.md in
    plain words. A row without a level is not rated, which is never zero. Other columns are ignored
    and named.
    """
    from assessment.analysis.files import PARQUET
    from assessment.analysis.ratings_table import ratings_table
    from assessment.analysis.results import analyse as analysed

    low_high = scale_of(scale)
    files = _files(out, PARQUET if parquet else ".csv")
    refuse_what_is_there(files, force=force, instead="folder")
    source = ratings_table(_read(ratings_csv), low_high, reverse=reverse)
    for note in source.notes:
        typer.echo(note, err=True)
    with progress("Estimating", 1) as told:
        found = analysed(source, told=told, n_jobs=jobs or 1)
    contents = _contents(found, ratings_csv.name, parquet=parquet)
    refuse_what_is_there(files, force=force, instead="folder")
    _write(out, dict(zip(files, contents, strict=True)))
    typer.echo(f"Wrote {', '.join(str(file) for file in files)}")


def _files(out: Path, ending: str) -> list[Path]:
    return [out / f"{name}{ending}" for name in TABLES] + [out / REPORT]


def _read(path: Path) -> "Table":
    from assessment.analysis.files import PARQUET, read_parquet
    from assessment.analysis.ratings_table import OPTIONS
    from assessment.cli import reading
    from assessment.scoring.reader import Columns

    if path.suffix.lower() != PARQUET:
        columns = Columns(ANALYSED_COLUMNS, OPTIONS, filled=ANALYSED_COLUMNS[:-1])
        return reading.read(path, columns)
    table = read_parquet(path, required=ANALYSED_COLUMNS, optional=OPTIONS)
    reading.name_ignored(table)
    return table


def _contents(found: "Analysis", name: str, *, parquet: bool) -> list[bytes]:
    from assessment.analysis.files import csv_bytes, parquet_bytes
    from assessment.analysis.report import report

    as_bytes = parquet_bytes if parquet else csv_bytes
    return [*(as_bytes(found.tables[t]) for t in TABLES), report(found, name).encode()]


def _write(out: Path, files: dict[Path, bytes]) -> None:
    for file in files:
        if file.is_dir():
            raise Invalid(f"{file}: cannot be written: Is a directory")
    with naming(out):
        out.mkdir(parents=True, exist_ok=True)
    with staged(files) as put:
        put()
