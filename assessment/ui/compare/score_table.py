"""The four scores of every candidate as a table, and where plant and enterprise part, in words."""

from assessment.comparison.certainty_wording import interval, mismatch
from assessment.comparison.profiles import Profile, label
from assessment.comparison.score_gap import Parting
from assessment.comparison.wording import listed, parted, percent
from assessment.measurement.role import Estimate
from assessment.scoring.shortlist import ProfileScore
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.ui.shared.html import link, put, text
from assessment.ui.shared.navigation import PageName, address
from assessment.ui.shared.wording import counted
from question_bank import TargetLevel

SMALLEST = 0.05
"""Points below this round to nothing on screen."""


def score_table(found: Comparison, chosen: Profile) -> None:
    """Every score with its coverage and its estimate; the column in view is shaded."""
    heads = "".join(
        f'<th scope="col" class="n{_chosen(p, chosen)}">{text(label(p, found.file.brief))}</th>'
        for p in found.profiles
    )
    rows = "".join(_row(c, found, chosen) for c in found.candidates)
    told = "score and coverage" + (", and the estimate with its interval" * bool(found.estimates))
    put(
        f'<table class="lv-list"><caption>The same ratings under every weighting: {told}'
        f'</caption><thead><tr><th scope="col">Candidate</th>{heads}'
        '<th scope="col">Heard</th><th scope="col">Final recommendation</th>'
        '<th scope="col" class="no-print">Behind it</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def partings(found: Comparison) -> None:
    """For each candidate whether the two verdicts part, and what carries the gap."""
    rows = "".join(
        f'<tr><th scope="row">{_name(c)}</th>{_parting(c, found)}</tr>' for c in found.candidates
    )
    put(
        '<table class="lv-list"><caption>Two verdicts from the same ratings; the gap is enterprise '
        "minus plant, and its parts sum to it</caption><thead><tr>"
        '<th scope="col">Candidate</th><th scope="col" class="n plant">Plant</th>'
        '<th scope="col" class="n enterprise">Enterprise</th><th scope="col" class="n">Gap</th>'
        f'<th scope="col">What carries it</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def shares(parting: Parting) -> str:
    """`governance −7.2 · portfolio −7.2`: the gap's parts, the largest first."""
    told = [c for c in parting.contributions if abs(c.points) >= SMALLEST]
    return " · ".join(f"{c.competency} {signed(c.points)}" for c in told)


def signed(points: float) -> str:
    """`−18.0`, `+3.2`, `0.0`."""
    shown = f"{abs(points):.1f}"
    return shown if shown == "0.0" else f"{'+' if points > 0 else '−'}{shown}"


def _chosen(profile: Profile, chosen: Profile) -> str:
    return " chosen" if profile is chosen else ""


def _row(candidate: ComparedCandidate, found: Comparison, chosen: Profile) -> str:
    if candidate.scores is None:
        said = text(candidate.file.sealed_because or "")
        middle = f'<td colspan="{len(found.profiles) + 2}" class="lv-none">{said}</td>'
    else:
        under = candidate.scores.by_profile
        heard = (
            f"{counted(candidate.scores.rated_items, 'item')}"
            f"<small>{counted(candidate.scores.raters, 'rater')}</small>{_missing(candidate)}"
        )
        final = (
            text(candidate.recommendation.replace("_", " "))
            or '<span class="lv-none">none yet</span>'
        )
        cells = "".join(
            f'<td class="n{_chosen(p, chosen)}">'
            f"{_score(under[p], found.estimate(candidate, p))}</td>"
            for p in found.profiles
        )
        middle = f"{cells}<td>{heard}</td><td>{final}</td>"
    links = f'<td class="no-print">{_links(candidate)}</td>'
    return f'<tr><th scope="row">{_name(candidate)}</th>{middle}{links}</tr>'


def _name(candidate: ComparedCandidate) -> str:
    """The code, and under it what the numbers of its row stand on."""
    so_far = candidate.file.so_far if candidate.scores else ""
    notes = filter(None, ["withdrawn" if candidate.withdrawn else "", so_far])
    return text(candidate.code) + "".join(f"<small>{text(note)}</small>" for note in notes)


def _missing(candidate: ComparedCandidate) -> str:
    """What a provisional candidate was not assessed on, by name."""
    found = candidate.scores.by_profile.values() if candidate.scores else ()
    missing = {c: None for s in found if s.provisional for c in s.missing}
    return f"<small>not assessed: {text(listed(list(missing)))}</small>" if missing else ""


def _score(found: ProfileScore, estimate: Estimate | None) -> str:
    number = "–" if found.score is None else f"{found.score:.1f}"
    said = f"coverage {percent(found.coverage)}"
    guess = _guess(interval(estimate)) if estimate else ""
    if found.provisional:
        return f"{number}<small>provisional, {said}</small>{guess}"
    return f'<span class="big">{number}</span><small>{said}</small>{guess}'


def _links(candidate: ComparedCandidate) -> str:
    code = candidate.file.candidate.id
    found = link(address(PageName.DEBRIEF, candidate=code), "Debrief")
    if candidate.scores is None:
        return found
    return f"{link(address(PageName.SCORECARD, candidate=code), 'Scorecards')} · {found}"


def _parting(candidate: ComparedCandidate, found: Comparison) -> str:
    if candidate.scores is None:
        return f'<td colspan="4" class="lv-none">{text(candidate.file.sealed_because or "")}</td>'
    apart, said = candidate.parting, text(parted(candidate.scores, candidate.parting))
    if apart is None:
        return f'<td colspan="3"></td><td>{said}</td>'
    under = candidate.scores.by_profile
    plant, enterprise = (under[Profile(t)].provisional for t in TargetLevel)
    gap, sure = _estimated_gap(candidate, found)
    return (
        _number(f"{apart.plant:.1f}", provisional=plant)
        + _number(f"{apart.enterprise:.1f}", provisional=enterprise)
        + _number(signed(apart.gap), provisional=plant or enterprise, estimate=gap)
        + f"<td>{said}{sure}<small>{text(shares(apart))}</small></td>"
    )


def _estimated_gap(candidate: ComparedCandidate, found: Comparison) -> tuple[str, str]:
    """The gap with its interval, and what it means for the brief where that is sure."""
    plant, enterprise = (Profile(t) for t in TargetLevel)
    if found.estimates is None or found.estimate(candidate, plant) is None:
        return "", ""
    code = candidate.file.candidate.id
    gap = found.estimates.gap(code, enterprise, plant)
    share = found.file.brief.enterprise_share if found.file.brief else 50
    target = None if share == 50 else TargetLevel.ENTERPRISE if share > 50 else TargetLevel.PLANT
    sure = mismatch(found.estimates, code, target)
    return interval(gap, signed=True), f"<p>{text(sure)}</p>" if sure else ""


def _number(shown: str, *, provisional: bool, estimate: str = "") -> str:
    unsure = "<small>provisional</small>" if provisional else ""
    guess = _guess(estimate) if estimate else ""
    return f'<td class="n">{shown}{unsure}{guess}</td>'


def _guess(shown: str) -> str:
    """An estimate with its interval, never broken inside."""
    return f'<small class="lv-whole">estimate {text(shown)}</small>'
