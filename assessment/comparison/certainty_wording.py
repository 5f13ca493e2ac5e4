"""How sure a comparison is, in sentences that go no further than the probabilities behind them."""

from collections.abc import Mapping, Sequence

from assessment.comparison.panel_wording import strictness
from assessment.comparison.profiles import Profile
from assessment.comparison.wording import percent
from assessment.domain.listing import listed
from assessment.measurement.levels import Z, severities
from assessment.measurement.linking import Linking, PanelLink
from assessment.measurement.model import Posterior
from assessment.measurement.panel import Range
from assessment.measurement.ranking import SURE
from assessment.measurement.role import DifficultyBasis, Estimate, RoleEstimates, StrictnessBasis
from assessment.measurement.shortlist import EstimateDifference
from question_bank import TargetLevel

FITS = {
    Profile.PLANT: "on plant fit",
    Profile.ENTERPRISE: "on enterprise fit",
    Profile.BRIEF: "under the brief's weights",
    Profile.EQUAL: "under equal weights",
}
MOST_LISTED = 5
"""Codes in one sentence; more candidates than this are counted."""
EVEN = 0.6
"""Below this probability nobody is said to be ahead."""


def chances(probability: float) -> str:
    """`97 in 100`, rounded down: what falls short of being sure never reads as sure."""
    whole = int(probability * 100 + 1e-9)
    return "more than 99 in 100" if whole >= 99 and probability > 0.99 else f"{whole} in 100"


def pair(first: str, second: str, above: float, fit: str) -> str:
    """Who is above whom; `above` is the probability that `first` is, at least one half."""
    if above >= SURE:
        return f"{first} is clearly above {second} {fit}."
    apart = f"{first} and {second} cannot be told apart {fit}"
    if above < EVEN:
        return f"{apart}: either may be ahead."
    return f"{apart}, though {first} is more likely to be ahead."


def tiers_in_words(tiers: Sequence[Sequence[str]], fit: str) -> str:
    """Who cannot be told from whom; each tier begins with its first."""
    said = []
    rest = [name for tier in tiers[1:] for name in tier]
    if rest and len(tiers[0]) == 1:
        below = rest[0] if len(rest) == 1 else "each of the other ranked candidates"
        said.append(f"{tiers[0][0]} is clearly above {below} {fit}.")
    for n, (first, *others) in enumerate([tier for tier in tiers if len(tier) > 1]):
        where = "either" if n else fit  # the first such sentence says which fit
        if len(others) == 1:
            said.append(f"{first} and {others[0]} cannot be told apart {where}.")
        else:
            said.append(f"{several(others)} cannot be told apart from {first} {where}.")
    return " ".join(said)


def several(others: Sequence[str]) -> str:
    """`C-02, C-05 and C-07`, in the order of their codes; `11 others` where they are many."""
    return f"{len(others)} others" if len(others) > MOST_LISTED else listed(sorted(others))


def rank_range(estimate: Estimate, placed: int) -> str:
    """`rank 1 to 2 of 5`; blank without a rank."""
    if estimate.rank is None:
        return ""
    low, high = estimate.rank_low, estimate.rank_high
    return f"rank {low} of {placed}" if low == high else f"rank {low} to {high} of {placed}"


def ranks_count(withdrawn: Sequence[str]) -> str:
    """That ranks go on counting those who have withdrawn; blank where there is nobody."""
    if not withdrawn:
        return ""
    have = "has" if len(withdrawn) == 1 else "have"
    return f"Ranks also count {listed(withdrawn)}, who {have} withdrawn."


def interval(estimate: Estimate | EstimateDifference, *, signed: bool = False) -> str:
    """`77 (67–82)`; a difference is signed, with `to` between its ends."""
    if not signed:
        return f"{estimate.estimate:.0f} ({estimate.low:.0f}–{estimate.high:.0f})"
    middle, low, high = (_signed(x) for x in (estimate.estimate, estimate.low, estimate.high))
    return f"{middle}\u00a0({low}\u00a0to\u00a0{high})"


def _signed(points: float) -> str:
    whole = f"{abs(points):.0f}"
    return whole if whole == "0" else f"{'+' if points > 0 else '−'}{whole}"


def of_one(estimates: Mapping[str, Estimate]) -> str:
    """A candidate's two estimates; blank where there are none."""
    plant, enterprise = (estimates.get(t.value) for t in TargetLevel)
    if plant is None or enterprise is None:
        return ""
    return (
        f"Estimate from all scorecards for this role, with its 95\u00a0% interval: "
        f"{interval(plant)} for the plant, {interval(enterprise)} for the enterprise."
    )


def rests_on(basis: DifficultyBasis) -> str:
    """What the difficulty of the questions is taken from."""
    if not basis.ratings:
        return "These questions have no earlier ratings, so they are assumed to be similarly hard."
    noun = "rating" if basis.ratings == 1 else "ratings"
    known = f"Question difficulty is based on {basis.ratings:,} earlier {noun}"
    if basis.known == basis.items:
        return f"{known}."
    cover = "covers" if basis.ratings == 1 else "cover"
    return (
        f"{known}, which {cover} {basis.known} of the {basis.items} items. "
        "The others are assumed to be similarly hard."
    )


def strictness_rests_on(basis: StrictnessBasis) -> str:
    """What the interviewers' strictness is taken from."""
    further = [
        _also_on(some, basis.raters, where)
        for some, where in (
            (basis.history, "their ratings in other roles"),
            (basis.practice, "their practice"),
        )
        if some
    ]
    return " ".join(further) or "Strictness is based on this role's ratings alone."


def _also_on(some: int, of: int, where: str) -> str:
    if some == of:
        return f"Interviewers' strictness is also based on {where}."
    return f"For {some} of {of} interviewers, strictness is also based on {where}."


def panels_in_words(
    panels: Linking, strength: float, codes: Mapping[str, str], raters: Mapping[str, str]
) -> str:
    """Which panels share no candidate, and what comparisons between them rest on."""
    if panels.link is PanelLink.RATERS:
        return ""
    told = [
        f"{listed([raters.get(r, r) for r in who])} rated {listed([codes[c] for c in whom])}"
        for who, whom in zip(panels.raters, panels.candidates, strict=True)
    ]
    shared = "candidate" if panels.link is PanelLink.ITEMS else "candidate and no question"
    rest = (
        "the questions they share, and on the panels being about equally strict"
        if panels.link is PanelLink.ITEMS
        else "the assumption that panels and questions are alike"
    )
    return (
        f"{len(told)} panels have no {shared} in common: {'; '.join(told)}. "
        f"Comparisons between them depend on {rest}. The ratings remove "
        f"{percent(max(strength, 0.0))} of the uncertainty about which panel is stricter."
    )


def severity_in_words(posterior: Posterior, raters: Mapping[str, str]) -> str:
    """Who is clearly stricter or more generous than the panel; the estimates allow for it."""
    named = posterior.data.raters
    if len(named) < 2:
        return ""
    found = severities(posterior)
    clear = []
    for name, effect, se in zip(named, found.effect.tolist(), found.se.tolist(), strict=True):
        own = Range(effect, effect - Z * se, effect + Z * se)
        if own.clear:
            clear.append(f"{raters.get(name, name)} is {strictness(own)}")
    if not clear:
        return "Nobody on the panel stands out as strict or generous."
    return f"{'; '.join(clear)} than the panel's average. The estimates allow for it."


def mismatch(found: RoleEstimates, candidate: str, target: TargetLevel | None) -> str:
    """Said where a candidate is surely better for the other kind of role than for the brief's."""
    if target is None or not {Profile.PLANT, Profile.ENTERPRISE} <= set(found.of(candidate)):
        return ""
    other = next(t for t in TargetLevel if t is not target)
    gap = found.gap(candidate, other.value, target.value)
    if gap.low <= 0:
        return ""
    return (
        f"Fits {'an' if other is TargetLevel.ENTERPRISE else 'a'} {other} role clearly better than "
        f"this {target} role: the mismatch that surfaces in month six."
    )
