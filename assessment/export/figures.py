"""The numbers of a shortlist from observations and weights: once to export them, once to verify."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from assessment.domain.kit import digest_of
from assessment.scoring.rubric import competency_values, rubric_scores
from question_bank import Competency

Profiles = Mapping[str, Mapping[str, float]]
"""Profile to competency to weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileScore:
    """A candidate under one profile. No score: nothing that the profile weighs was assessed."""

    score: float | None
    coverage: float
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the submitted ratings say of one candidate."""

    raters: int
    """How many raters gave a level."""
    rated_items: int
    competencies: Mapping[Competency, float]
    """s_c from 0 to 1, of the competencies that were rated."""
    profiles: Mapping[str, ProfileScore]


def figures(
    observations: pd.DataFrame, candidates: Sequence[str], profiles: Profiles, *, floor: float
) -> dict[str, Figures]:
    """For each candidate the numbers of section 4.1; `observations` as in `scoring.rubric`."""
    index = pd.Index(list(candidates))
    found = pd.DataFrame(index=index)
    if len(observations):
        found = competency_values(observations).reindex(index)
    scores = {p: rubric_scores(found, w, floor=floor) for p, w in profiles.items()}
    people = observations["rater"].where(observations["rater"] != "")  # a board has no rater
    counts = observations.assign(rater=people).groupby("candidate")[["rater", "item"]].nunique()
    counts = counts.reindex(index, fill_value=0)
    return {
        candidate: Figures(
            raters=int(counts["rater"].iloc[n]),
            rated_items=int(counts["item"].iloc[n]),
            competencies=_competencies(found, n),
            profiles={p: _profile_score(table, n) for p, table in scores.items()},
        )
        for n, candidate in enumerate(candidates)
    }


def _competencies(values: pd.DataFrame, row: int) -> dict[Competency, float]:
    known = {c: float(values[c.value].iloc[row]) for c in Competency if c.value in values}
    return {c: s for c, s in known.items() if not math.isnan(s)}


def _profile_score(scores: pd.DataFrame, row: int) -> ProfileScore:
    score = float(scores["score"].iloc[row])
    return ProfileScore(
        score=None if math.isnan(score) else score,
        coverage=float(scores["coverage"].iloc[row]),
        provisional=bool(scores["provisional"].iloc[row]),
    )


def weights_hash(profiles: Profiles) -> str:
    """Twelve hex digits over every profile's weights, whatever order they stand in."""
    return digest_of({p: {c: float(w) for c, w in ws.items()} for p, ws in profiles.items()})
