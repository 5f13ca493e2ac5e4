"""What a shortlist comes to in one view: the answer on top, and each candidate's line."""

from collections.abc import Iterable, Mapping, Sequence

from assessment.comparison.candidate_wording import OUT_OF_THE_RUNNING, in_words, who_fits
from assessment.comparison.certainty_wording import interval, mismatch, rank_range
from assessment.comparison.profiles import Profile, label
from assessment.comparison.wording import held_back, not_assessed
from assessment.domain.rounding import one_decimal
from assessment.measurement.role import Estimate
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.ui.shared.drawing.charts import Hue, Interval, Mark
from assessment.ui.shared.wording import sentence
from question_bank import TargetLevel

HUES: dict[Profile, Hue] = {Profile.PLANT: "plant", Profile.ENTERPRISE: "enterprise"}


def in_order(found: Comparison, profile: Profile) -> list[ComparedCandidate]:
    """By tier and, where nobody can be told apart, by code; those without a tier at the end.

    Withdrawn candidates come last.
    """

    def tier(candidate: ComparedCandidate) -> tuple[bool, int]:
        estimate = found.estimate(candidate, profile)
        last = len(found.candidates) + 1
        return candidate.withdrawn, (estimate.tier if estimate else None) or last

    return sorted(found.candidates, key=tier)


def order_in_words(found: Comparison, profile: Profile) -> str:
    """Why the candidates stand in this order."""
    if not any(c.scores and c.scores.by_profile[profile].score is not None for c in found.open):
        return "Listed by code: nobody has a score yet."
    if found.estimates is None:
        return "Listed by code: scores without an interval can't be put in order."
    if not found.estimates.placed(profile):
        return "Listed by code: fewer than two candidates can be ranked."
    return "Grouped by tier, then by code. Nobody in a tier can be told apart from its first."


def answers(found: Comparison, profile: Profile) -> list[tuple[str, str]]:
    """For the plant, for the enterprise and for the weighting in view: who fits best.

    Nothing where nobody can be ranked under any of them: `unranked` says that once.
    """
    shown = dict.fromkeys((Profile.PLANT, Profile.ENTERPRISE, profile))
    if not any(tiers(found, p) for p in shown):
        return []
    return [(label(p, found.file.brief), _who_fits(found, p)) for p in shown]


def unranked(found: Comparison) -> str:
    """That nobody can be ranked, with the reason where it is how many candidates there are."""
    said = sentence(who_fits([], 0.5))
    active = sum(not c.withdrawn for c in found.candidates)
    return f"{said} Ranking takes at least two candidates." if active < 2 else said


def _who_fits(found: Comparison, profile: Profile) -> str:
    ordered, above = tiers(found, profile), 0.5
    if found.estimates and ordered and len(ordered[0]) > 1:
        ids = {c.code: c.file.candidate.id for c in found.candidates}
        first, other = (ids[code] for code in ordered[0][:2])
        above = found.estimates.difference(profile, first, other).above
    return sentence(who_fits(ordered, above))


def headline(found: Comparison, profile: Profile) -> str:
    """How far the scores of this view reach, and which of them cannot be read yet."""
    running = {
        c.code: c.scores.by_profile[profile] for c in found.open if c.scores and not c.withdrawn
    }
    firm = [under.score for under in running.values() if not under.provisional]
    scored = [score for score in firm if score is not None]
    parts = []
    if len(scored) > 1:  # without codes: who is first and who is last takes an interval
        least, most = one_decimal(min(scored)), one_decimal(max(scored))
        same = f"The scores are all {most}."
        parts.append(f"Scores run from {least} to {most}." if least != most else same)
    if provisional := {code: under for code, under in running.items() if under.provisional}:
        parts.append(held_back(provisional))
    if sealed := [c for c in found.candidates if not c.scores and not c.withdrawn]:
        parts += [sentence(f"{c.code}: {c.file.sealed_because}") for c in sealed]
    if found.kits_before_brief:
        parts.append("The brief's weights were edited after the kit was locked.")
    return " ".join(parts)


def tiers(found: Comparison, profile: Profile) -> list[list[str]]:
    """The codes of those still in the running, tier by tier, each with its first in front."""
    if found.estimates is None:
        return []
    active = {str(c.file.candidate.id): c.code for c in found.candidates if not c.withdrawn}
    known: dict[int, list[str]] = {}
    for name in found.estimates.placed(profile):
        tier = found.estimates.by_profile[profile][name].tier
        if tier and name in active:
            known.setdefault(tier, []).append(active[name])
    return list(known.values()) if sum(map(len, known.values())) > 1 else []


def ranked_and_gone(found: Comparison) -> list[str]:
    """The codes of those who have withdrawn and still have a rank, under any weighting."""
    known = found.estimates.by_profile.values() if found.estimates else ()
    ranked = {c for of in known for c, estimate in of.items() if estimate.rank}
    return [c.code for c in found.candidates if c.withdrawn and c.file.candidate.id in ranked]


RankedTiers = Mapping[Profile, Sequence[Sequence[str]]]
"""The tiers of each weighting that a candidate's words speak of."""


def tiers_of(found: Comparison, profile: Profile) -> RankedTiers:
    """Of the weighting in view, of the plant and of the enterprise; the same for everybody."""
    return {p: tiers(found, p) for p in _views(profile)}


def _views(profile: Profile) -> Iterable[Profile]:
    return dict.fromkeys((profile, Profile.PLANT, Profile.ENTERPRISE))


def told(
    found: Comparison, candidate: ComparedCandidate, profile: Profile, ranked: RankedTiers
) -> str:
    """One candidate in words, `ranked` as from `tiers_of`; while sealed, why."""
    if candidate.scores is None:
        return sentence(candidate.file.sealed_because)
    if candidate.withdrawn:
        return OUT_OF_THE_RUNNING
    estimates = {str(p): e for p in _views(profile) if (e := found.estimate(candidate, p))}
    under = candidate.scores.by_profile
    said = in_words(candidate.code, profile, under, estimates, ranked)
    return f"{said} {mismatch_of(found, candidate)}".strip()


def mismatch_of(found: Comparison, candidate: ComparedCandidate) -> str:
    """That somebody surely fits the other kind of role better than the brief's; mostly blank."""
    share = found.file.brief.enterprise_share if found.file.brief else 50
    if found.estimates is None or candidate.scores is None or share == 50:
        return ""
    target = TargetLevel.ENTERPRISE if share > 50 else TargetLevel.PLANT
    return mismatch(found.estimates, candidate.file.candidate.id, target)


def mark(
    candidate: ComparedCandidate,
    profile: Profile,
    opens: str = "",
    *,
    estimate: Estimate | None = None,
    placed: int = 0,
    name: str = "",
) -> Mark:
    """The candidate's line: a number that `opens` an address, or the words in its place.

    `placed` candidates have a rank in this view. `name` is blank where the viewer sees codes.
    """
    gone = "withdrawn" if candidate.withdrawn and not placed else ""  # else the group says so
    hue = HUES.get(profile, "ink")
    if candidate.scores is None:
        words = " · ".join(filter(None, [gone, candidate.file.sealed_because]))
        group = _group(candidate, None, placed)
        return Mark(label=candidate.code, name=name, score=None, hue=hue, words=words, group=group)
    under = candidate.scores.by_profile[profile]
    words = ""
    if under.score is None:
        words = "nothing rated that counts here"
    elif under.provisional:
        words = f"provisional: {not_assessed(under, most=2)}"
    return Mark(
        label=candidate.code,
        name=name,
        score=under.score,
        hue=hue,
        provisional=under.provisional and under.score is not None,
        words=" · ".join(
            filter(None, [gone, candidate.file.so_far, *_estimated(estimate, placed), words])
        ),
        opens=opens,
        interval=Interval(estimate.low, estimate.estimate, estimate.high) if estimate else None,
        group=_group(candidate, estimate, placed),
    )


def _estimated(estimate: Estimate | None, placed: int) -> list[str]:
    return [f"estimate {interval(estimate)}", rank_range(estimate, placed)] if estimate else []


def _group(candidate: ComparedCandidate, estimate: Estimate | None, placed: int) -> str:
    if not placed:
        return ""
    if candidate.withdrawn:
        return "withdrawn"
    return f"tier {estimate.tier}" if estimate and estimate.tier else "not ranked"
