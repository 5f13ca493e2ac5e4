"""A shortlist under weights that somebody is only trying, and which weights would change it.

Nothing here reads or writes the database: the ratings are those of a comparison that was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from assessment.comparison.profiles import Profile
from assessment.domain.ids import CandidateId
from assessment.domain.role import Weights
from assessment.measurement.role import Estimate
from assessment.measurement.sensitivity import Sensitivity, sensitivity
from assessment.scoring.rubric import rubric_scores
from assessment.scoring.shortlist import ProfileScore, Scores, missing, place
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.services.reading.visible_ratings import floor_of
from question_bank import Competency

TRIED = "what if"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Scores and estimates under weights that were tried, by candidate."""

    scores: Mapping[CandidateId, ProfileScore]
    estimates: Mapping[str, Estimate]
    """Blank where there are none under the saved weights either."""


def tried(found: Comparison, weights: Weights) -> Tried:
    """The comparison's own ratings under `weights`, of which one has to be above zero."""
    numbers = _scores(found, weights)
    ranks = {c: place(c, TRIED, numbers) for c in numbers}
    placed = {c: rank for c, rank in ranks.items() if rank is not None}
    floor, plain = floor_of(found.file), {str(c): float(w) for c, w in weights.items()}
    return Tried(
        scores={CandidateId(c): own.by_profile[TRIED] for c, own in numbers.items()},
        estimates=found.estimates.under(plain, placed, floor) if found.estimates else {},
    )


def _scores(found: Comparison, weights: Weights) -> dict[str, Scores]:
    own = {str(c.file.candidate.id): c.scores for c in found.open if c.scores}
    if not own:
        return {}
    columns = [c.value for c in Competency]
    values = pd.DataFrame(
        [{c.value: x for c, x in scores.by_competency.items()} for scores in own.values()],
        index=list(own),
        columns=columns,
        dtype=float,
    )
    plain = {c.value: float(w) for c, w in weights.items()}
    table = rubric_scores(values, plain, floor=floor_of(found.file)).to_dict("index")
    return {
        name: Scores(
            by_competency=scores.by_competency,
            by_profile={
                TRIED: ProfileScore(
                    score=None if pd.isna(row["score"]) else float(row["score"]),
                    coverage=float(row["coverage"]),
                    provisional=bool(row["provisional"]),
                    missing=missing(scores.by_competency, weights),
                )
            },
            rated_items=scores.rated_items,
            raters=scores.raters,
        )
        for (name, scores), row in zip(own.items(), table.values(), strict=True)
    }


def in_the_running(found: Comparison) -> tuple[ComparedCandidate, ...]:
    """Whose numbers may be seen, and who has not withdrawn."""
    return tuple(c for c in found.open if not c.withdrawn)


def what_changes_it(found: Comparison, profile: Profile) -> Sensitivity | None:
    """Which single weights would change the top of the shortlist.

    None without estimates, and where nobody is in the running.
    """
    if found.estimates is None:
        return None
    values = tuple(
        (str(c.file.candidate.id), tuple((k.value, x) for k, x in c.scores.by_competency.items()))
        for c in in_the_running(found)
        if c.scores
    )
    if not values:
        return None
    weights = tuple((c.value, float(w)) for c, w in found.profiles[profile].items())
    return sensitivity(found.estimates.fitted, weights, values, floor_of(found.file))
