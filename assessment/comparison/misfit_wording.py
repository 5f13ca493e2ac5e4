"""That intervals are too narrow where a panel rates in a way that the estimates don't allow for."""

from collections.abc import Mapping, Sequence

from assessment.domain.listing import listed
from assessment.measurement.misfit import Misfit

MOST_NAMED = 10


def too_narrow(
    found: Misfit, names: Mapping[str, str], where: str = "", *, people: str = "interviewers"
) -> str:
    """What was seen, and what it means for the intervals; blank where nothing was seen.

    `where` says where the intervals are, unless the sentence stands beside them, and `people` what
    raters are called there.
    """
    if not found:
        return ""
    seen = []
    if found.noisy:
        who = _named(found.noisy, names)
        seen.append(f"the levels from {who} follow the candidates less than expected")
    if found.one_level:
        who = _named(found.one_level, names)
        seen.append(f"{who} gave nearly every answer the same level, whoever the candidate")
    if found.halo:
        seen.append(
            f"some {people}' levels go up or down with the candidate as a whole (halo), "
            "whatever the answer"
        )
    return (
        f"The intervals{where} are probably too narrow: {'; '.join(seen)}. The estimates don't "
        "allow for this, so the true order is less certain than shown."
    )


def _named(raters: Sequence[str], names: Mapping[str, str]) -> str:
    """Ten of them at most, and how many more."""
    called = [names.get(r, r) for r in raters[:MOST_NAMED]]
    more = len(raters) - len(called)
    return listed([*called, f"{more:,} more"] if more else called)
