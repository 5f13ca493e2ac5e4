"""Whether a question is harder for one group than for another with equally good answers elsewhere.

For each question, everyone is put into one of four strata by the mean of their *other* answers.
Within a stratum people answer about equally well, so both groups should reach the middle of the
scale equally often. The Mantel–Haenszel odds ratio pools the strata (Mantel and Haenszel, 1959;
Holland and Thayer, 1988), with the interval of Robins, Breslow and Greenland (1986), both as
statsmodels computes them. Its size is named as ETS does: with Δ = -2.35 ln(odds ratio), large from
1.5 on where it is surely beyond 1, moderate from 1 on where it is surely not 0, else negligible.

Nothing is computed below FEWEST_IN_A_GROUP people. With a hundred in each group and half of them
reaching the middle, the standard error of the log odds ratio is sqrt(8/100) = .28, so the interval
of a fair question just leaves out 1.9, which is where ETS begins to call a difference large. With
thirty it reaches to 2.8, and a table of such numbers would show chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, nan

import numpy as np
import pandas as pd

from assessment.analysis.ratings_table import RatingsTable
from assessment.domain.faults import BadTable
from assessment.scoring.lookalikes import refuse_lookalikes
from assessment.scoring.reader import Columns
from assessment.scoring.table import Table

FEWEST_IN_A_GROUP = 100
FEWEST_OTHERS = 3
"""Other questions that somebody must have answered to be compared with anybody."""
STRATA = 4
MIDDLE = 0.5
"""Of the scale, 0 to 1; level 3 of 1 to 5."""
MODERATE, LARGE, PER_LOG_ODDS = 1.0, 1.5, 2.35
GROUP_COLUMNS = Columns(("candidate", "group"), ("requisition",))


@dataclass(frozen=True, slots=True)
class Members:
    group_of: Mapping[str, str]
    """The group of each candidate of the ratings who has one."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionBias:
    """One question and one group, beside the largest group."""

    question: str
    group: str
    compared_with: str
    people: tuple[int, int]
    """In the group, and in the one it is compared with."""
    odds_ratio: float
    """Below 1 the question is harder for the group; nan where nothing can be said."""
    low: float
    high: float
    p: float
    too_few: bool

    @property
    def size(self) -> str:
        """`negligible`, `moderate` or `large`, as ETS names them; blank without a ratio."""
        if not isfinite(self.odds_ratio) or self.odds_ratio <= 0:
            return ""
        near, far = sorted((abs(log(self.low)), abs(log(self.high))))
        surely = near if (self.low > 1) == (self.high > 1) else 0.0
        delta = PER_LOG_ODDS * abs(log(self.odds_ratio))
        if delta >= LARGE and PER_LOG_ODDS * surely > MODERATE:
            return "large"
        return "moderate" if delta >= MODERATE and surely > 0 and far else "negligible"


def members(table: Table, candidates: Sequence[str]) -> Members:
    """Who belongs to which group. BadTable names whoever is put into two."""
    table.found(table.columns["candidate"].blank, "candidate", "has no candidate")
    refuse_lookalikes(table, "candidate", "group")
    found = dict[str, tuple[str, int]]()
    for place, name in enumerate(_names(table, set(candidates))):
        group = table.columns["group"].at(place)
        row = int(table.rows[place])
        earlier, first = found.setdefault(name, (group, row))
        if earlier != group:
            said = f"{name} is in {earlier!r} in row {first}: keep one of the two"
            table.found(table.rows == row, "group", said)
    if table.faults:
        raise BadTable(table.in_order())
    group_of = {name: group for name, (group, _) in found.items() if group}
    return Members(
        {name: group_of[name] for name in candidates if name in group_of},
        tuple(_unmatched(table.file, group_of, candidates)),
    )


def _names(table: Table, known: set[str]) -> Iterator[str]:
    """The candidates as the ratings name them, with their requisition where those do."""
    candidate, requisition = table.columns["candidate"], table.columns.get("requisition")
    for place in range(len(table)):
        name = candidate.at(place)
        joined = f"{requisition.at(place)}.{name}" if requisition is not None else name
        yield joined if joined in known else name


def _unmatched(file: str, group_of: Mapping[str, str], candidates: Sequence[str]) -> Iterator[str]:
    strangers = sorted(set(group_of) - set(candidates))
    if strangers:
        more = f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
        yield f"{file}: not in the ratings: {', '.join(strangers[:3])}{more}"
    if missing := len(set(candidates) - set(group_of)):
        who = "1 candidate has" if missing == 1 else f"{missing} candidates have"
        yield f"{file}: {who} no group and can't be compared"


def question_bias(source: RatingsTable, group_of: Mapping[str, str]) -> list[QuestionBias]:
    """Each question with each group but the largest, in the order of their names."""
    answers = _answers(source, group_of)
    if answers.empty:
        return []
    sizes = answers.groupby("group", observed=True)["candidate"].nunique()
    largest = str(min(sizes.index, key=lambda g: (-sizes[g], g)))
    others = sorted(str(group) for group in sizes.index if group != largest)
    return [
        _compared(str(question), group, largest, rows)
        for question, rows in answers.groupby("item", sort=True, observed=True)
        for group in others
    ]


def _answers(source: RatingsTable, group_of: Mapping[str, str]) -> pd.DataFrame:
    """A row per candidate and question: the group, whether the middle was reached, and the rest."""
    data, (low, high) = source.data, source.scale
    by_people = data.rater >= 0
    value = (source.level[by_people] - low) / (high - low)
    rated = pd.DataFrame(
        {
            "candidate": np.array(data.candidates, dtype=object)[data.candidate[by_people]],
            "item": np.array(data.items, dtype=object)[data.item[by_people]],
            "value": 1 - value if source.reverse else value,
        }
    )
    answers = rated.groupby(["candidate", "item"])["value"].mean().reset_index()
    answers["group"] = answers["candidate"].map(dict(group_of))
    whole = answers.groupby("candidate")["value"]
    others = whole.transform("size") - 1
    rest = (whole.transform("sum") - answers["value"]) / others.where(others > 0)
    answers["rest"] = rest.where(others >= FEWEST_OTHERS)
    answers["reached"] = answers["value"] >= MIDDLE
    return answers.dropna(subset=["group", "rest"])


def _compared(question: str, group: str, largest: str, rows: pd.DataFrame) -> QuestionBias:
    both = rows[rows["group"].isin([group, largest])]
    mine = both["group"] == group
    people = (int(mine.sum()), int((~mine).sum()))
    tables = _tables(both, mine) if min(people) >= FEWEST_IN_A_GROUP else []
    ratio, low, high, p = _pooled(tables)
    return QuestionBias(
        question, group, largest, people, ratio, low, high, p, min(people) < FEWEST_IN_A_GROUP
    )


def _tables(both: pd.DataFrame, mine: "pd.Series[bool]") -> list[list[list[int]]]:
    """Per stratum: the group and the largest group, who reached the middle and who did not."""
    stratum = pd.qcut(both["rest"].rank(method="average"), STRATA, labels=False, duplicates="drop")
    found = []
    for number in sorted(stratum.unique()):
        here = stratum == number
        rows = [
            [int((who & both["reached"]).sum()), int((who & ~both["reached"]).sum())]
            for who in (here & mine, here & ~mine)
        ]
        if all(sum(row) for row in rows):
            found.append(rows)
    return found


def _pooled(tables: Sequence[Sequence[Sequence[int]]]) -> tuple[float, float, float, float]:
    """Odds ratio, 95 % interval and p; nan where no stratum lets the groups differ."""
    cells = np.array(tables, dtype=float).reshape(-1, 2, 2)
    if not (cells[:, 0, 0] * cells[:, 1, 1]).sum() or not (cells[:, 0, 1] * cells[:, 1, 0]).sum():
        return nan, nan, nan, nan
    from statsmodels.stats.contingency_tables import StratifiedTable  # noqa: PLC0415  # slow

    pooled = StratifiedTable(list(cells))
    low, high = pooled.logodds_pooled_confint()
    p = float(pooled.test_null_odds(correction=False).pvalue)
    return float(pooled.oddsratio_pooled), exp(low), exp(high), p
