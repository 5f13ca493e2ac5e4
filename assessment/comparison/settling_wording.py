"""How close the closest decision of a shortlist is, and what would settle it, in sentences."""

from assessment.comparison.certainty_wording import FITS, chances, interval, pair
from assessment.comparison.profiles import Profile
from assessment.measurement.shortlist import EstimateDifference


def how_close(first: str, second: str, difference: EstimateDifference, profile: Profile) -> str:
    """Who may be above whom, with the probability and the difference in points."""
    return (
        f"{pair(first, second, difference.above, FITS[profile])} Chance that {first} is ahead: "
        f"{chances(difference.above)}. Difference: {interval(difference, signed=True)} points."
    )


def would_settle_it(
    questions: int, raters: int, *, half: float, half_then: float, told_apart: float
) -> str:
    """What asking so many questions of both would come to.

    `half` and `half_then` are half the width of the difference's 95 % interval, in points, now and
    afterwards; `told_apart` is the probability that the two can then be told apart.
    """
    asked = "question" if questions == 1 else f"{questions} questions"
    heard = "one person" if raters == 1 else f"{raters} people"
    return (
        f"What would settle it: ask both candidates the {asked} below, rated by {heard} each. "
        f"That should narrow the difference from ±{half:.1f} to ±{half_then:.1f} points; the "
        f"chance that the two can then be told apart is {chances(told_apart)}."
    )
