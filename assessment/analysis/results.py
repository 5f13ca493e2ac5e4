"""The four tables of an analysis, in units of the scale of the file."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from assessment.analysis.ratings_table import RatingsTable
from assessment.measurement.agreement import Coefficient, Subjects, agreement
from assessment.measurement.arrays import Floats, Ints, Mask
from assessment.measurement.draws import draw
from assessment.measurement.fit_statistics import FitTable, fit_statistics
from assessment.measurement.levels import candidate_levels, difficulties, severities
from assessment.measurement.linking import Linking, linking
from assessment.measurement.misfit import Misfit, misfit
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.ranking import rank_ranges, ranks, tiers

CANDIDATES = (
    "candidate",
    "n",
    "mean",
    "estimate",
    "se",
    "low",
    "high",
    "rank",
    "rank_low",
    "rank_high",
    "tier",
)
RATERS = ("rater", "n", "mean", "severity", "se", "infit", "outfit")
ITEMS = ("item", "n", "mean", "difficulty", "se", "infit", "outfit")
AGREEMENT = ("statistic", "item", "value", "low", "high", "n_subjects", "n_raters")

Told = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that an analysis writes, and what its report needs beside."""

    source: RatingsTable
    model: ManyFacetModel
    linking: Linking
    candidates: pd.DataFrame
    raters: pd.DataFrame
    items: pd.DataFrame
    agreement: pd.DataFrame
    draws: Floats
    """Draws by rated candidates, in their order in `candidates`."""
    misfit: Misfit
    """What makes the intervals too narrow, as far as it can be seen."""

    @property
    def rated(self) -> pd.DataFrame:
        """The candidates with a usable rating, in the order of `draws`."""
        return self.candidates[self.candidates["n"] > 0]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        return {
            "candidates": self.candidates,
            "raters": self.raters,
            "items": self.items,
            "agreement": self.agreement,
        }


def analyse(source: RatingsTable, *, told: Told | None = None, n_jobs: int = 1) -> Analysis:
    """Fits the model to `source` and makes every table."""
    say = told or (lambda *_: None)
    say("Estimating", 0, 1)
    model = ManyFacetModel(n_jobs=n_jobs).fit(source.data)
    say("Estimating", 1, 1)
    fit = fit_statistics(model.posterior_)
    people, draws = _candidates(source, model)
    return Analysis(
        source=source,
        model=model,
        linking=linking(source.data),
        candidates=people,
        raters=_raters(source, model, fit.raters),
        items=_items(source, model, fit.items),
        agreement=_agreement(source, say),
        draws=draws,
        misfit=misfit(source.data, fit.raters),
    )


def _candidates(source: RatingsTable, model: ManyFacetModel) -> tuple[pd.DataFrame, Floats]:
    data, found = source.data, candidate_levels(model.posterior_)
    count, mean = _counted(source, data.candidate, len(data.candidates))
    rated = np.flatnonzero(count)
    drawn = draw(model.posterior_).ability[:, rated, 0]
    best, worst = rank_ranges(drawn)
    place = ranks(found.level[rated])
    columns = {
        "rank": place,
        "rank_low": np.minimum(best, place),
        "rank_high": np.maximum(worst, place),
        "tier": tiers(found.level[rated], drawn),
    }
    ends = [source.on_scale(found.low), source.on_scale(found.high)]
    table = pd.DataFrame({"candidate": data.candidates, "n": count, "mean": mean})
    table["estimate"] = source.on_scale(found.level)
    table["se"] = source.unit * found.se
    table["low"], table["high"] = np.minimum(*ends), np.maximum(*ends)
    table.loc[count == 0, ["estimate", "se", "low", "high"]] = np.nan
    for name, values in columns.items():
        table[name] = pd.Series(values, index=rated, dtype="Int64").reindex(table.index)
    return table[list(CANDIDATES)], drawn


def _raters(source: RatingsTable, model: ManyFacetModel, fit: FitTable) -> pd.DataFrame:
    names, known = source.data.raters, source.data.rater >= 0
    count, mean = _counted(source, np.where(known, source.data.rater, 0), len(names), known)
    found = severities(model.posterior_)
    table = pd.DataFrame({"rater": names, "n": count, "mean": mean})
    alone = len(names) < 2  # nobody to be stricter than
    table["severity"] = np.nan if alone else source.unit * found.effect
    table["se"] = np.nan if alone else source.unit * found.se
    table["infit"], table["outfit"] = fit.infit, fit.outfit
    return table[list(RATERS)]


def _items(source: RatingsTable, model: ManyFacetModel, fit: FitTable) -> pd.DataFrame:
    data = source.data
    count, mean = _counted(source, data.item, len(data.items))
    found = difficulties(model.posterior_)
    table = pd.DataFrame({"item": data.items, "n": count, "mean": mean})
    alone = len(data.items) < 2
    table["difficulty"] = np.nan if alone else source.unit * found.effect
    table["se"] = np.nan if alone else source.unit * found.se
    table["infit"], table["outfit"] = fit.infit, fit.outfit
    return table[list(ITEMS)]


def _counted(
    source: RatingsTable, place: Ints, size: int, among: Mask | None = None
) -> tuple[Ints, Floats]:
    """Number and mean of the levels as written."""
    which = np.ones(len(place), dtype=bool) if among is None else among
    count = np.bincount(place[which], minlength=size)
    total = np.bincount(place[which], weights=source.level[which], minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        return count, total / count


def _agreement(source: RatingsTable, say: Told) -> pd.DataFrame:
    """Over all items, where a subject is an answer, and for each item, where it is a candidate."""
    data = source.data
    given = data.rater >= 0
    rows = _named("", agreement(_subjects(source, given)))
    items = len(data.items) if len(data.items) > 1 else 0
    order = np.argsort(data.item, kind="stable")
    bounds = np.searchsorted(data.item[order], np.arange(len(data.items) + 1))
    for n in range(items):
        say("Agreement", n, items)
        which = order[bounds[n] : bounds[n + 1]]
        rows += _named(data.items[n], agreement(_subjects(source, which[given[which]])))
    say("Agreement", 1, 1)
    return pd.DataFrame(rows, columns=list(AGREEMENT))


def _subjects(source: RatingsTable, which: Ints | Mask) -> Subjects:
    data = source.data
    return Subjects.of(data.answer[which], data.rater[which], source.level[which])


def _named(
    item: str, found: list[Coefficient]
) -> list[tuple[str, str, float, float, float, int, int]]:
    return [(row.statistic, item, *row[1:]) for row in found]
