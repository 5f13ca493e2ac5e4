"""The analysis in plain words: what can be said, how sure it is, and what it rests on."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from assessment.analysis.results import Analysis
from assessment.domain.markdown import escaped
from assessment.measurement.levels import Z
from assessment.measurement.linking import PanelLink
from assessment.measurement.misfit import Misfit
from assessment.measurement.ranking import SURE

MOST_NAMED = 10
ERRATIC, EVEN, ENOUGH = 1.3, 0.7, 100
"""Limits of infit, and how many ratings they need."""
FEW_SUBJECTS = 30


def report(found: Analysis, file: str) -> str:
    """Markdown, one idea a sentence."""
    parts = (
        ("", _opening(found, file)),
        ("Candidates", _candidates(found)),
        ("Raters", _raters(found)),
        ("Items", _items(found)),
        ("Agreement", _agreement(found)),
        ("What this is based on", _grounds(found)),
    )
    lines: list[str] = []
    for title, sentences in parts:
        said = list(sentences)
        if said:
            lines += [f"## {title}", ""] if title else []
            lines += [*said, ""]
    return "\n".join(lines)


def _opening(found: Analysis, file: str) -> Iterator[str]:
    data, (low, high) = found.source.data, found.source.scale
    best = "1 is best" if found.source.reverse and low == 1 else ""
    best = best or f"{low if found.source.reverse else high:g} is best"
    yield f"# Panel analysis of {escaped(file)}"
    yield ""
    rated = int((found.candidates["n"] > 0).sum())
    yield (
        f"{_number(len(data), 'rating')} of {_number(rated, 'candidate')} by "
        f"{_number(len(data.raters), 'rater')} on {_number(len(data.items), 'item')}. "
        f"The scale runs from {low:g} to {high:g}; {best}."
    )


def _candidates(found: Analysis) -> Iterator[str]:
    rated = found.candidates[found.candidates["n"] > 0].sort_values(["tier", "rank"])
    yield (
        "The estimate is the level to expect from an average rater on an average item. Candidates "
        "in one tier cannot be told apart from its first with 95 % probability."
    )
    yield ""
    for tier, members in list(rated.groupby("tier"))[:MOST_NAMED]:
        named = [
            f"{escaped(row.candidate)} {row.estimate:.1f} ({row.low:.1f} to {row.high:.1f})"
            for row in _rows(members.head(MOST_NAMED))
        ]
        more = len(members) - len(named)
        yield f"- Tier {tier}: {', '.join(named)}{f' and {more} more' if more else ''}"
    yield ""
    yield from _too_narrow(found.misfit)
    yield from _neighbours(found, rated)
    yield from _moves(found, rated)
    for name in found.candidates.loc[found.candidates["n"] == 0, "candidate"].head(MOST_NAMED):
        yield f"{escaped(name)} has no usable rating and no estimate."


def _too_narrow(found: Misfit) -> Iterator[str]:
    """Why the intervals are narrower than they should be, where something was seen."""
    if not found:
        return
    seen = [
        f"levels of rater {escaped(rater)} follow the candidates less than expected"
        for rater in found.noisy[:MOST_NAMED]
    ]
    seen += [
        f"rater {escaped(rater)} gave nearly every answer the same level, whoever the candidate"
        for rater in found.one_level[:MOST_NAMED]
    ]
    if found.halo:
        seen.append("some raters' levels go up or down with the candidate as a whole (halo)")
    yield (
        f"The intervals are probably too narrow: {'; '.join(seen)}. The estimates do not allow "
        "for this, so the order is less certain than shown."
    )
    yield ""


def _above(found: Analysis, one: str, other: str) -> float:
    names = found.candidates.loc[found.candidates["n"] > 0, "candidate"].tolist()
    first, second = (found.draws[:, names.index(name)] for name in (one, other))
    return float((first > second).mean())


def _neighbours(found: Analysis, rated: pd.DataFrame) -> Iterator[str]:
    """How sure the first place is."""
    top = rated.sort_values("rank")["candidate"].tolist()[:2]
    if len(top) == 2:
        chance = _above(found, *top)
        sure = "" if chance >= SURE else ", which is not enough to be sure"
        first, second = map(escaped, top)
        yield f"{first} is above {second} with a probability of {_percent(chance)}{sure}."


def _moves(found: Analysis, rated: pd.DataFrame) -> Iterator[str]:
    """Pairs whose order by mean the estimates turn round, nearest the top first."""
    sign = -1 if found.source.reverse else 1
    rows = rated.sort_values("rank").head(50)[["candidate", "mean", "tier"]].to_numpy().tolist()
    told = 0
    for n, (one, mean, tier) in enumerate(rows):
        for other, its_mean, its_tier in rows[n + 1 :]:
            if sign * (its_mean - mean) > 1e-9 and told < 3:
                told += 1
                tied = tier == its_tier and _above(found, one, other) < SURE
                rest = ", but they are still tied" if tied else ""
                yield (
                    f"Allowing for raters and items moves {escaped(one)} above {escaped(other)}, "
                    f"whose plain mean is better ({its_mean:.2f} against {mean:.2f}){rest}."
                )


def _raters(found: Analysis) -> Iterator[str]:
    table = found.raters
    if len(table) < 2:
        yield "There is only one rater, so severity and agreement cannot be measured."
        return
    clear = table[table["severity"].abs() > Z * table["se"]]
    for row in _rows(clear.sort_values("severity", key=abs, ascending=False).head(10)):
        size = abs(row.severity)
        low, high = size - Z * row.se, size + Z * row.se
        what = "stricter" if row.severity > 0 else "more lenient"
        yield (
            f"Rater {escaped(row.rater)} is about {size:.1f} levels {what} than the panel "
            f"({low:.1f} to {high:.1f})."
        )
    if clear.empty:
        yield "No rater is clearly stricter or more lenient than the panel."
    yield from _misfits(table)


def _misfits(table: pd.DataFrame) -> Iterator[str]:
    enough = table["n"] >= ENOUGH
    for row in _rows(table[enough & (table["infit"] > ERRATIC)].head(MOST_NAMED)):
        yield (
            f"Rater {escaped(row.rater)}'s levels follow the candidates less than expected "
            f"(infit {row.infit:.1f}, expected 1.0)."
        )
    for row in _rows(table[enough & (table["infit"] < EVEN)].head(MOST_NAMED)):
        yield (
            f"Rater {escaped(row.rater)} varies less than chance alone would "
            f"(infit {row.infit:.1f}, expected 1.0): perhaps only part of the scale is used."
        )
    few = int((~enough).sum())
    if few:
        yield (
            f"{_number(few, 'rater')} gave fewer than {ENOUGH} ratings, too few to judge how "
            "consistent they are."
        )


def _items(found: Analysis) -> Iterator[str]:
    table = found.items
    if len(table) < 2:
        return
    clear = table[table["difficulty"].abs() > Z * table["se"]].sort_values("difficulty")
    for row in _rows(clear[clear["difficulty"] > 0].tail(3)[::-1]):
        about = f"about {row.difficulty:.1f} levels below the average item"
        yield f"{escaped(row.item)} is hard: {about}."
    for row in _rows(clear[clear["difficulty"] < 0].head(3)):
        about = f"about {-row.difficulty:.1f} levels above the average item"
        yield f"{escaped(row.item)} is easy: {about}."
    if clear.empty:
        yield "No item is clearly harder or easier than the others."


def _agreement(found: Analysis) -> Iterator[str]:
    whole = found.agreement[found.agreement["item"] == ""]
    rows = {row["statistic"]: row for row in whole.to_dict("records")}
    alpha, single = rows["alpha_ordinal"], rows["ICC(A,1)"]
    if np.isnan(alpha["value"]):
        yield "No answer has two ratings that could differ, so agreement cannot be measured."
        return
    yield f"Krippendorff's alpha for ordered levels is {_interval(alpha)}; 1 is full agreement."
    if not np.isnan(single["value"]):
        yield f"One rater's level has a reliability of {_interval(single)} (ICC(A,1))."
    yield (
        "Both figures mix two effects: some raters are stricter than others, and raters are not "
        "always consistent. The estimates allow for the first. Infit in raters.csv shows the "
        "second."
    )
    subjects, raters = int(alpha["n_subjects"]), int(alpha["n_raters"])
    if subjects < FEW_SUBJECTS:
        yield (
            f"Only {subjects} answers have two ratings or more. The intervals are rough, and "
            "another panel could look quite different."
        )
    if raters < 3:
        yield "With two raters, agreement says more about these two than about raters in general."


def _grounds(found: Analysis) -> Iterator[str]:
    for note in found.source.notes:
        yield f"- {escaped(note)}."
    yield from _links(found)
    spreads = found.model.spreads_
    if spreads is None:
        return
    if "severity" not in spreads.estimated and len(found.raters) > 1:
        yield (
            f"- {len(found.raters)} raters are too few to learn how far raters differ in general; "
            f"a usual spread of {spreads.severity:g} logits is assumed."
        )
    if spreads.answer:
        how = "estimated" if "answer" in spreads.estimated else "assumed, as no answer has two"
        yield (
            "- Raters of one answer heard the same words, so their levels are not treated as "
            f"independent. The spread of answers is {how}: {spreads.answer:.2f} logits."
        )
    yield (
        "- Intervals hold 95 % of what is plausible under the model. They do not cover anything "
        "that was not rated."
    )


def _links(found: Analysis) -> Iterator[str]:
    link = found.linking
    if link.link is PanelLink.RATERS:
        return
    panels = "; ".join(", ".join(map(escaped, names[:5])) for names in link.raters[:5])
    through = (
        "only through the same items"
        if link.link is PanelLink.ITEMS
        else "by nothing: neither raters nor items are shared"
    )
    yield (
        f"- {len(link.raters)} panels share no candidate ({panels}). They are linked {through}. "
        "Comparisons between them rest on the assumption that the panels are equally strict on "
        "average; the intervals include that doubt."
    )


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    """One object for each row, with the columns as its attributes."""
    yield from table.itertuples()


def _interval(row: Any) -> str:  # noqa: ANN401  # a row of a table
    if np.isnan(row["low"]):
        return f"{row['value']:.2f}"
    return f"{row['value']:.2f} ({row['low']:.2f} to {row['high']:.2f})"


def _percent(share: float) -> str:
    """Never 0 or 100: draws cannot show that."""
    return (
        "over 99 %"
        if share > 0.99
        else "under 1 %"
        if share < 0.01
        else f"{share:.0%}".replace("%", " %")
    )


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
