"""Simulated shortlists: how often the estimates are right, against plain means.

`uv run python -m benchmarks.shortlists` prints the tables; `--short` does a small part of the work
and checks looser limits, as CI does. Every number follows from the fixed seed. With history the
spread of the answers is known as a bank would know it, 5 % too low; without, 0.6 is assumed.
"""

import json
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import numpy as np
import typer
from joblib import Parallel, delayed

from assessment.measurement.arrays import Floats
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import Observations
from assessment.measurement.priors import (
    AbilityPriors,
    ItemPriors,
    RaterPriors,
    shortlist_priors,
    usual_steps,
)

SEED, FULL, SHORT = 20_260_303, 800, 20
STEPS, BANK, BANK_ERROR = 4, 60, 0.2
WAYS = ("known questions", "no history", "known raters")

Short = Annotated[bool, typer.Option("--short", help="A small part of the work, as in CI.")]
Shortlists = Annotated[int, typer.Option(help="How many of each kind.")]
Jobs = Annotated[int, typer.Option(help="Processor cores; -1 takes all.")]


class Condition(NamedTuple):
    """A kind of shortlist; the usual one unless said otherwise."""

    name: str
    candidates: int = 5
    questions: int = 10
    raters: int = 4
    each: int = 2
    answer_sd: float = 0.6
    severity_sd: float = 0.5
    same_questions: bool = False
    apart: bool = False
    noise: bool = False
    """One rater's levels have nothing to do with the answer."""
    halo_sd: float = 0.0
    """How much a rater's impression of a candidate moves all of that candidate's levels."""
    drift: float = 0.0
    """How much stricter every rater has become by the last candidate."""


CONDITIONS = (
    Condition("usual: 2 of 4 raters"),
    Condition("full panel of 3", raters=3, each=3),
    Condition("same questions for all", same_questions=True),
    Condition("raters far apart", severity_sd=0.9),
    Condition("raters much alike", severity_sd=0.2),
    Condition("no answer effect", answer_sd=0.0),
    Condition("large answer effect", answer_sd=0.9),
    Condition("6 questions", questions=6),
    Condition("two panels apart", apart=True),
    Condition("12 candidates, 5 raters", candidates=12, raters=5),
)
TROUBLE = (
    Condition("a rater who is noise", noise=True),
    Condition("halo", halo_sd=0.5),
    Condition("drift", drift=0.5),
)


class Outcome(NamedTuple):
    """Counts over the pairs of one shortlist."""

    pairs: int
    right: float
    covered: int
    claimed: int
    claims_right: int


Results = dict[str, tuple[Outcome, Floats, Floats]]
"""What each way of estimating made of one shortlist, with its true and its estimated abilities."""


def simulated(
    chance: np.random.Generator, at: Condition, severity: Floats | None = None
) -> tuple[Observations, Floats, Floats]:
    """One shortlist, its true abilities, and what a bank knows of its questions and raters."""
    ability = chance.normal(size=at.candidates)
    difficulty = chance.normal(0, 0.8, BANK)
    if severity is None:
        severity = chance.normal(0, at.severity_sd, at.raters)
    thresholds = usual_steps(STEPS) + chance.normal(0, 0.3, (BANK, STEPS))
    thresholds -= thresholds.mean(axis=1, keepdims=True)
    common = chance.choice(BANK, at.questions, replace=False)
    rows: list[tuple[int, int, int, int, int]] = []
    answer = 0
    for person in range(at.candidates):
        asked = common if at.same_questions else chance.choice(BANK, at.questions, replace=False)
        panel = _panel(chance, at, person)
        halo = chance.normal(0, at.halo_sd, at.raters) if at.halo_sd else np.zeros(at.raters)
        late = at.drift * person / max(at.candidates - 1, 1)
        for item in np.sort(asked):
            heard = ability[person] + chance.normal(0, at.answer_sd)
            for rater in panel:
                eta = heard - severity[rater] - late + halo[rater] - difficulty[item]
                level = _level(chance, eta, thresholds[item])
                if at.noise and rater == 0:
                    level = int(chance.integers(0, STEPS + 1))
                rows.append((person, answer, int(item), int(rater), level))
            answer += 1
    data = _observations(rows, at)
    asked = [int(n) for n in data.items]
    known = difficulty[asked] + chance.normal(0, BANK_ERROR, len(asked))
    heard = severity + chance.normal(0, 0.15, at.raters)
    return data, ability, np.concatenate([known, heard])


def _level(chance: np.random.Generator, eta: float, thresholds: Floats) -> int:
    """A level by the partial credit model."""
    log = np.append(0.0, np.cumsum(eta - thresholds))
    odds = np.exp(log - log.max())
    return int(chance.choice(STEPS + 1, p=odds / odds.sum()))


def _observations(rows: Sequence[tuple[int, int, int, int, int]], at: Condition) -> Observations:
    """The table of one shortlist: candidate, answer, item, rater and level of each row."""
    person, answers, item, rater, level = np.array(rows).T
    asked, place = np.unique(item, return_inverse=True)
    return Observations(
        candidate=person,
        answer=answers,
        item=place,
        rater=rater,
        level=level,
        candidates=tuple(str(n) for n in range(at.candidates)),
        items=tuple(str(n) for n in asked),
        raters=tuple(str(n) for n in range(at.raters)),
        steps=STEPS,
        item_dimension=np.zeros(len(asked), dtype=np.int64),
        dimensions=("all",),
    )


def _panel(chance: np.random.Generator, at: Condition, person: int) -> Floats:
    if at.apart:
        half = at.raters // 2
        return np.arange(half) + half * (person % 2)
    return np.sort(chance.choice(at.raters, at.each, replace=False))


def estimated(
    data: Observations, known: Floats, knowledge: str, answer_sd: float
) -> tuple[Floats, Floats]:
    """Abilities and their covariance."""
    items = len(data.items)
    bank = raters = None
    people = AbilityPriors()
    if knowledge != "no history":
        steps = np.tile(usual_steps(STEPS), (items, 1))
        people = AbilityPriors(answer_sd=max(0.1, 0.95 * answer_sd))
        bank = ItemPriors(known[:items], np.full(items, BANK_ERROR), steps, 0.3)
    if knowledge == "known raters":
        raters = RaterPriors(known[items:], np.full(len(data.raters), 0.15))
    priors = shortlist_priors(data, bank, raters, people)
    found = ManyFacetModel(priors, tolerance=1e-3).fit(data).posterior_
    return found.ability[:, 0], found.ability_covariance()


def judged(truth: Floats, found: Floats, covariance: Floats | None) -> Outcome:
    """Every pair of candidates."""
    one, other = np.triu_indices(len(truth), k=1)
    true, off = truth[one] - truth[other], found[one] - found[other]
    right = np.where(off == 0, 0.5, np.sign(off) == np.sign(true)).sum()
    if covariance is None:
        return Outcome(len(one), float(right), 0, 0, 0)
    spread = np.diag(covariance)
    sd = np.sqrt(spread[one] + spread[other] - 2 * covariance[one, other])
    claims = np.abs(off) / sd > 1.2815515655446004  # P > .9
    return Outcome(
        len(one),
        float(right),
        int((np.abs(off - true) < 1.959963984540054 * sd).sum()),
        int(claims.sum()),
        int((claims & (np.sign(off) == np.sign(true))).sum()),
    )


def one_shortlist(seed: list[int], at: Condition, ways: tuple[str, ...]) -> Results:
    data, truth, known = simulated(np.random.default_rng(seed), at)
    counts = np.bincount(data.candidate)
    means = np.bincount(data.candidate, weights=data.level) / counts
    result = {"mean": (judged(truth, means, None), truth, means)}
    for way in ways:
        found, covariance = estimated(data, known, way, at.answer_sd)
        result[way] = (judged(truth, found, covariance), truth, found)
    return result


def rmse(truth: Floats, found: Floats) -> float:
    """Left after the best straight line over all shortlists of a condition."""
    slope, level = np.polyfit(found, truth, 1)
    return float(np.sqrt(np.mean((truth - slope * found - level) ** 2)))


def measured(number: int, at: Condition, count: int, jobs: int) -> dict[str, dict[str, float]]:
    """Each way's results in one condition."""
    seeds = [[SEED, number, n] for n in range(count)]
    return by_way(Parallel(jobs)(delayed(one_shortlist)(seed, at, WAYS) for seed in seeds))


def by_way(lists: Sequence[Results]) -> dict[str, dict[str, float]]:
    """What each way of estimating achieved over all shortlists of one kind, in percent."""
    table = {}
    for way in lists[0]:
        sums = np.sum([each[way][0] for each in lists], axis=0)
        truth = np.concatenate([each[way][1] for each in lists])
        found = np.concatenate([each[way][2] for each in lists])
        pairs, right, covered, claimed, claims_right = sums
        table[way] = {
            "pair": round(100 * right / pairs, 1),
            "rmse": round(rmse(truth, found), 3),
            "coverage": round(100 * covered / pairs, 1),
            "claims": round(100 * claims_right / max(claimed, 1), 1),
        }
    return table


def gains(results: dict[str, dict[str, dict[str, float]]], way: str) -> dict[str, float]:
    """Against plain means: points of pairs and percent of RMSE, on average and at worst."""
    points = [each[way]["pair"] - each["mean"]["pair"] for each in results.values()]
    less = [100 * (1 - each[way]["rmse"] / each["mean"]["rmse"]) for each in results.values()]
    return {
        "pair_points": round(float(np.mean(points)), 2),
        "pair_points_worst": round(min(points), 2),
        "rmse_percent": round(float(np.mean(less)), 1),
        "rmse_percent_worst": round(min(less), 1),
        "coverage_lowest": min(each[way]["coverage"] for each in results.values()),
        "coverage_highest": max(each[way]["coverage"] for each in results.values()),
        "claims_lowest": min(each[way]["claims"] for each in results.values()),
    }


def readable(results: dict[str, dict[str, dict[str, float]]]) -> str:
    head = ("condition", "mean: pairs", *(f"{way}: pairs, coverage, claims" for way in WAYS))
    lines = [f"| {' | '.join(head)} |", "|---|---:|" + "---:|" * len(WAYS)]
    for name, table in results.items():
        cells = [f"{table['mean']['pair']:.1f}"]
        for way in WAYS:
            each = table[way]
            cells.append(f"{each['pair']:.1f}, {each['coverage']:.1f}, {each['claims']:.1f}")
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(
    *,
    short: Short = False,
    shortlists: Shortlists = FULL,
    jobs: Jobs = 1,
) -> None:
    count = SHORT if short else shortlists
    found = {at.name: measured(n, at, count, jobs) for n, at in enumerate((*CONDITIONS, *TROUBLE))}
    regular = {at.name: found[at.name] for at in CONDITIONS}
    print(readable(found))
    summary = {way: gains(regular, way) for way in WAYS}
    print(json.dumps({"benchmark": "shortlists", "shortlists": count, "gains": summary}))
    _check(summary, slack=3.0 if short else 0.0)


def _check(summary: dict[str, dict[str, float]], slack: float) -> None:
    """The promises; a short run has more chance in it."""
    known, plain = summary["known questions"], summary["no history"]
    assert known["pair_points"] >= 2.5 - slack / 2, known
    assert plain["pair_points"] >= 1.5 - slack / 2, plain
    assert min(known["pair_points_worst"], plain["pair_points_worst"]) >= 0 - slack, summary
    assert known["rmse_percent"] >= 17 - 2 * slack, known
    assert known["coverage_lowest"] >= 93 - 1.5 * slack, known
    assert known["coverage_highest"] <= 98 + slack, known
    assert known["claims_lowest"] >= 95 - 1.5 * slack, known


if __name__ == "__main__":
    typer.run(main)
