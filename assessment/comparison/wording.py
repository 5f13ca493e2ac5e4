"""Sentences made from the numbers that go no further than they do."""

from collections.abc import Mapping

from assessment.comparison.profiles import Profile
from assessment.comparison.score_gap import GapReason, Parting
from assessment.domain.listing import listed
from assessment.domain.rounding import one_decimal
from assessment.scoring.shortlist import ProfileScore, Scores
from question_bank import TargetLevel

ROLES = {
    TargetLevel.PLANT: "a plant MES engineer",
    TargetLevel.ENTERPRISE: "an enterprise MOM architect",
}
STRONG, SOLID = 75.0, 50.0
"""Where levels 4 and 3 lie on the 0-100 scale, with the rating scale's own words for them."""
NEAR = 5.0
"""Closer than one level on two questions of ten: said in numbers, with no word for either side."""


def level_of(value: float) -> float:
    """A value from 0 to 1 as a level from 1 to 5."""
    return 1 + 4 * value


def percent(share: float) -> str:
    """`65 %`, rounded down: what falls short of the floor never reads as having reached it."""
    return f"{int(share * 100 + 1e-9)}\u00a0%"


def not_assessed(score: ProfileScore, *, most: int | None = None) -> str:
    """`coverage 65 %, governance and portfolio not assessed`; beyond `most` they are counted."""
    many = most is not None and len(score.missing) > most
    what = f"{len(score.missing)} competencies" if many else listed(score.missing)
    return f"coverage {percent(score.coverage)}, {what} not assessed"


def parted(scores: Scores, parting: Parting | None) -> str:
    """Whether the same ratings speak for both roles, and what carries the difference."""
    if parting is None:
        return "Nothing that counts for both roles has been rated yet."
    if unsure := provisional(scores):
        return f"{unsure} {_apart(scores, parting)}"
    if parting.reason is None or abs(parting.gap) < NEAR:
        return f"The two scores are {_near(parting)}"
    return f"{_verdicts(parting)}: {_because(scores, parting, parting.reason)}."


def provisional(scores: Scores) -> str:
    """Which of the two scores are provisional, and what is missing; blank where neither is."""
    both = {str(t): scores.by_profile[Profile(t)] for t in TargetLevel}
    unsure = {target: score for target, score in both.items() if score.provisional}
    return held_back(unsure) if unsure else ""


def _apart(scores: Scores, parting: Parting) -> str:
    """The gap and what carries it, as arithmetic on what was assessed: no verdict on either."""
    if parting.reason is None or abs(parting.gap) < NEAR:
        return f"Based on what was assessed, the two scores are {_near(parting)}"
    points = one_decimal(abs(parting.gap))
    return (
        f"Based on what was assessed, the {parting.lower} score is {points} points "
        f"lower: {_because(scores, parting, parting.reason)}."
    )


def held_back(provisional: Mapping[str, ProfileScore]) -> str:
    """Which of the named scores are provisional, and what is missing."""
    names = list(provisional)
    reasons = {name: not_assessed(score) for name, score in provisional.items()}
    be, who = "are" if len(names) > 1 else "is", listed(names)
    who = who[:1].upper() + who[1:]  # `capitalize` would make every other code a small one
    if len(set(reasons.values())) == 1:
        return f"{who} {be} provisional: {reasons[names[0]]}."
    said = "; ".join(f"{name} {reason}" for name, reason in reasons.items())
    return f"{who} {be} provisional: {said}."


def _near(parting: Parting) -> str:
    return (
        f"within {NEAR:.0f} points of each other: {one_decimal(parting.plant)} for the plant, "
        f"{one_decimal(parting.enterprise)} for the enterprise."
    )


def _word(score: float) -> str:
    return "strong" if score >= STRONG else "solid" if score >= SOLID else "not yet"


def _verdicts(parting: Parting) -> str:
    high, low = parting.higher, parting.lower
    said, there = _word(parting.score(high)), _word(parting.score(low))
    if said != there:
        return f"{said.capitalize()} for {ROLES[high]}, {there} for {ROLES[low]}"
    joint = "or" if said == "not yet" else "and"
    points = f"where the score is {one_decimal(abs(parting.gap))} points lower"
    return f"{said.capitalize()} for {ROLES[high]} {joint} for {ROLES[low]}, {points}"


def _because(scores: Scores, parting: Parting, reason: GapReason) -> str:
    """`low on governance and portfolio, which carry 35 % of the enterprise weight`."""
    names = listed([c.competency for c in reason.carriers])
    verb = "carry" if len(reason.carriers) > 1 else "carries"
    there = _share(scores, reason, parting.lower)
    if reason.heavier_there:
        return f"low on {names}, which {verb} {there}"
    here = _share(scores, reason, parting.higher)
    return f"high on {names}, which {verb} {here} and only {there}"


def _share(scores: Scores, reason: GapReason, target: TargetLevel) -> str:
    """`35 % of the enterprise weight`; where something was not assessed, of what was."""
    assessed = "assessed " if scores.by_profile[Profile(target)].missing else ""
    return f"{reason.weight(target):.0f}\u00a0% of the {assessed}{target} weight"


def heard(scores: Scores) -> str:
    """`highest execution 4.5 · lowest governance 2.0`; blank where all are alike."""
    ranked = sorted(scores.by_competency.items(), key=lambda pair: -pair[1])
    if len(ranked) < 2 or ranked[0][1] == ranked[-1][1]:
        return ""
    (top, most), (bottom, least) = ranked[0], ranked[-1]
    high, low = one_decimal(level_of(most)), one_decimal(level_of(least))
    return f"highest {top} {high} · lowest {bottom} {low}"
