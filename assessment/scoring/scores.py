"""Rubric scores of every candidate under every profile, as the table `scores.csv`."""

import math
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from assessment.domain.formula import defuse
from assessment.scoring.files import shortest, write_together
from assessment.scoring.ratings import Ratings
from assessment.scoring.rubric import competency_values, rubric_scores, with_equal
from assessment.scoring.weights import Profiles

SCORE_COLUMNS = (
    "candidate",
    "profile",
    "score",
    "coverage",
    "provisional",
    "raters",
    "rated_items",
)

SCORES_FILE = "scores.csv"


def scores(ratings: Ratings, profiles: Profiles, *, floor: float) -> pd.DataFrame:
    """One row per candidate and profile; `equal` is added last where the profiles lack it."""
    places = range(len(ratings.candidates))
    values = _values(ratings).reindex(index=places)
    counts = (
        ratings.observations.groupby("candidate")[["rater", "item"]]
        .nunique()
        .reindex(index=places, fill_value=0)
        .set_axis(["raters", "rated_items"], axis="columns")
    )
    weighed = tuple(sorted({c for weights in profiles.values() for c in weights}))
    everything = with_equal(profiles, weighed)
    order = [*profiles, *(name for name in everything if name not in profiles)]
    parts = [
        rubric_scores(values, everything[name], floor=floor).join(counts).assign(profile=name)
        for name in order
    ]
    table = pd.concat(parts, keys=range(len(parts)), names=["place", "candidate"])
    table = table.reset_index().sort_values(["candidate", "place"])
    table["candidate"] = [ratings.candidates[n] for n in table["candidate"]]
    return table.reset_index(drop=True)[list(SCORE_COLUMNS)]


def _values(ratings: Ratings) -> pd.DataFrame:
    if ratings.observations.empty:
        return pd.DataFrame(dtype=float)
    values = competency_values(ratings.observations)
    names = [ratings.competencies[n] for n in values.columns.to_numpy(dtype=int)]
    return values.set_axis(names, axis="columns")


def unweighed(ratings: Ratings, profiles: Profiles) -> tuple[str, ...]:
    """Competencies that were rated and that no profile weighs: a slip of the pen, or beside it."""
    known = {c for weights in profiles.values() for c in weights}
    rated = {ratings.competencies[n] for n in ratings.observations["competency"].unique()}
    return tuple(sorted(rated - known))


def write_scores(table: pd.DataFrame, folder: Path) -> Path:
    """Writes `scores.csv` whole or not at all; Invalid says why it could not be written."""
    return write_together(folder, {SCORES_FILE: _lines(table)})[0]


def _lines(table: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    yield SCORE_COLUMNS
    for row in table.itertuples(index=False, name=None):
        candidate, profile, score, coverage, provisional, raters, items = row
        yield (
            defuse(candidate),
            defuse(profile),
            "" if math.isnan(score) else shortest(score),
            shortest(coverage),
            "true" if provisional else "false",
            str(raters),
            str(items),
        )
