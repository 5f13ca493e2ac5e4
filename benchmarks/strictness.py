"""Simulated shortlists whose raters are known from an earlier role, or from practice.

`uv run python -m benchmarks.strictness` prints what that is worth against a shortlist whose raters
are unknown, and checks that it does no harm, even where raters have changed since; `--short` does a
small part of the work. Questions have no history here, so that only strictness makes a difference.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import typer
from joblib import Parallel, delayed

from assessment.measurement.history import History
from assessment.measurement.levels import expected_level
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import Observations
from assessment.measurement.practice_severity import practice_severity
from assessment.measurement.priors import RaterPriors, shortlist_priors, usual_steps
from benchmarks.shortlists import (
    STEPS,
    Condition,
    Jobs,
    Results,
    Short,
    Shortlists,
    by_way,
    judged,
    simulated,
)

SEED, FULL, SHORT = 20_261_130, 400, 20
ANSWERS = 16
WAYS = ("unknown", "history", "practice")


class Known(NamedTuple):
    """A kind of shortlist, and how its raters were before."""

    name: str
    at: Condition
    earlier: Condition
    changed: float = 0.1
    """The standard deviation of what each rater has changed by since, in logits."""
    new: int = 0
    """How many raters were not in the earlier role."""


USUAL = Condition("usual")
BEFORE = Condition("before", candidates=6)
KINDS = (
    Known("usual: 6 candidates before", USUAL, BEFORE),
    Known("2 candidates before", USUAL, Condition("few", candidates=2)),
    Known("raters far apart", Condition("far", severity_sd=0.9), BEFORE),
    Known("raters much alike", Condition("alike", severity_sd=0.2), BEFORE),
    Known("two panels apart", Condition("apart", apart=True), BEFORE),
    Known("two panels apart before", USUAL, Condition("apart", candidates=6, apart=True)),
    Known("2 of 4 raters are new", USUAL, BEFORE, new=2),
    Known("raters changed by 0.3", USUAL, BEFORE, changed=0.3),
    Known("raters changed by 0.5", USUAL, BEFORE, changed=0.5),
)


def one_shortlist(seed: list[int], kind: Known) -> Results:
    chance = np.random.default_rng(seed)
    before = chance.normal(0, kind.at.severity_sd, kind.at.raters)
    now = before + chance.normal(0, kind.changed, kind.at.raters)
    earlier, _, _ = simulated(chance, kind.earlier, before)
    data, truth, _ = simulated(chance, kind.at, now)
    practised = [practice_severity(_practice(chance, severity)) for severity in before]
    means = np.bincount(data.candidate, weights=data.level) / np.bincount(data.candidate)
    found = {"mean": (judged(truth, means, None), truth, means)}
    known = {
        "unknown": RaterPriors.unknown(data),
        "history": History.of(_renamed(earlier, kind.new)).rater_priors(data),
        "practice": RaterPriors(*np.array(practised).T),
    }
    for way in WAYS:
        priors = shortlist_priors(data, raters=known[way])
        posterior = ManyFacetModel(priors, tolerance=1e-3).fit(data).posterior_
        ability = posterior.ability[:, 0]
        found[way] = (judged(truth, ability, posterior.ability_covariance()), truth, ability)
    return found


def _renamed(earlier: Observations, new: int) -> Observations:
    """The first `new` raters of the earlier role are other people."""
    raters = tuple(f"other {n}" if n < new else str(n) for n in range(len(earlier.raters)))
    return replace(earlier, raters=raters)


def _practice(chance: np.random.Generator, severity: float) -> list[tuple[int, int]]:
    """Key and level of exemplar answers, as a rater of this severity gives them."""
    steps = usual_steps(STEPS)
    place = chance.normal(0, np.sqrt(1.36), ANSWERS)
    key = np.rint(expected_level(place, steps, 0.0)).astype(int)
    log = np.cumsum((place - severity)[:, None] - steps, axis=1)
    odds = np.exp(np.concatenate([np.zeros((ANSWERS, 1)), log], axis=1))
    chances = odds / odds.sum(axis=1, keepdims=True)
    return [(int(k), int(chance.choice(STEPS + 1, p=p))) for k, p in zip(key, chances, strict=True)]


def measured(number: int, kind: Known, count: int, jobs: int) -> dict[str, dict[str, float]]:
    """Each way's results in one kind of shortlist, on the same shortlists."""
    seeds = [[SEED, number, n] for n in range(count)]
    return by_way(Parallel(jobs)(delayed(one_shortlist)(seed, kind) for seed in seeds))


def readable(results: dict[str, dict[str, dict[str, float]]]) -> str:
    head = ("shortlist", "mean: pairs", *(f"{way}: pairs, RMSE, coverage, claims" for way in WAYS))
    lines = [f"| {' | '.join(head)} |", "|---|---:|" + "---:|" * len(WAYS)]
    for name, table in results.items():
        cells = [f"{table['mean']['pair']:.1f}"]
        for way in WAYS:
            e = table[way]
            cells.append(
                f"{e['pair']:.1f}, {e['rmse']:.3f}, {e['coverage']:.1f}, {e['claims']:.1f}"
            )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(
    *,
    short: Short = False,
    shortlists: Shortlists = FULL,
    jobs: Jobs = 1,
) -> None:
    count = SHORT if short else shortlists
    found = {kind.name: measured(n, kind, count, jobs) for n, kind in enumerate(KINDS)}
    print(readable(found))
    summary = {
        way: {
            "pair_points": _mean(
                each[way]["pair"] - each["unknown"]["pair"] for each in found.values()
            ),
            "rmse_percent": _mean(
                100 * (1 - each[way]["rmse"] / each["unknown"]["rmse"]) for each in found.values()
            ),
            "coverage_lowest": min(each[way]["coverage"] for each in found.values()),
        }
        for way in ("history", "practice")
    }
    print(json.dumps({"benchmark": "strictness", "shortlists": count, "gains": summary}))
    _check(found, slack=3.0 if short else 0.0)


def _check(found: dict[str, dict[str, dict[str, float]]], slack: float) -> None:
    """No harm beyond chance in any kind, and none on average; a short run has more chance in it."""
    for way in ("history", "practice"):
        points = [each[way]["pair"] - each["unknown"]["pair"] for each in found.values()]
        covered = [each[way]["coverage"] - each["unknown"]["coverage"] for each in found.values()]
        assert np.mean(points) >= 0 - slack / 3, (way, points)
        assert min(points) >= -1 - slack, (way, points)
        assert min(covered) >= -2 - slack, (way, covered)


def _mean(values: Iterable[float]) -> float:
    return round(float(np.mean(list(values))), 2)


if __name__ == "__main__":
    typer.run(main)
