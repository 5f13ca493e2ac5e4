"""The numbers of a shortlist: one calculation for every screen, export, check and command.

`shortlist` works on whole tables and with anybody's competencies, because `levelset score` has to
score a million rows. `scores` turns its result into one record per candidate, for the eight
competencies that Levelset knows.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd

from assessment.scoring.rubric import competency_values, rubric_scores
from question_bank import Competency

P = TypeVar("P", bound=str)
C = TypeVar("C", bound=str)

Profiles = Mapping[str, Mapping[str, float]]
"""Profile to competency to weight."""

KNOWN = frozenset(Competency)
SAME = 1e-9
"""Numbers nearer than this are equal: the last digit may depend on the order of a sum."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Tables with one row per candidate, all in the same order."""

    by_competency: pd.DataFrame
    """s_c from 0 to 1 in a column per competency; missing where nothing was rated."""
    counts: pd.DataFrame
    """`raters` and `rated_items`: those that have a value."""
    by_profile: Mapping[str, pd.DataFrame]
    """`score`, `coverage` and `provisional` under each profile."""


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
    by_profile: Mapping[str, ProfileScore]
    rated_items: int
    raters: int
    """How many people gave a level. A placement board is rated by nobody."""


def shortlist(
    observations: pd.DataFrame,
    candidates: Sequence[str] | Sequence[int],
    profiles: Mapping[P, Mapping[C, float]],
    *,
    floor: float,
) -> Shortlist:
    """The numbers of section 4.1; `observations` as in `scoring.rubric`.

    Every one of `candidates` has a row, also without a single observation.
    """
    index = pd.Index(list(candidates))
    values, counts = pd.DataFrame(index=index, dtype=float), pd.DataFrame(index=index)
    if len(observations):
        values = competency_values(observations).reindex(index)
        counts = observations.groupby("candidate")[["rater", "item"]].nunique()
    counts = counts.reindex(index=index, columns=["rater", "item"], fill_value=0).astype(int)
    return Shortlist(
        by_competency=values,
        counts=counts.set_axis(["raters", "rated_items"], axis="columns"),
        by_profile={
            p: rubric_scores(values, {str(c): x for c, x in w.items()}, floor=floor)
            for p, w in profiles.items()
        },
    )


def scores(
    observations: pd.DataFrame,
    candidates: Iterable[str],
    profiles: Mapping[P, Mapping[C, float]],
    *,
    floor: float,
) -> dict[str, Scores]:
    """The numbers of each of `candidates`, also of those without a single observation."""
    names = list(candidates)
    found = shortlist(observations, names, profiles, floor=floor)
    values = _by_candidate(found.by_competency.reindex(columns=[c.value for c in Competency]))
    counts = _by_candidate(found.counts)
    under = {p: _by_candidate(table) for p, table in found.by_profile.items()}
    return {
        name: _scores_of(
            {c: s for c in Competency if not math.isnan(s := values[name][c.value])},
            {p: under[p][name] for p in profiles},
            profiles,
            counts[name],
        )
        for name in names
    }


def _by_candidate(table: pd.DataFrame) -> dict[Any, dict[Any, Any]]:
    """Each row as plain values by column; `to_dict` takes four times as long for a short table."""
    names = list(table.columns)
    rows = zip(*(table[name].tolist() for name in names), strict=True)
    return {c: dict(zip(names, row, strict=True)) for c, row in zip(table.index, rows, strict=True)}


def _scores_of(
    values: Mapping[Competency, float],
    rows: Mapping[P, Mapping[Any, Any]],
    profiles: Mapping[P, Mapping[C, float]],
    counts: Mapping[Any, int],
) -> Scores:
    return Scores(
        by_competency=values,
        by_profile={
            profile: ProfileScore(
                score=None if math.isnan(row["score"]) else row["score"],
                coverage=row["coverage"],
                provisional=bool(row["provisional"]),
                missing=missing(values, profiles[profile]),
            )
            for profile, row in rows.items()
        },
        rated_items=counts["rated_items"],
        raters=counts["raters"],
    )


def missing(
    values: Mapping[Competency, float], weights: Mapping[C, float]
) -> tuple[Competency, ...]:
    """The competencies that weigh something and were not assessed, the heaviest first."""
    weighing = {Competency(c): w for c, w in weights.items() if w > 0 and c in KNOWN}
    unrated = [c for c in Competency if c in weighing and c not in values]
    return tuple(sorted(unrated, key=lambda c: -weighing[c]))


def place(candidate: str, profile: str, found: Mapping[str, Scores]) -> int | None:
    """The candidate's place by score among those that are not provisional; equals share the better.

    None where the candidate has no such score.
    """

    def score(of: str) -> float | None:
        under = found[of].by_profile.get(profile) if of in found else None
        return None if under is None or under.provisional else under.score

    own = score(candidate)
    if own is None:
        return None
    others = (score(other) for other in found)
    return 1 + sum(s is not None and s > own + SAME for s in others)
