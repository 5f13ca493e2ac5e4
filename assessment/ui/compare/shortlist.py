"""What a shortlist comes to in one view: the sentence on top, and each candidate's line."""

from assessment.comparison.profiles import Profile
from assessment.comparison.wording import heard, held_back, not_assessed
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.ui.shared.charts import Hue, Mark
from assessment.ui.shared.wording import sentence

HUES: dict[Profile, Hue] = {Profile.PLANT: "plant", Profile.ENTERPRISE: "enterprise"}


def headline(found: Comparison, profile: Profile) -> str:
    """What the numbers of this view come to, and which of them cannot be read yet."""
    firm = [
        c.scores.by_profile[profile].score
        for c in found.open
        if c.scores and not c.scores.by_profile[profile].provisional
    ]
    scored = [score for score in firm if score is not None]
    parts = []
    if len(scored) > 1:  # without codes: who is first and who is last takes an interval
        parts.append(f"Scores run from {min(scored):.1f} to {max(scored):.1f}.")
    provisional = {
        c.code: c.scores.by_profile[profile]
        for c in found.open
        if c.scores and c.scores.by_profile[profile].provisional
    }
    if provisional:
        parts.append(held_back(provisional))
    if sealed := [c for c in found.candidates if not c.scores and not c.withdrawn]:
        parts += [sentence(f"{c.code}: {c.file.sealed_because}") for c in sealed]
    if found.kits_before_brief:
        parts.append("The brief's weights were edited after the kit was frozen.")
    return " ".join(parts)


def mark(candidate: ComparedCandidate, profile: Profile, opens: str = "") -> Mark:
    """The candidate's line: a number that `opens` an address, or the words in its place."""
    gone = "withdrawn" if candidate.withdrawn else ""
    hue = HUES.get(profile, "ink")
    if candidate.scores is None:
        words = " · ".join(filter(None, [gone, candidate.file.sealed_because]))
        return Mark(label=candidate.code, score=None, hue=hue, words=words)
    under = candidate.scores.by_profile[profile]
    if under.score is None:
        words = "nothing rated that weighs here"
    elif under.provisional:
        words = f"provisional: {not_assessed(under, most=2)}"
    else:
        words = heard(candidate.scores)
    return Mark(
        label=candidate.code,
        score=under.score,
        hue=hue,
        provisional=under.provisional and under.score is not None,
        words=" · ".join(filter(None, [gone, candidate.file.so_far, words])),
        opens=opens,
    )
