"""That intervals are too narrow where a panel rates in a way that the estimates don't allow for."""

from collections.abc import Mapping

from assessment.domain.listing import listed
from assessment.measurement.misfit import Misfit


def too_narrow(found: Misfit, names: Mapping[str, str], where: str = "") -> str:
    """What was seen, and what it means for the intervals; blank where nothing was seen.

    `where` says where the intervals are, unless the sentence stands beside them.
    """
    if not found:
        return ""
    seen = []
    if found.noisy:
        who = listed([names.get(r, r) for r in found.noisy])
        seen.append(f"the levels from {who} follow the candidates less than expected")
    if found.one_level:
        who = listed([names.get(r, r) for r in found.one_level])
        seen.append(f"{who} gave nearly every answer the same level, whoever the candidate")
    if found.halo:
        seen.append(
            "some interviewers' levels go up or down with the candidate as a whole (halo), "
            "whatever the answer"
        )
    return (
        f"The intervals{where} are probably too narrow: {'; '.join(seen)}. The estimates don't "
        "allow for this, so the true order is less certain than shown."
    )
