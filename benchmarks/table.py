"""What was measured, for people and for programs."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit

from benchmarks.clicks import Clicks
from benchmarks.load import MOST_TIMES_SLOWER, Load

GOAL = 100
"""Interviewers at one server process on two cores."""
CLICKS = (
    ("plain", "A plain button on an empty Streamlit page, painted", ""),
    ("tuned", "The same button, served with Levelset's settings", ""),
    ("level", "A rating, painted", "0.25"),
    ("stored", "A rating, acknowledged as stored", "0.6"),
    ("next", "The next question, painted", "0.75"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    clicks: Clicks
    queries: tuple[int, ...]
    """Statements per event, for each database."""
    loads: tuple[Load, ...]

    @property
    def worse(self) -> Load:
        """The database that holds fewer, or the same number more slowly."""
        return min(self.loads, key=lambda load: (load.held.interviewers, -load.ratio))


def machine_load() -> str:
    """How busy the machine was before: other work on it makes every figure worse."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return f"{os.cpu_count()} cores, load {busy} at the start"


def figures(result: Result) -> dict[str, float | str]:
    """The last line: ratios to a click of the plain button, and the worse of the databases."""
    clicks, worse = result.clicks, result.worse
    return {
        "click_ratio": round(clicks.ratio("level"), 3),
        "durable_ratio": round(clicks.ratio("stored"), 3),
        "next_ratio": round(clicks.ratio("next"), 3),
        "interviewers": worse.held.interviewers,
        "load_ratio": round(worse.ratio, 2),
        "p95_s": round(worse.held.p95, 4),
        "queries_per_event": max(result.queries),
        "tuned_ratio": round(clicks.ratio("tuned"), 3),
        "mb_per_interview": round(max(load.megabytes for load in result.loads), 2),
        "worse_database": worse.database,
        "lost": sum(load.lost for load in result.loads),
        "doubled": sum(load.doubled for load in result.loads),
    }


def readable(result: Result, busy: str) -> str:
    """Two tables in Markdown, as benchmarks/README.md has them."""
    versions = (
        f"Python {platform.python_version()}, Streamlit {streamlit.__version__}, "
        f"SQLite {sqlite3.sqlite_version}"
    )
    return "\n".join([f"{busy}; {versions}", "", *_clicks(result.clicks), "", *_loads(result)])


def _clicks(clicks: Clicks) -> list[str]:
    rows = [
        (text, f"{clicks.ratio(what):.2f}", goal and f"≤ {goal}", f"{clicks.middle(what):.0f}")
        for what, text, goal in CLICKS
    ]
    return table(("From the click", "times the plain button", "goal", "ms, median"), rows)


def _loads(result: Result) -> list[str]:
    loads = result.loads
    rows = [
        ("Interviewers held", f"≥ {GOAL}", *(str(each.held.interviewers) for each in loads)),
        (
            "Their p95 of acknowledgement, times that of one alone",
            f"≤ {MOST_TIMES_SLOWER}",
            *(f"{each.ratio:.1f}" for each in loads),
        ),
        ("p95 of all of them / of one alone, ms", "", *map(_p95s, loads)),
        ("Server's cores busy with the first crowd", "", *(f"{each.cpu:.2f}" for each in loads)),
        ("Memory per open interview, MB", "", *(f"{each.megabytes:.2f}" for each in loads)),
        ("Statements per event", "", *map(str, result.queries)),
        ("Acknowledged events lost / stored twice", "0 / 0", *map(_faults, loads)),
        ("Tried: interviewers and their ratio", "", *map(_tried, loads)),
    ]
    return table(("Under load", "goal", *(each.database for each in loads)), rows)


def _p95s(load: Load) -> str:
    return f"{load.held.p95 * 1000:.0f} / {load.alone.p95 * 1000:.0f}"


def _faults(load: Load) -> str:
    return f"{load.lost} / {load.doubled}"


def _tried(load: Load) -> str:
    return ", ".join(f"{s.interviewers}: {s.p95 / load.alone.p95:.1f}" for s in load.tried)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table in Markdown; all columns but the first are numbers."""
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]
