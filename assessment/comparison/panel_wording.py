"""How a panel rates, in words that describe and do not judge."""

from collections.abc import Mapping, Sequence

from assessment.domain.listing import listed
from assessment.domain.rounding import rounded
from assessment.measurement.panel import OneLevel, Range, RaterPattern

Together = Mapping[tuple[str, str], int]


def signed(value: float, decimals: int = 1) -> str:
    """`+0.4`, `−0.1`, `0.0`."""
    shown = f"{abs(value):.{decimals}f}"
    return f"{'' if not float(shown) else '+' if value > 0 else '−'}{shown}"


def levels_apart(size: float, low: float, high: float) -> tuple[str, str]:
    """`0.4 levels` and `0.2 to 0.6`, for a difference that is surely above 0.

    Two decimals, or three, where one would show the lower end as 0.0.
    """
    decimals = next((n for n in (1, 2) if float(rounded(low, n))), 3)
    about, near, far = (rounded(value, decimals) for value in (size, low, high))
    return f"{about} levels", f"{near}\u00a0to\u00a0{far}"


def strictness(severity: Range | None) -> str:
    """Whether somebody is stricter than the panel's average, as far as that is known."""
    if severity is None:
        return "not known yet"
    if not severity.clear:
        low, high = signed(severity.low), signed(severity.high)
        return f"not clearly stricter or more generous ({low}\u00a0to\u00a0{high}\u00a0levels)"
    near, far = sorted((abs(severity.low), abs(severity.high)))
    about, span = levels_apart(abs(severity.value), near, far)
    return f"about {about} {'stricter' if severity.value > 0 else 'more generous'} ({span})"


def levels_used(levels: Sequence[int]) -> str:
    """`levels 2 to 5`, from how often each was given."""
    used = [level for level, times in enumerate(levels, 1) if times]
    if not used:
        return "none yet"
    return f"level {used[0]}" if len(used) == 1 else f"levels {used[0]} to {used[-1]}"


def one_level(found: OneLevel, code: str) -> str:
    return f"{code}: level {found.level + 1} on {found.times} of {found.of} questions."


def worth_a_look(pattern: RaterPattern, codes: Mapping[str, str]) -> list[str]:
    """What stands out in one rater's levels; each may have a good reason."""
    said = [one_level(found, codes[found.candidate]) for found in pattern.one_level]
    if pattern.halo and pattern.halo.low > 0:
        said.append("A candidate's levels move together more than the answers explain (halo).")
    if pattern.drift and pattern.drift.clear:
        way = "more generous" if pattern.drift.value > 0 else "stricter"
        said.append(f"Became {way} over time.")
    return said


def halo_and_drift(pattern: RaterPattern) -> str:
    """Both numbers with their intervals."""
    said = []
    if pattern.halo:
        said.append(f"halo {_interval(pattern.halo, 2)}")
    if pattern.drift:
        said.append(f"drift {_interval(pattern.drift)} levels a month")
    return " · ".join(said) or "too few candidates for halo and drift"


def _interval(found: Range, decimals: int = 1) -> str:
    value, low, high = (signed(x, decimals) for x in found)
    return f"{value}\u00a0({low}\u00a0to\u00a0{high})"


def seating(together: Together, names: Mapping[str, str], load: Mapping[str, int]) -> str:
    """Who should sit with whom next; `load` is how many candidates each rated."""
    if len(load) < 2:
        return (
            "One interviewer so far. A second one in the next interview will show how strict "
            "each is."
        )
    groups = _groups(together, load)
    if len(groups) > 1:
        chosen = [max(group, key=lambda r: load[r]) for group in groups]
        return (
            f"{listed([names[r] for r in chosen])} have no candidates in common, directly or "
            "through others. Put them in the next interview together, so that their levels can "
            "be compared."
        )
    if apart := [pair for pair, shared in together.items() if not shared]:
        one, other = max(apart, key=lambda pair: load[pair[0]] + load[pair[1]])
        return (
            f"{names[one]} and {names[other]} have no candidates in common and are only compared "
            "through others. One interview together would make the comparison more reliable."
        )
    fewest = min(together.values())
    many = "candidate" if fewest == 1 else "candidates"
    return (
        f"Every pair of interviewers has at least {fewest} {many} in common, so their levels can "
        "be compared. No change is needed."
    )


def _groups(together: Together, raters: Mapping[str, int]) -> list[list[str]]:
    """Raters who are joined by common candidates, perhaps through others."""
    group = {rater: {rater} for rater in raters}
    for (one, other), shared in together.items():
        if shared and group[one] is not group[other]:
            group[one] |= group[other]
            for rater in group[other]:
                group[rater] = group[one]
    found = {id(members): members for members in group.values()}
    return [[r for r in raters if r in members] for members in found.values()]
