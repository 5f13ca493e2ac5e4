"""What a practice round shows, in words that describe and do not judge."""

from collections.abc import Callable, Sequence
from datetime import datetime

from assessment.comparison.panel_wording import levels_apart, signed
from assessment.comparison.wording import percent
from assessment.domain.listing import listed
from assessment.domain.practice import PracticeRound
from assessment.measurement.panel import Range
from assessment.measurement.practice import PracticePattern

Day = Callable[[datetime], str]
"""How a page writes a day."""


def agreement(found: PracticePattern) -> str:
    """On how many answers the level was the key's, and on how many it was near."""
    near = percent(found.near_share.low), percent(found.near_share.high)
    same = percent(found.same_share.low), percent(found.same_share.high)
    return (
        f"You gave the key's level on {found.same} of {found.answers} answers "
        f"(95\u00a0% interval {same[0]} to {same[1]}), and came within one level on {found.near} "
        f"({near[0]}\u00a0to\u00a0{near[1]})."
    )


def standard(found: PracticeRound, now: datetime, day: Day) -> str:
    """Whether a finished round meets the rule it began with, and until when it is valid."""
    rule = found.rule
    asked = f"within one level on {rule.near_percent}\u00a0% and on the key's level on "
    asked += f"{rule.same_percent}\u00a0%"
    if (until := found.valid_until) is None:
        return (
            f"The standard is {asked} of the answers, and this round is below it. That's nothing "
            "unusual with so few answers. Read the reasons, then practise again whenever you like."
        )
    valid = "is valid until" if until > now else "was valid until"
    return f"This round meets the standard ({asked}). It {valid} {day(until)}."


def strictness_of_practice(found: PracticePattern) -> str:
    """Whether the levels were below or above the key on average."""
    mean = found.strictness
    if not mean.clear:
        low, high = signed(mean.low), signed(mean.high)
        return (
            "On average you weren't clearly stricter or more generous than the key "
            f"({low}\u00a0to\u00a0{high}\u00a0levels)."
        )
    return f"On average you were {_by(mean)} than the key."


def range_in_words(found: PracticePattern) -> str:
    """Which levels of the key were never given."""
    missed = [
        str(level)
        for level, (given, keyed) in enumerate(zip(found.given, found.keyed, strict=True), 1)
        if keyed and not given
    ]
    if not missed:
        return "You used every level that the key has."
    return f"You never gave level {_either(missed)}, which the key has."


def competencies_in_words(found: PracticePattern) -> str:
    """Where the levels clearly differ from the key."""
    apart = [
        f"{_by(c.strictness)} on {c.competency.lower()}"
        for c in found.competencies
        if c.strictness.clear
    ]
    if not apart:
        return "No competency clearly differs from the key. Two answers each can only hint at one."
    return f"You were {listed(apart)}."


def difference(key: int, level: int) -> str:
    """`same level`, `1 level stricter`."""
    if key == level:
        return "same level"
    levels = abs(key - level)
    way = "stricter" if level < key else "more generous"
    return f"{levels} {'level' if levels == 1 else 'levels'} {way}"


def interval_in_levels(found: Range) -> str:
    """`+0.5 (−0.8 to +1.8)`."""
    value, low, high = (signed(x) for x in found)
    return f"{value}\u00a0({low}\u00a0to\u00a0{high})"


def validity(until: datetime | None, now: datetime, day: Day) -> str:
    """The state of a rater's practice in one sentence."""
    if until is None:
        return "You have no practice that meets the standard yet."
    if until <= now:
        return f"Your practice was valid until {day(until)}. It's time to practise again."
    return f"Your practice is valid until {day(until)}."


def status_in_words(until: datetime | None, now: datetime, day: Day) -> str:
    """For whoever runs the interviews: only until when, or that it's due."""
    if until is None or until <= now:
        return "practice is due"
    return f"practised, valid until {day(until)}"


def round_line(found: PracticeRound, day: Day) -> str:
    """A finished round in a list."""
    ended = found.finished_at or found.started_at
    return f"Round {found.number}, {day(ended)}: your levels and the key"


def _by(mean: Range) -> str:
    near, far = sorted((abs(mean.low), abs(mean.high)))
    about, span = levels_apart(abs(mean.value), near, far)
    return f"about {about} {'stricter' if mean.value > 0 else 'more generous'} ({span})"


def _either(levels: Sequence[str]) -> str:
    *before, last = levels
    return f"{', '.join(before)} or {last}" if before else last
