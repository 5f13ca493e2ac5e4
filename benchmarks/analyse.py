"""Fit time, memory and recovery of the many-facet model on simulated ratings, beside its peers.

`uv run python -m benchmarks.analyse` runs 150 to 1,000,000 ratings beside whatever peers are
installed, each fit in a process of its own; `--largest 10000000` goes further, for our model alone.
`--short` stops at 10,000, checks recovery and the ratio to a ridge regression, and needs no peer;
CI runs it. Peers: `uv run --with mirt==1.2.0 …` for PyPI mirt, `apt-get install r-cran-lme4` for
lme4.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import numpy as np
import typer
from sklearn.linear_model import Ridge
from sklearn.preprocessing import OneHotEncoder

from assessment.measurement.draws import draw
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import Observations
from assessment.measurement.priors import shortlist_priors, usual_steps, vague_priors

SEED, STEPS, ROUNDS = 20_260_304, 4, 7
SIZES = (150, 1_000, 10_000, 100_000, 1_000_000)
SHAPES = {150: (5, 10, 10, 3), 1_000: (34, 20, 10, 8), 10_000: (334, 60, 10, 25)}
"""Ratings: candidates, items, items asked, raters. Three raters hear each answer."""
RIDGE, MOST_TIMES_RIDGE = "ridge", 5.0
LONGEST = 3_600


def shape(ratings: int) -> tuple[int, int, int, int]:
    return SHAPES.get(ratings, (ratings // 30 + 1, 200, 10, 100))


def simulated(ratings: int) -> tuple[Observations, dict[str, Any]]:
    """A table of about `ratings` ratings, and the truth behind it."""
    people, items, asked, raters = shape(ratings)
    chance = np.random.default_rng([SEED, ratings])
    ability, difficulty = chance.normal(size=people), chance.normal(0, 0.6, items)
    severity = chance.normal(0, 0.4, raters)
    which = np.argsort(chance.random((people, items)), axis=1)[:, :asked]
    panel = np.argsort(chance.random((people, raters)), axis=1)[:, :3]
    item = np.repeat(np.sort(which, axis=1).ravel(), 3)
    rater = np.repeat(np.sort(panel, axis=1)[:, None], asked, axis=1).ravel()
    answer = np.repeat(np.arange(people * asked), 3)
    person = answer // asked
    heard = chance.normal(0, 0.6, people * asked)[answer] + ability[person]
    eta = heard - difficulty[item] - severity[rater]
    odds = np.exp(np.arange(STEPS + 1) * eta[:, None] - np.append(0, np.cumsum(usual_steps(STEPS))))
    total = np.cumsum(odds, axis=1)
    level = (chance.random(len(eta))[:, None] * total[:, -1:] > total).sum(axis=1)
    data = Observations(
        candidate=person,
        answer=answer,
        item=item,
        rater=rater,
        level=level,
        candidates=tuple(str(n) for n in range(people)),
        items=tuple(str(n) for n in range(items)),
        raters=tuple(str(n) for n in range(raters)),
        steps=STEPS,
        item_dimension=np.zeros(items, dtype=np.int64),
        dimensions=("all",),
    )
    return data, {"ability": ability, "severity": severity}


def ours(data: Observations) -> dict[str, Any]:
    """With the answer effect and every standard error, the spreads being known."""
    model = ManyFacetModel(vague_priors(data, answer_sd=0.6, severity_sd=0.4)).fit(data)
    sd = np.sqrt(model.posterior_.ability_variance()[:, 0])
    return {
        "ability": model.posterior_.ability[:, 0],
        "severity": model.posterior_.severity,
        "sd": sd,
    }


def with_mirt(data: Observations) -> dict[str, Any]:
    """PyPI mirt 1.2.0: rating scale, without an answer effect."""
    from mirt import fit_mfrm  # noqa: PLC0415  # a peer that need not be there
    from mirt.models.mfrm import Facet, PolytomousMFRM  # noqa: PLC0415

    people, raters = len(data.candidates), len(data.raters)
    model = PolytomousMFRM(len(data.items), STEPS + 1, [Facet("rater", raters)])
    found = fit_mfrm(
        model,
        data.level.reshape(people, -1),
        {"rater": data.rater.reshape(people, -1)},
        item_indices=data.item.reshape(people, -1),
    )
    ability, sd = np.asarray(found.theta), np.asarray(found.theta_se)
    return {"severity": found.facet_parameters["rater"], "ability": ability, "sd": sd}


LMER = """
d <- read.csv("{table}")
d$p <- factor(d$p); d$i <- factor(d$i); d$r <- factor(d$r)
t <- system.time(m <- lme4::lmer(y ~ 1 + (1|p) + (1|i) + (1|r), d))
peak <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
cat(t[[3]], t[[1]] + t[[2]], gsub("[^0-9]", "", peak), "\\n"); cat(-lme4::ranef(m)$r[, 1])
"""


def with_lme4(data: Observations) -> dict[str, Any]:
    """Linear and crossed, without an answer effect; severities are in levels, not logits."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "r.csv"
        columns = np.column_stack([data.level, data.candidate, data.item, data.rater])
        np.savetxt(table, columns, "%d", ",", header="y,p,i,r", comments="")
        command = ["Rscript", "-e", LMER.format(table=table)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured, severity = done.stdout.splitlines()[:2]
    seconds, processor, kilobytes = map(float, measured.split())
    return {
        "severity": np.array(severity.split(), dtype=float),
        "seconds": seconds,
        "cpu_seconds": processor,
        "peak_mb": kilobytes / 1024,
    }


FITS: dict[str, Callable[[Observations], dict[str, Any]]] = {
    "levelset": ours,
    "mirt": with_mirt,
    "lme4": with_lme4,
}


def child(name: str, ratings: int) -> None:
    """One fit in this process: seconds, memory that it added, and recovery, as JSON."""
    if name == RIDGE:
        print(json.dumps(against_ridge()))
        return
    data, truth = simulated(ratings)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    clock, processor = time.perf_counter(), time.process_time()
    found = FITS[name](data)
    seconds = found.get("seconds", time.perf_counter() - clock)
    processor = found.get("cpu_seconds", time.process_time() - processor)
    peak = found.get("peak_mb", 0) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"fit": name, "ratings": len(data), "seconds": round(seconds, 3)}
    result["cpu_seconds"] = round(processor, 3)
    result |= {"peak_mb": round(peak), "table_mb": round(before)}
    severity = found["severity"] - found["severity"].mean()
    true = truth["severity"] - truth["severity"].mean()
    result["severity_rmse"] = round(float(np.sqrt(np.mean((severity - true) ** 2))), 4)
    if "ability" in found:
        off = found["ability"] - truth["ability"]
        off -= off.mean()
        result["ability_r"] = round(float(np.corrcoef(found["ability"], truth["ability"])[0, 1]), 4)
        result["coverage"] = round(100 * float((np.abs(off) < 1.96 * found["sd"]).mean()), 1)
    print(json.dumps(result))


def run(name: str, ratings: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.analyse", "--child", name]
    # A second thread that waits for the first one would count as processor time.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [*command, "--largest", str(ratings)],
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return {"fit": name, "ratings": ratings, "failed": f"not done after {LONGEST} s"}
    if done.returncode:
        return {"fit": name, "ratings": ratings, "failed": done.stderr.strip().splitlines()[-1]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def against_ridge() -> dict[str, float]:
    """150 ratings with the whole covariance and 4,000 draws, in turns with a ridge regression."""
    data, _ = simulated(150)
    columns = np.column_stack([data.candidate, data.item, data.rater])

    def ridge() -> None:
        Ridge().fit(OneHotEncoder().fit_transform(columns), data.level)

    def model() -> None:
        posterior = ManyFacetModel(shortlist_priors(data)).fit(data).posterior_
        posterior.ability_covariance()
        assert len(draw(posterior)) == 4_000

    taken: dict[str, list[float]] = {"ridge": [], "model": []}
    for _ in range(ROUNDS):
        for name, act in (("ridge", ridge), ("model", model)):
            begun = time.process_time()
            act()
            taken[name].append(time.process_time() - begun)
    seconds = {name: median(times) for name, times in taken.items()}
    return {
        "ridge_ms": round(1000 * seconds["ridge"], 2),
        "model_ms": round(1000 * seconds["model"], 2),
        "times_ridge": round(seconds["model"] / seconds["ridge"], 1),
    }


def peers() -> list[str]:
    found = []
    if not subprocess.run(
        [sys.executable, "-c", "import mirt"], capture_output=True, check=False
    ).returncode:
        found.append("mirt")
    test = ["Rscript", "-e", "library(lme4)"]
    if (
        shutil.which("Rscript")
        and not subprocess.run(test, capture_output=True, check=False).returncode
    ):
        found.append("lme4")
    return found


def main(
    *,
    short: Annotated[bool, typer.Option("--short", help="Stop at 10,000, no peers.")] = False,
    largest: Annotated[int, typer.Option(help="The largest table.")] = 1_000_000,
    only: Annotated[int, typer.Option("--from", help="The smallest table.")] = 0,
    child_of: Annotated[str, typer.Option("--child", hidden=True)] = "",
) -> None:
    if child_of:
        child(child_of, largest)
        return
    ratio = run(RIDGE, SIZES[0])
    print(json.dumps(ratio))
    sizes = [n for n in (*SIZES, 10_000_000) if only <= n <= (10_000 if short else largest)]
    rows = []
    for size in sizes:
        others = [] if short or size > SIZES[-1] else peers()
        for name in ("levelset", *others):
            rows.append(run(name, size))
            print(json.dumps(rows[-1]), flush=True)
    _check(rows, ratio, short=short)


def _check(rows: list[dict[str, Any]], ratio: dict[str, Any], *, short: bool) -> None:
    for row in rows:
        if row["fit"] == "levelset":
            assert "failed" not in row, row
            assert row["ratings"] < 10_000 or 93 <= row["coverage"] <= 97, row
            assert row["ratings"] > 1_000_000 or row["peak_mb"] - row["table_mb"] <= 600, row
    assert "failed" not in ratio, ratio
    assert short or ratio["times_ridge"] <= MOST_TIMES_RIDGE, ratio


if __name__ == "__main__":
    typer.run(main)
