"""Rubric scores of every candidate under every profile, as the table `scores.csv`."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from assessment.domain.text.formula import defuse
from assessment.scoring.files import shortest, write_together
from assessment.scoring.ratings import Ratings
from assessment.scoring.rubric import with_equal
from assessment.scoring.shortlist import Profiles, shortlist

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
    weighed = tuple(sorted({c for weights in profiles.values() for c in weights}))
    everything = with_equal(profiles, weighed)
    order = [*profiles, *(name for name in everything if name not in profiles)]
    found = shortlist(
        _named(ratings),
        range(len(ratings.candidates)),
        {p: everything[p] for p in order},
        floor=floor,
    )
    parts = [found.by_profile[p].join(found.counts).assign(profile=p) for p in order]
    table = pd.concat(parts, keys=range(len(parts)), names=["place", "candidate"])
    table = table.reset_index().sort_values(["candidate", "place"])
    table["candidate"] = [ratings.candidates[n] for n in table["candidate"]]
    return table.reset_index(drop=True)[list(SCORE_COLUMNS)]


def _named(ratings: Ratings) -> pd.DataFrame:
    """The observations with their competencies by name, which is how the profiles know them."""
    codes = ratings.observations["competency"].to_numpy(dtype=np.int64)
    competency = pd.Categorical.from_codes(codes, categories=pd.Index(ratings.competencies))
    return ratings.observations.assign(competency=competency)


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
