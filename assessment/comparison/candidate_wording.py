"""A shortlist in words: who fits best, and one plain sentence or two for each candidate.

A tier is a list of codes, its first in front: nobody in it can be told apart from that first, and
everybody in a later tier is clearly below it.
"""

from collections.abc import Iterable, Mapping, Sequence

from assessment.comparison.certainty_wording import EVEN, chances, several
from assessment.comparison.profiles import Profile
from assessment.comparison.wording import percent
from assessment.domain.listing import listed
from assessment.domain.rounding import one_decimal
from assessment.measurement.role import Estimate
from assessment.scoring.shortlist import ProfileScore
from question_bank import Competency

Tiers = Sequence[Sequence[str]]

FOR = {
    Profile.PLANT: "for the plant",
    Profile.ENTERPRISE: "for the enterprise",
    Profile.BRIEF: "under the brief's weights",
    Profile.EQUAL: "under equal weights",
}
OUT_OF_THE_RUNNING = "Withdrawn, and in no tier."
BEST = "best"
BEST_FIT = {
    Profile.PLANT: "best plant fit",
    Profile.ENTERPRISE: "best enterprise fit",
    Profile.BRIEF: "best fit under the brief's weights",
    Profile.EQUAL: "best under equal weights",
}


def who_fits(tiers: Tiers, above: float) -> str:
    """Who fits best; `above` is the chance that the first is ahead of the second in its tier."""
    if not tiers:
        return "nobody can be ranked yet."
    first, *others = tiers[0]
    if not others:
        rest = [code for tier in tiers[1:] for code in tier]
        below = rest[0] if len(rest) == 1 else f"the {len(rest)} others who are ranked"
        return f"{first} fits best, clearly above {below}."
    if len(others) > 1:
        second, *rest = others
        if above >= EVEN:
            return (
                f"{first} has the best estimate, and {several(others)} cannot be told apart "
                f"from {first}."
            )
        return (
            f"either {first} or {second} may be ahead, and {several(rest)} cannot be told apart "
            f"from {first}."
        )
    apart = f"{first} and {others[0]} cannot be told apart"
    if above < EVEN:
        return f"{apart}; either may be ahead."
    return f"{apart}; {first} is more likely to be ahead, {chances(above)}."


def place_in_words(code: str, tiers: Tiers) -> str:
    """Which place the tiers give a candidate; blank without one.

    `best`, `tied with C-02`, `clearly below C-01`, `clearly below C-01 and tied with C-04`.
    """
    at = next((n for n, tier in enumerate(tiers) if code in tier), None)
    if at is None:
        return ""
    first, *others = tiers[at]
    tied = f"tied with {several(others) if code == first else first}" if others else ""
    if at == 0:
        return tied or BEST
    below = f"clearly below {tiers[at - 1][0]}"
    return f"{below} and {tied}" if tied else below


def place_under(where: str, *profiles: Profile) -> str:
    """`best plant fit`, `tied with C-02 for the plant and for the enterprise`."""
    if where == BEST:
        return listed([BEST_FIT[p] for p in profiles])
    return f"{where} {listed([FOR[p] for p in profiles])}"


def in_words(
    code: str,
    chosen: Profile,
    scores: Mapping[str, ProfileScore],
    estimates: Mapping[str, Estimate],
    tiers: Mapping[Profile, Tiers],
) -> str:
    """`Best plant fit: estimate 77 (67 to 82). Tied with C-02 for the enterprise.`

    The chosen weighting first, then the two targets, then what nothing was heard on.
    """
    targets = [p for p in (Profile.PLANT, Profile.ENTERPRISE) if p is not chosen]
    said = [_chosen(code, chosen, scores[chosen], estimates.get(chosen), tiers[chosen])]
    places: dict[str, list[Profile]] = {}
    for p in targets:
        if where := place_in_words(code, tiers[p]):
            places.setdefault(where, []).append(p)
    said += [_capital(place_under(where, *profiles)) for where, profiles in places.items()]
    missing = [c for p in (chosen, *targets) for c in scores[p].missing]
    said += [_unheard(missing)] if missing else []
    return " ".join(f"{sentence}." for sentence in said)


def _chosen(
    code: str, chosen: Profile, score: ProfileScore, estimate: Estimate | None, tiers: Tiers
) -> str:
    if score.score is None:
        return f"Nothing rated that counts {FOR[chosen]}"
    if estimate is None:
        unsure = f", provisional, coverage {percent(score.coverage)}" if score.provisional else ""
        return f"Scored {one_decimal(score.score)} {FOR[chosen]}{unsure}, with no interval yet"
    known = f"estimate {between(estimate)}"
    if score.provisional:
        return f"Provisional {FOR[chosen]}, coverage {percent(score.coverage)}: {known}"
    if where := place_in_words(code, tiers):
        return _capital(f"{place_under(where, chosen)}: {known}")
    return _capital(f"{known} {FOR[chosen]}, not ranked")


def between(estimate: Estimate) -> str:
    """`77 (67 to 82)`."""
    return f"{estimate.estimate:.0f}\u00a0({estimate.low:.0f}\u00a0to\u00a0{estimate.high:.0f})"


def _unheard(missing: Iterable[Competency]) -> str:
    return f"Nothing heard on {listed(list(dict.fromkeys(missing)))}"


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
