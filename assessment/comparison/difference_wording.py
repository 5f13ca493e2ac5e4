"""How far raters agree on one candidate, in a sentence, and what their differences can move."""

from collections.abc import Sequence

from assessment.comparison.differences import Difference
from assessment.domain.rounding import one_decimal


def agreement(agreed: int, found: Sequence[Difference], fit: str, *, so_far: bool = False) -> str:
    """On how many questions raters agree, and by how much the others can move the score.

    `fit` names the weights, as in `under equal weights`. The points are those between the lowest
    and the highest level on every question at once, which is as far as the score can move.
    """
    compared, yet = agreed + len(found), " so far" if so_far else ""
    if not compared:
        return f"No question was rated by two people{yet}."
    if not found:
        return f"Raters agree on {_all(compared)}{yet}."
    on = f"Raters agree on {agreed} of {compared} questions{yet}"
    if not agreed:
        on = f"Raters differ on {_all(compared)}{yet}"
    return f"{on}. {_below(found, fit)}."


def _all(questions: int) -> str:
    """`the one question`, `both questions`, `all 11 questions`: those that two people rated."""
    named = {1: "the one question", 2: "both questions"}
    return f"{named.get(questions, f'all {questions} questions')} that two or more rated"


def _below(found: Sequence[Difference], fit: str) -> str:
    points = sum(d.points for d in found)
    one = len(found) == 1
    those = "The one below" if one else f"The {len(found)} below"
    if points == 0:
        return f"{those} {'carries' if one else 'carry'} no weight {fit}"
    together = "" if one else " in all"
    return f"{those} can move the score by up to {one_decimal(points)} points{together} {fit}"
