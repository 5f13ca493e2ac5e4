"""How far abilities, answers and severities spread, estimated from the ratings themselves.

At the best spread the expected squares of the effects equal it (Fisher's identity). The prior of
each spread is log-normal, which keeps the spread finite when the table is small.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve
from scipy.optimize import root

from assessment.domain.errors import Invalid
from assessment.measurement.arrays import Floats, Ints
from assessment.measurement.blocks import blocks
from assessment.measurement.newton import maximise
from assessment.measurement.objective import Objective
from assessment.measurement.observations import Observations
from assessment.measurement.optimum import Optimum
from assessment.measurement.priors import (
    ABILITY_SD,
    ANSWER_SD,
    SEVERITY_SD,
    Priors,
    vague_priors,
)

MOST_CANDIDATES, MOST_RATINGS = 1500, 20_000
"""Spreads need no more than this."""
FEWEST_RATERS = 10
"""The spread of severities is not estimated from fewer."""
DOUBT = 0.5
"""The prior s.d. of the logarithm of a spread."""
FARTHEST = 2.0
"""How far the logarithm of a spread may be from the usual one, also while it is being sought."""


@dataclass(frozen=True, slots=True)
class Spreads:
    """Standard deviations in logits, and which of them the data decided."""

    ability: float = ABILITY_SD
    answer: float = ANSWER_SD
    severity: float = SEVERITY_SD
    estimated: tuple[str, ...] = ()

    def priors(self, data: Observations) -> Priors:
        return vague_priors(
            data,
            ability_sd=self.ability,
            answer_sd=self.answer,
            severity_sd=self.severity,
        )


def sample(data: Observations, most: int = MOST_RATINGS) -> Observations:
    """Candidates evenly spread over the table, with about `most` ratings at most."""
    people = len(data.candidates)
    share = min(1.0, MOST_CANDIDATES * most / MOST_RATINGS / people, most / len(data))
    if share == 1:
        return data
    places: Ints = np.unique(np.linspace(0, people - 1, max(2, int(people * share))).astype(int))
    return data.of_candidates(places)


def answers_are_shared(data: Observations) -> bool:
    """Whether some answer has two raters; otherwise its effect cannot be told from chance."""
    return data.answers < len(data)


def answers_are_the_candidates(data: Observations) -> bool:
    """Whether nobody has two answers; then an answer effect cannot be told from ability."""
    return data.answers == len(np.unique(data.candidate))


def estimate_spreads(data: Observations) -> tuple[Spreads, Floats]:
    """The spreads, and the thresholds and severities found on the way.

    Where a small table does not settle them, they are the usual ones.
    """
    try:
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            return _estimated(data)
    except (Invalid, ValueError):  # not settled, or no finite number left
        usual = Spreads(answer=0.0) if answers_are_the_candidates(data) else Spreads()
        return usual, Objective(data, usual.priors(data)).prior_mean


def _estimated(data: Observations) -> tuple[Spreads, Floats]:
    names = _free(data)
    fixed = Spreads(answer=0.0) if answers_are_the_candidates(data) else Spreads()
    usual = np.log([getattr(fixed, name) for name in names])
    last: list[Optimum] = []
    parts = blocks(data)

    def imbalance(logs: Floats) -> Floats:
        spreads = _with(fixed, names, np.clip(logs, usual - FARTHEST, usual + FARTHEST))
        objective = Objective(data, spreads.priors(data), parts=parts)
        begin = last[-1].point if last else None
        start = begin.parameters if begin else objective.prior_mean
        state = begin.state if begin else None
        last[:] = [maximise(objective, start, state, tolerance=1e-3, patient=False)]
        excess = _excess(last[-1], objective, spreads)
        pulled = [
            excess[name][0] - (log - usual[n]) / DOUBT**2
            for n, (name, log) in enumerate(zip(names, logs, strict=True))
        ]
        scale = [excess[name][1] + 1 / DOUBT**2 for name in names]
        ratio: Floats = np.array(pulled) / np.array(scale)
        return ratio

    found = _solved(imbalance, usual)
    return _with(fixed, names, found), last[-1].point.parameters


def _solved(imbalance: Callable[[Floats], Floats], usual: Floats) -> Floats:
    answer = root(imbalance, usual, method="hybr", options={"xtol": 0.01, "eps": 0.01})
    found: Floats = np.clip(answer.x, usual - FARTHEST, usual + FARTHEST)
    return found


def _free(data: Observations) -> list[str]:
    names = ["ability"]
    if answers_are_shared(data) and not answers_are_the_candidates(data):
        names.append("answer")
    if len(data.raters) >= FEWEST_RATERS:
        names.append("severity")
    return names


def _with(fixed: Spreads, names: list[str], logs: Floats) -> Spreads:
    values = dict(zip(names, np.exp(logs).tolist(), strict=True))
    return Spreads(
        ability=values.get("ability", fixed.ability),
        answer=values.get("answer", fixed.answer),
        severity=values.get("severity", fixed.severity),
        estimated=tuple(names),
    )


def _excess(
    found: Optimum, objective: Objective, spreads: Spreads
) -> dict[str, tuple[float, float]]:
    """For each spread: the slope of the log likelihood in its logarithm, and how many effects."""
    point, data = found.point, objective.data
    off = point.state.ability - objective.people.mean
    precision = objective.people.precision
    squares = np.einsum("pi,ij,pj->", off, precision, off)
    squares += np.einsum("pij,ij->", point.covariance, precision)
    raters = len(data.raters)
    severity = point.parameters[-raters:] if raters else np.zeros(0)
    unit = np.eye(len(point.parameters))[:, len(point.parameters) - raters :]
    variance = np.trace(cho_solve(found.factor, unit)[len(unit) - raters :])
    severities = float(severity @ severity + variance) / spreads.severity**2
    answer = point.answer_square / spreads.answer**2 if spreads.answer else 0.0
    return {
        "ability": (float(squares) - off.size, off.size),
        "answer": (answer - data.answers, data.answers),
        "severity": (severities - raters, raters),
    }
