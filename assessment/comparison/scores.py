"""One candidate's numbers under every profile, with what is missing named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.comparison.profiles import Profile
from assessment.domain.role import Weights
from assessment.scoring.rubric import competency_values, rubric_scores
from question_bank import Competency


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileScore:
    """The rubric score under one profile: arithmetic, with how much of the weight it rests on."""

    score: float | None
    """0-100; None where nothing that weighs was rated."""
    coverage: float
    provisional: bool
    """Coverage is below the brief's floor."""
    missing: tuple[Competency, ...]
    """Competencies that weigh something and have no rated item, the heaviest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the ratings of one candidate come to."""

    by_competency: Mapping[Competency, float]
    """s_c, 0-1, of every competency with a rated item; the others are missing, not zero."""
    by_profile: Mapping[Profile, ProfileScore]
    rated_items: int
    raters: int


def scores(
    observations: pd.DataFrame,
    candidates: Iterable[str],
    profiles: Mapping[Profile, Weights],
    *,
    floor: float,
) -> dict[str, Scores]:
    """The numbers of each of `candidates`, also of those without a single observation."""
    names, columns = list(candidates), [c.value for c in Competency]
    table = _values(observations).reindex(index=names, columns=columns)
    values = table.to_dict("index")
    by_profile = {
        p: rubric_scores(table, {c.value: w for c, w in weights.items()}, floor=floor).to_dict(
            "index"
        )
        for p, weights in profiles.items()
    }
    return {
        name: _scores_of(
            {c: values[name][c.value] for c in Competency if pd.notna(values[name][c.value])},
            {p: rows[name] for p, rows in by_profile.items()},
            profiles,
            observations[observations["candidate"] == name],
        )
        for name in names
    }


def _values(observations: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(dtype=float) if observations.empty else competency_values(observations)


def _scores_of(
    values: Mapping[Competency, float],
    rows: Mapping[Profile, Mapping[Any, Any]],
    profiles: Mapping[Profile, Weights],
    own: pd.DataFrame,
) -> Scores:
    return Scores(
        by_competency=values,
        by_profile={
            profile: ProfileScore(
                score=row["score"] if pd.notna(row["score"]) else None,
                coverage=row["coverage"],
                provisional=row["provisional"],
                missing=missing(values, profiles[profile]),
            )
            for profile, row in rows.items()
        },
        rated_items=own["item"].nunique(),
        raters=own["rater"].nunique(),
    )


def missing(values: Mapping[Competency, float], weights: Weights) -> tuple[Competency, ...]:
    """The competencies that weigh something and were not assessed, the heaviest first."""
    unheard = [c for c in Competency if weights.get(c, 0) > 0 and c not in values]
    return tuple(sorted(unheard, key=lambda c: -weights[c]))
