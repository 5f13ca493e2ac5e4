"""Which weights would change a shortlist, in words that name only what the numbers show."""

from collections.abc import Mapping

from assessment.comparison.certainty_wording import MOST_LISTED
from assessment.domain.listing import listed
from assessment.measurement.sensitivity import Sensitivity, Top, Turn, WeightChange
from question_bank import Competency

Codes = Mapping[str, str]


def what_turns(turn: Turn, now: Top, codes: Codes) -> str:
    """`C-02 has the highest score, C-03 joins the first tier`: what is otherwise at the top."""
    then, said = turn.top, []
    if not then.placed:
        return "nobody can be ranked"
    if then.leaders != now.leaders:
        verb = "has" if len(then.leaders) == 1 else "share"
        said.append(f"{_named(then.leaders, codes)} {verb} the highest score")
    if joined := then.tier - now.tier:
        verb = "joins" if len(joined) == 1 else "join"
        said.append(f"{_named(joined, codes)} {verb} the first tier")
    if left := (now.tier - then.tier) & then.placed:
        verb = "falls" if len(left) == 1 else "fall"
        said.append(f"{_named(left, codes)} {verb} clearly behind")
    if new := then.placed - now.placed - joined:
        said.append(f"{_named(new, codes)} can be ranked")
    if dropped := now.placed - then.placed:
        said.append(f"{_named(dropped, codes)} can no longer be ranked")
    return ", ".join(said)


def turns(change: WeightChange) -> list[Turn]:
    """Both ways in which the weight can turn the top, the nearer first."""
    known = [t for t in (change.lower, change.higher) if t]
    return sorted(known, key=lambda t: abs(t.weight - change.weight))


def what_it_takes(change: WeightChange, now: Top, codes: Codes) -> str:
    """`Execution at 28 instead of 25: C-02 falls clearly behind.`, of the nearer change."""
    turn = turns(change)[0]
    name = change.competency.capitalize()
    return (
        f"{name} at {turn.weight:.0f} instead of {change.weight:.0f}: "
        f"{what_turns(turn, now, codes)}."
    )


def steady(found: Sensitivity) -> str:
    """Whose weight changes nothing, however far it moves; blank where every one does something."""
    names = [c.competency for c in found.changes if not turns(c)]
    if len(names) == len(found.changes):
        return "No single weight changes the top of this shortlist, anywhere from 0 to 100."
    known = [c.value for c in Competency if c.value in names]
    return f"No weight of {listed(known, 'or')} from 0 to 100 changes it." if names else ""


def on_the_top(now: Top, codes: Codes) -> str:
    """Who is at the top now, which the changes are counted from."""
    if not now.placed:
        return "Nobody can be ranked under these weights yet."
    who, tier = _named(now.leaders, codes), _named(now.tier, codes)
    verb = "has" if len(now.leaders) == 1 else "share"
    be = "is" if len(now.tier) <= MOST_LISTED else "has"
    return f"Now {who} {verb} the highest score, and the first tier {be} {tier}."


def _named(names: frozenset[str], codes: Codes) -> str:
    """Their codes; how many they are where that would be a list of its own."""
    if len(names) > MOST_LISTED:
        return f"{len(names)} candidates"
    return listed(sorted(codes[n] for n in names))
