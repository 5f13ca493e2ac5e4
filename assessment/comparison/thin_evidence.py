"""Where a candidate's numbers rest on little: one question for a competency, one rater for one."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from assessment.comparison.wording import percent
from assessment.domain.listing import listed
from assessment.domain.role import Weights
from question_bank import Competency


@dataclass(frozen=True, slots=True)
class ThinEvidence:
    """Of one candidate."""

    single: tuple[Competency, ...] = ()
    """Competencies that were heard in one item only."""
    by_one: int = 0
    """How many rated items one person rated. A board, which nobody rates, is not among them."""
    items: int = 0
    """How many items people rated."""


def thin_evidence(observations: pd.DataFrame) -> dict[str, ThinEvidence]:
    """By candidate; `observations` as in `scoring.rubric`."""
    rows = observations[["candidate", "competency", "item", "rater"]].to_numpy().tolist()
    heard: dict[str, dict[str, set[str]]] = {}
    raters: dict[str, dict[str, set[str]]] = {}
    for candidate, competency, item, rater in rows:
        heard.setdefault(candidate, {}).setdefault(competency, set()).add(item)
        if isinstance(rater, str):
            raters.setdefault(candidate, {}).setdefault(item, set()).add(rater)
    return {
        candidate: ThinEvidence(
            tuple(c for c in Competency if len(items.get(c.value, ())) == 1),
            sum(len(who) == 1 for who in raters.get(candidate, {}).values()),
            len(raters.get(candidate, {})),
        )
        for candidate, items in heard.items()
    }


def thin_in_words(found: Mapping[str, ThinEvidence], weights: Weights) -> list[str]:
    """By code, what rests on one question under these weights, and who was rated by one person."""
    groups: dict[tuple[Competency, ...], list[str]] = {}
    for code, thin in found.items():
        few = tuple(c for c in thin.single if weights[c] > 0)
        if few:
            groups.setdefault(few, []).append(code)
    said = [_single(few, codes, weights) for few, codes in groups.items()]
    alone = [f"{t.by_one} of {t.items} for {code}" for code, t in found.items() if t.by_one]
    if alone:
        said.append(f"Questions that only one person rated: {listed(alone)}.")
    return said


def _single(few: tuple[Competency, ...], codes: list[str], weights: Weights) -> str:
    share = sum(weights[c] for c in few) / sum(weights.values())
    verb = "rest on one question each" if len(few) > 1 else "rests on one question"
    return (
        f"{listed(codes)}: {listed([c.value for c in few])} {verb}, {percent(share)} of the weight."
    )
