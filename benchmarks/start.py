"""Commands and starts, each as a multiple of the process that cannot be avoided.

uv run python -m benchmarks.start            some two minutes
uv run python -m benchmarks.start --short    within one, for CI

What is compared takes turns, so that other work on the machine slows both. Everything has run once
before: bytecode is compiled and the bank is kept, as at every start but the first. A clock never
makes it fail; only a command that fails, or a score that differs from plain pandas, does.
"""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple

import typer

from benchmarks.serving import ROOT, Serving
from benchmarks.table import machine_load, table

HERE = Path(__file__).parent
PYTHON = [sys.executable]
LEVELSET = [*PYTHON, "-m", "assessment"]
PASS, PANDAS, EMPTY, SUMS = (
    "python -c pass",
    "import pandas",
    "an empty Streamlit app",
    "the same sums in plain pandas",
)
CANDIDATES, ITEMS, RATERS = 10_000, 25, 4


class Goal(NamedTuple):
    """One row of the table: what is measured, against what, and what it should be at most."""

    text: str
    against: str
    times: float | None = None
    seconds: float | None = None

    @property
    def shown(self) -> str:
        return f"≤ {self.times:g}" if self.times else f"≤ {self.seconds:g} s"


GOALS = {
    "help": Goal("levelset --help", PASS, seconds=0.4),
    "score": Goal("levelset score, one rating", PANDAS, times=1.5),
    "bank_check": Goal("levelset bank check", PANDAS, times=4.7),
    "million": Goal("levelset score, 1,000,000 ratings", SUMS, times=2),
    "start": Goal("The app, from the start until healthy", EMPTY, times=2.5),
}

Seconds = Mapping[str, list[float]]


def main(
    *, short: Annotated[bool, typer.Option("--short", help="Within a minute, for CI.")] = False
) -> None:
    """Measures, prints a table, and as its last line one JSON object of ratios and seconds."""
    busy = machine_load()
    with TemporaryDirectory(prefix="levelset-") as name:
        folder = Path(name)
        one, million = folder / "one", folder / "million"
        _write_table(one, candidates=1, items=1, raters=1)
        _write_table(million, candidates=CANDIDATES, items=ITEMS, raters=RATERS)
        found = _in_turn(_small(folder, one), rounds=3 if short else 15)
        found |= _in_turn(_large(folder, million), rounds=1 if short else 5)
        _compare(million)
        found |= _in_turn(_starts(folder), rounds=2 if short else 7)
    typer.echo(f"{busy}\n\n" + "\n".join(_readable(found)))
    typer.echo(json.dumps(_figures(found)))


def _in_turn(measured: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """The seconds that each takes, in turn, round after round; the first round is left out."""
    for measure in measured.values():
        measure()
    found: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, measure in measured.items():
            found[name].append(measure())
    return found


def _small(folder: Path, one: Path) -> dict[str, Callable[[], float]]:
    return {
        PASS: lambda: _run(folder, [*PYTHON, "-c", "pass"]),
        "help": lambda: _run(folder, [*LEVELSET, "--help"]),
        PANDAS: lambda: _run(folder, [*PYTHON, "-c", "import pandas"]),
        "score": lambda: _run(folder, _score(one)),
        "bank_check": lambda: _run(folder, [*LEVELSET, "bank", "check"]),
    }


def _large(folder: Path, million: Path) -> dict[str, Callable[[], float]]:
    files = [million / "ratings.csv", million / "weights.csv", million / "plain.csv"]
    sums = [*PYTHON, str(HERE / "plain_scores.py"), *map(str, files)]
    return {
        SUMS: lambda: _run(folder, sums),
        "million": lambda: _run(folder, _score(million)),
    }


def _starts(folder: Path) -> dict[str, Callable[[], float]]:
    return {
        EMPTY: lambda: _start(HERE / "empty_page.py", folder, HERE),
        "start": lambda: _start(ROOT / "app.py", folder, ROOT),
    }


def _score(tables: Path) -> list[str]:
    ratings, weights = str(tables / "ratings.csv"), str(tables / "weights.csv")
    return [*LEVELSET, "score", ratings, "--weights", weights, "--out", str(tables), "--force"]


def _run(folder: Path, command: Sequence[str]) -> float:
    environment = _environment(folder)
    before = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, text=True
    )
    took = time.monotonic() - before
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return took


def _start(script: Path, folder: Path, settings_of: Path) -> float:
    before = time.monotonic()
    with closing(Serving(script, folder, settings_of, _environment(folder))) as server:
        server.wait_until_healthy()
        return time.monotonic() - before


def _environment(folder: Path) -> dict[str, str]:
    """Nobody's own database or questions; bytecode is kept where an image forbids it."""
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    database = f"sqlite:///{folder / 'levelset.sqlite'}"
    return environment | {
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "LEVELSET_DATABASE_URL": database,
        "LEVELSET_BANK": "",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


def _write_table(folder: Path, *, candidates: int, items: int, raters: int) -> None:
    folder.mkdir()
    with (folder / "ratings.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("candidate", "rater", "item", "competency", "level"))
        for candidate in range(candidates):
            rows.writerows(
                (f"C-{candidate:05}", f"R{rater}", f"q{item:02}", "abcde"[item % 5], level)
                for item in range(items)
                for rater in range(raters)
                # Some ratings are missing, where there is more than one rater.
                for level in [(candidate + item * 7 + rater) % 5 + 1 if item or not rater else ""]
            )
    weights = "".join(f"p,{competency},{n}\n" for n, competency in enumerate("abcde", 1))
    (folder / "weights.csv").write_text(f"profile,competency,weight\n{weights}", "utf-8")


def _compare(folder: Path) -> None:
    """Raises where the command and plain pandas do not score everyone alike."""
    ours, theirs = (_scores(folder / name) for name in ("scores.csv", "plain.csv"))
    assert ours.keys() == theirs.keys()
    assert all(abs(score - theirs[key]) < 1e-9 for key, score in ours.items())


def _scores(file: Path) -> dict[tuple[str, str], float]:
    with file.open(encoding="utf-8", newline="") as rows:
        return {(r["candidate"], r["profile"]): float(r["score"]) for r in csv.DictReader(rows)}


def _readable(found: Seconds) -> list[str]:
    rows = [
        (
            goal.text,
            goal.against,
            f"{_ratio(found, what):.2f}",
            goal.shown,
            f"{median(found[what]):.2f} / {median(found[goal.against]):.2f}",
        )
        for what, goal in GOALS.items()
    ]
    head = ("From the start of the process", "against", "times", "goal", "s, median")
    return table(head, rows)


def _ratio(found: Seconds, what: str) -> float:
    return median(found[what]) / median(found[GOALS[what].against])


def _figures(found: Seconds) -> dict[str, float]:
    ratios = {f"{what}_ratio": round(_ratio(found, what), 3) for what in GOALS}
    return ratios | {f"{what}_s": round(median(found[what]), 3) for what in GOALS}


if __name__ == "__main__":
    typer.run(main)
