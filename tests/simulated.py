"""Ratings made by the model itself, so that the truth is known."""

from typing import NamedTuple

import numpy as np
import pandas as pd


class Truth(NamedTuple):
    table: pd.DataFrame
    ability: np.ndarray
    difficulty: np.ndarray
    severity: np.ndarray


def ratings(  # noqa: PLR0913  # one argument for each thing that a panel is made of
    *,
    candidates=40,
    items=12,
    raters=5,
    each=2,
    asked=6,
    dimensions=1,
    answer_sd=0.6,
    severity_sd=0.5,
    steps=4,
    seed=1,
):
    """`each` raters hear `asked` items of every candidate; item n measures n mod `dimensions`."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=(candidates, dimensions))
    difficulty = chance.normal(0, 0.6, items)
    severity = chance.normal(0, severity_sd, raters)
    thresholds = np.arange(steps) - (steps - 1) / 2
    rows = []
    for person in range(candidates):
        panel = chance.choice(raters, each, replace=False)
        for item in chance.choice(items, asked, replace=False):
            heard = ability[person, item % dimensions] + chance.normal(0, answer_sd)
            for rater in panel:
                eta = heard - severity[rater] - difficulty[item]
                log = np.concatenate([[0.0], np.cumsum(eta - thresholds)])
                odds = np.exp(log - log.max())
                level = chance.choice(steps + 1, p=odds / odds.sum())
                rows.append((f"C{person:05d}", f"q{item:03d}", f"R{rater:03d}", int(level)))
    table = pd.DataFrame(rows, columns=["candidate", "item", "rater", "level"])
    return Truth(table, ability, difficulty, severity)


def competencies(items=12, dimensions=2):
    """The competency of each simulated item."""
    return {f"q{n:03d}": f"d{n % dimensions}" for n in range(items)}


def twice(table):
    """Every rater has a double who gave the same levels."""
    return pd.concat([table, table.assign(rater="also " + table["rater"])], ignore_index=True)


def apart(table):
    """Another panel beside this one, with its own candidates, raters and items."""
    names = ["candidate", "item", "rater"]
    other = table.assign(**{name: "other " + table[name] for name in names})
    return pd.concat([table, other], ignore_index=True)
