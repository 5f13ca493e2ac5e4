"""What a report says of how far the raters agree."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from assessment.analysis.results import Analysis
from assessment.domain.rounding import rounded

FEW_SUBJECTS = 30

Row = Mapping[Any, Any]
"""A statistic's row in the table of agreement."""


def agreement_sentences(found: Analysis) -> Iterator[str]:
    """The two coefficients with their intervals, and what a small table leaves open."""
    whole = found.agreement[found.agreement["item"] == ""]
    by_name = {row["statistic"]: row for row in whole.to_dict("records")}
    alpha, single = by_name["alpha_ordinal"], by_name["ICC(A,1)"]
    if np.isnan(alpha["value"]):
        yield _not_measured(int(alpha["n_subjects"]))
        return
    yield (
        f"Krippendorff's alpha for ordered levels is {_interval(alpha)}; 1 is full agreement, and "
        "0 is what chance would give."
    )
    both = not np.isnan(single["value"])
    if both:
        yield f"One rater's level has a reliability of {_interval(single)} (ICC(A,1))."
    yield (
        f"{'Both figures mix' if both else 'This figure mixes'} two effects: some raters are "
        "stricter than others, and raters are not always consistent. The estimates allow for the "
        "first. Infit in the table of raters shows the second."
    )
    yield from _small(alpha)


def _not_measured(shared: int) -> str:
    """Why there is no coefficient; `shared` answers have two ratings or more."""
    why = {
        0: "No answer was rated twice",
        1: "Only one answer was rated twice",
    }.get(shared, "All levels of the answers that were rated twice are the same")
    return f"{why}, so agreement cannot be measured."


def _small(alpha: Row) -> Iterator[str]:
    subjects, raters = int(alpha["n_subjects"]), int(alpha["n_raters"])
    if subjects < FEW_SUBJECTS:
        rough = (
            "That is too few for an interval"
            if np.isnan(alpha["low"])
            else "The intervals are rough"
        )
        yield (
            f"Only {subjects} answers have two ratings or more. {rough}, and another panel could "
            "look quite different."
        )
    if raters < 3:
        yield "With two raters, agreement says more about these two than about raters in general."


def _interval(row: Row) -> str:
    if np.isnan(row["low"]):
        return rounded(row["value"], 2)
    return f"{rounded(row['value'], 2)} ({rounded(row['low'], 2)} to {rounded(row['high'], 2)})"
