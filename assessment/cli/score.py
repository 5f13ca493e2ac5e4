"""`levelset score`: rubric scores from a tidy table of anyone's ratings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assessment.cli.scale import Reverse, Scale, scale_of
from assessment.cli.writing import Force, refuse_what_is_there
from assessment.domain.coverage import COVERAGE_FLOOR
from assessment.domain.faults import BadTable, Fault
from assessment.domain.text.names import difference, lookalike
from assessment.scoring.columns import RATING_COLUMNS, WEIGHT_COLUMNS

if TYPE_CHECKING:
    from assessment.scoring.ratings import Ratings
    from assessment.scoring.shortlist import Profiles


def add_to(app: typer.Typer) -> None:
    app.command(name="score")(score)


def score(
    ratings_csv: Annotated[
        Path,
        typer.Argument(
            metavar="RATINGS.csv",
            help=f"One row per rater and item; needs the columns {', '.join(RATING_COLUMNS)}.",
            show_default=False,
        ),
    ],
    *,
    weights_csv: Annotated[
        Path,
        typer.Option(
            "--weights",
            metavar="WEIGHTS.csv",
            help=f"The weight profiles; needs the columns {', '.join(WEIGHT_COLUMNS)}.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="Folder for scores.csv. Created if missing.",
            file_okay=False,
            show_default=False,
        ),
    ],
    scale: Scale = "1:5",
    reverse: Reverse = False,
    floor: Annotated[
        float,
        typer.Option(help="A score is provisional below this share of assessed weight (0 to 1)."),
    ] = COVERAGE_FLOOR,
    force: Force = False,
) -> None:
    """Score anyone's tidy ratings.

    Writes one row per candidate and profile. A row with neither level nor value is not rated, which
    is never zero. Levels between two steps, such as 3.5, are taken as written, and a sentence says
    so. Other columns are ignored and named.
    """
    from assessment.scoring.scores import SCORES_FILE, scores, unweighed, write_scores

    low_high = scale_of(scale)
    _refuse_no_share(floor)
    refuse_what_is_there([out / SCORES_FILE], force=force, instead="folder")
    rated, weighed = _read(ratings_csv, weights_csv, low_high, reverse=reverse)
    for sentence in rated.unclear:
        typer.echo(sentence, err=True)
    for competency in unweighed(rated, weighed):
        typer.echo(
            f"{ratings_csv}: no profile has a weight for {competency}; it is not counted", err=True
        )
    table = scores(rated, weighed, floor=floor)
    refuse_what_is_there([out / SCORES_FILE], force=force, instead="folder")
    path = write_scores(table, out)
    people = len(rated.candidates)
    typer.echo(f"Wrote {path}: {people} candidate{'' if people == 1 else 's'}")


def _refuse_no_share(floor: float) -> None:
    if not 0 <= floor <= 1:  # nan is in no range
        raise typer.BadParameter(
            f"{floor:g} is not a share; give a number from 0 to 1, such as 0.75",
            param_hint="'--floor'",
        )


def _read(
    ratings_csv: Path, weights_csv: Path, scale: tuple[float, float], *, reverse: bool
) -> tuple["Ratings", "Profiles"]:
    """Both tables, so that the faults of both are told at once."""
    from assessment.cli import reading
    from assessment.scoring.ratings import RATINGS_TABLE, ratings
    from assessment.scoring.reader import Columns
    from assessment.scoring.weights import profiles

    faults: list[Fault] = []
    rated = weighed = None
    try:
        table = reading.read(ratings_csv, RATINGS_TABLE)
        rated = ratings(table, scale, reverse=reverse)
    except BadTable as fault:
        faults += fault.faults
    try:
        weighed = profiles(reading.read(weights_csv, Columns(WEIGHT_COLUMNS)))
    except BadTable as fault:
        faults += fault.faults
    if rated is None or weighed is None:
        raise BadTable(faults)
    _refuse_two_spellings(ratings_csv, rated, weights_csv, weighed)
    return rated, weighed


def _refuse_two_spellings(
    ratings_csv: Path, rated: "Ratings", weights_csv: Path, weighed: "Profiles"
) -> None:
    """A competency that the weights spell otherwise would count nowhere."""
    known = {lookalike(name): name for weights in weighed.values() for name in weights}
    pairs = ((name, known.get(lookalike(name), name)) for name in rated.competencies)
    faults = [
        Fault(
            str(ratings_csv),
            None,
            "competency",
            f"{name!r} here and {other!r} in {weights_csv} {difference(name, other)}: "
            "use one spelling",
        )
        for name, other in pairs
        if name != other
    ]
    if faults:
        raise BadTable(faults)
