"""What a report says of the candidates: their tiers, and how sure the first places are."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from assessment.analysis.report_words import MOST_NAMED, number, rows, some_of
from assessment.analysis.results import Analysis
from assessment.comparison.certainty_wording import chances
from assessment.comparison.misfit_wording import too_narrow
from assessment.domain.rounding import one_decimal, rounded
from assessment.domain.text.markdown import escaped
from assessment.measurement.ranking import SURE

MOST_MOVES, AMONG = 3, 50
"""So many moves are told, among so many candidates at the top."""


def candidate_sentences(found: Analysis) -> Iterator[str]:
    """The estimates by tier, then what the intervals leave out, then the first places."""
    rated = found.rated.sort_values(["tier", "rank"])
    yield _estimates_are(found, len(rated))
    yield ""
    yield from _tiers(rated)
    yield ""
    called = {rater: f"rater {escaped(rater)}" for rater in found.source.data.raters}
    if said := too_narrow(found.misfit, called, people="raters"):
        yield said
        yield ""
    yield from _first_places(found, rated)
    yield from _moves(found, rated)
    unrated = found.candidates.loc[found.candidates["n"] == 0, "candidate"].map(escaped).tolist()
    if unrated:
        yield f"No usable rating and so no estimate: {some_of(unrated)}."


def _estimates_are(found: Analysis, candidates: int) -> str:
    """What an estimate is in this table, and what its tiers mean."""
    who = "this rater" if len(found.raters) == 1 else "an average rater"
    what = "" if len(found.items) == 1 else " on an average item"
    said = f"The estimate is the level to expect from {who}{what}."
    if candidates < 2:
        return f"{said} There is only one candidate, so there is nobody to compare with."
    return (
        f"{said} Nobody in a tier can be told apart from its first: the chance that the first is "
        "above them is below 95 in 100."
    )


def _tiers(rated: pd.DataFrame) -> Iterator[str]:
    tiers = list(rated.groupby("tier"))
    for tier, members in tiers[:MOST_NAMED]:
        named = [
            f"{escaped(row.candidate)} {one_decimal(row.estimate)} "
            f"({one_decimal(row.low)} to {one_decimal(row.high)})"
            for row in rows(members.head(MOST_NAMED))
        ]
        more = len(members) - len(named)
        label = f"Tier {tier}: " if len(rated) > 1 else ""
        yield f"- {label}{', '.join(named)}{f' and {more:,} more' if more else ''}"
    if len(tiers) > MOST_NAMED:
        yield f"- {number(len(tiers) - MOST_NAMED, 'more tier')}: see the table of candidates"


def _above(found: Analysis, one: str, other: str) -> float:
    """The chance that `one` is above `other`; equal draws count half."""
    names = found.rated["candidate"].tolist()
    first, second = (found.draws[:, names.index(name)] for name in (one, other))
    return float((first > second).mean() + (first == second).mean() / 2)


def _first_places(found: Analysis, rated: pd.DataFrame) -> Iterator[str]:
    top = rated.sort_values("rank")["candidate"].tolist()[:2]
    if len(top) < 2:
        return
    chance = _above(found, *top)
    first, second = map(escaped, top)
    if chance >= SURE:
        yield f"{first} is clearly above {second}: the chance is {chances(chance)}."
    else:
        yield (
            f"{first} and {second} cannot be told apart: the chance that {first} is above "
            f"{second} is {chances(chance)}."
        )


def _moves(found: Analysis, rated: pd.DataFrame) -> Iterator[str]:
    """Pairs whose order by mean the estimates turn round, nearest the top first.

    Where levels were put into classes, the means of the classes have to be in that order too: else
    it was the classes that turned the pair round, and not its raters or items.
    """
    sign = -1 if found.source.reverse else 1
    for_what = "raters" if len(found.items) == 1 else "raters and items"
    classes = _class_means(found)
    top = rated.sort_values("rank").head(AMONG)[["candidate", "mean"]].to_numpy().tolist()
    told = 0
    for n, (one, mean) in enumerate(top):
        for other, its_mean in top[n + 1 :]:
            ahead = min(sign * (its_mean - mean), classes[other] - classes[one])
            if ahead > 1e-9 and told < MOST_MOVES:
                told += 1
                rest = ", but they are still tied" if _above(found, one, other) < SURE else ""
                means = f"{rounded(its_mean, 2)} against {rounded(mean, 2)}"
                yield (
                    f"Allowing for {for_what} moves {escaped(one)} above {escaped(other)}, "
                    f"whose plain mean is better ({means}){rest}."
                )


def _class_means(found: Analysis) -> dict[str, float]:
    """The mean of what the estimates are made from, in steps from the worst level."""
    data = found.source.data
    count = np.bincount(data.candidate, minlength=len(data.candidates))
    total = np.bincount(data.candidate, weights=data.level, minlength=len(data.candidates))
    means = total / np.maximum(count, 1)
    return dict(zip(data.candidates, means.tolist(), strict=True))
