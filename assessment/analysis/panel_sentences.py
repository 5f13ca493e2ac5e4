"""What a report says of the raters and the items: who is strict, and what is hard."""

from collections.abc import Iterator

import pandas as pd

from assessment.analysis.report_words import MOST_NAMED, number, rows
from assessment.analysis.results import Analysis
from assessment.comparison.panel_wording import levels_apart
from assessment.domain.text.markdown import escaped
from assessment.measurement.levels import Z

ERRATIC, EVEN, ENOUGH = 1.3, 0.7, 100
"""Limits of infit, and how many ratings they need."""
MOST_ITEMS = 3


def rater_sentences(found: Analysis) -> Iterator[str]:
    """Who is clearly stricter or more generous, and whose levels are odd."""
    table = found.raters
    if len(table) < 2:
        yield (
            "There is only one rater, so severity and agreement cannot be measured. The intervals "
            "do not include how strict this rater is."
        )
        return
    clear = table[table["severity"].abs() > Z * table["se"]]
    for row in rows(clear.sort_values("severity", key=abs, ascending=False).head(MOST_NAMED)):
        size, doubt = abs(row.severity), Z * row.se
        about, span = levels_apart(size, size - doubt, size + doubt)
        what = "stricter" if row.severity > 0 else "more generous"
        yield f"Rater {escaped(row.rater)} is about {about} {what} than the panel ({span})."
    if len(clear) > MOST_NAMED:
        more = number(len(clear) - MOST_NAMED, "more rater")
        yield f"{more} clearly stricter or more generous: see the table of raters."
    if clear.empty:
        yield "No rater is clearly stricter or more generous than the panel."
    yield from _misfits(table)


def _misfits(table: pd.DataFrame) -> Iterator[str]:
    enough = table["n"] >= ENOUGH
    for row in rows(table[enough & (table["infit"] > ERRATIC)].head(MOST_NAMED)):
        yield (
            f"Rater {escaped(row.rater)}'s levels follow the candidates less than expected "
            f"(infit {row.infit:.1f}, expected 1.0)."
        )
    for row in rows(table[enough & (table["infit"] < EVEN)].head(MOST_NAMED)):
        yield (
            f"Rater {escaped(row.rater)} varies less than chance alone would "
            f"(infit {row.infit:.1f}, expected 1.0): perhaps only part of the scale is used."
        )
    few = int((~enough).sum())
    if few:
        yield (
            f"{number(few, 'rater')} gave fewer than {ENOUGH} ratings, so infit in the table of "
            "raters is only a rough guide to how consistent they are."
        )


def item_sentences(found: Analysis) -> Iterator[str]:
    """Which items are clearly harder or easier than the others."""
    table = found.items
    if len(table) < 2:
        return
    clear = table[table["difficulty"].abs() > Z * table["se"]].sort_values("difficulty")
    for row in rows(clear[clear["difficulty"] > 0].tail(MOST_ITEMS)[::-1]):
        yield f"{escaped(row.item)} is hard: about {_apart(row)} below the average item."
    for row in rows(clear[clear["difficulty"] < 0].head(MOST_ITEMS)):
        yield f"{escaped(row.item)} is easy: about {_apart(row)} above the average item."
    if clear.empty:
        yield "No item is clearly harder or easier than the others."


def _apart(row: object) -> str:
    size, doubt = abs(row.difficulty), Z * row.se  # type: ignore[attr-defined]
    about, span = levels_apart(size, size - doubt, size + doubt)
    return f"{about} ({span})"
