"""The four scores of every candidate as a table, and where plant and enterprise part, in words."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from assessment.comparison.certainty_wording import interval
from assessment.comparison.profiles import Profile, label
from assessment.comparison.score_gap import Parting
from assessment.comparison.wording import parted, percent
from assessment.domain.listing import listed
from assessment.domain.rating import Recommendation
from assessment.domain.rounding import one_decimal
from assessment.measurement.role import Estimate
from assessment.scoring.shortlist import ProfileScore
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.ui.compare.drilldown import MarkAddresses
from assessment.ui.compare.kept_drawings import kept
from assessment.ui.compare.shortlist import mismatch_of
from assessment.ui.shared.address import url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros, style
from assessment.ui.shared.wording import counted
from question_bank import TargetLevel

SMALLEST = 0.05
"""Points below this round to nothing on screen."""
_draw = Macros("compare/templates/score_table.html.j2")


class RowName(NamedTuple):
    """A candidate's code, and under it what the numbers of the row stand on."""

    code: str
    notes: Sequence[str]


class ShownScore(NamedTuple):
    """One score with its coverage and its estimate."""

    number: str
    coverage: str
    estimate: str
    provisional: bool


class ScoreRow(NamedTuple):
    """One candidate under every weighting; while sealed, why."""

    name: RowName
    links: Sequence[tuple[str, str]]
    sealed: str | None = None
    scores: Sequence[ShownScore] = ()
    items: str = ""
    raters: str = ""
    missing: str = ""
    final: str = ""
    own: str = ""
    """What its interviewers recommend themselves, while there is no final recommendation."""
    decision: str = ""
    opens: str = ""
    """The address of the ratings behind the numbers."""


class ShownNumber(NamedTuple):
    """A number of the second table."""

    shown: str
    provisional: bool
    estimate: str = ""


class PartingRow(NamedTuple):
    """Where one candidate's two verdicts part; while sealed, why."""

    name: RowName
    sealed: str | None = None
    said: str = ""
    numbers: Sequence[ShownNumber] = ()
    sure: str = ""
    shares: str = ""
    opens: str = ""


def score_table(found: Comparison) -> None:
    """Every score with its coverage and its estimate.

    The table is the same under every weighting: `shaded` says apart from it which column is in
    view, and its links leave the weighting to the browser.
    """
    put(kept(found, "score table", lambda: _score_table(found), carries_view=False))


def shaded(found: Comparison, chosen: Profile) -> Markup:
    """The style sheet that shades the column in view."""
    column = list(found.profiles).index(chosen) + 2  # the first has the candidates
    return style(f".lv-scores .n:nth-child({column}) {{ background:var(--in-view); }}")


def _score_table(found: Comparison) -> Markup:
    columns = [(label(p, found.file.brief), "n") for p in found.profiles]
    told = "score and coverage" + (", and the estimate with its interval" * bool(found.estimates))
    opens = MarkAddresses.left_to_the_browser()
    rows = [_row(c, found, opens) for c in found.candidates]
    return _draw("score_table", told, columns, rows, " ".join(url_state.COMPARED))


def partings(found: Comparison) -> Markup:
    """For each candidate whether the two verdicts part, and what carries the gap."""
    return kept(found, "partings", lambda: _partings(found))


def _partings(found: Comparison) -> Markup:
    opens = MarkAddresses.here()
    return _draw("partings", [_parting(c, found, opens) for c in found.candidates])


def shares(parting: Parting) -> str:
    """`governance −7.2 · portfolio −7.2`: the gap's parts, the largest first."""
    told = [c for c in parting.contributions if abs(c.points) >= SMALLEST]
    return " · ".join(f"{c.competency} {signed(c.points)}" for c in told)


def signed(points: float) -> str:
    """`−18.0`, `+3.2`, `0.0`."""
    shown = one_decimal(abs(points))
    return shown if shown == "0.0" else f"{'+' if points > 0 else '−'}{shown}"


def _row(candidate: ComparedCandidate, found: Comparison, opens: MarkAddresses) -> ScoreRow:
    name, links = _name(candidate), _links(candidate, opens)
    if candidate.scores is None:
        return ScoreRow(name, links, sealed=candidate.file.sealed_because or "")
    under = candidate.scores.by_profile
    return ScoreRow(
        name,
        links,
        scores=[_score(under[p], found.estimate(candidate, p)) for p in found.profiles],
        items=counted(candidate.scores.rated_items, "item"),
        raters=counted(candidate.scores.raters, "rater"),
        missing=_missing(candidate),
        final=candidate.recommendation.replace("_", " "),
        own="" if candidate.recommendation else _own(candidate),
        decision=candidate.decision.decision or "" if candidate.decision else "",
        opens=opens.of(candidate),
    )


def _name(candidate: ComparedCandidate) -> RowName:
    so_far = candidate.file.so_far if candidate.scores else ""
    notes = ["withdrawn" if candidate.withdrawn else "", so_far]
    return RowName(candidate.code, list(filter(None, notes)))


def _missing(candidate: ComparedCandidate) -> str:
    """What a provisional candidate was not assessed on, by name."""
    found = candidate.scores.by_profile.values() if candidate.scores else ()
    missing = {c: None for s in found if s.provisional for c in s.missing}
    return listed(list(missing)) if missing else ""


def _own(candidate: ComparedCandidate) -> str:
    """`interviewers: 2 yes, 1 mixed`, the best first; counted and nothing more."""
    given = Counter(c.recommendation for c in candidate.file.submitted if c.recommendation)
    said = [f"{given[r]}\u00a0{r.label}" for r in reversed(Recommendation) if given[r]]
    return f"interviewers: {', '.join(said)}" if said else ""


def _score(found: ProfileScore, estimate: Estimate | None) -> ShownScore:
    return ShownScore(
        number="–" if found.score is None else one_decimal(found.score),
        coverage=f"coverage {percent(found.coverage)}",
        estimate=interval(estimate) if estimate else "",
        provisional=found.provisional,
    )


def _links(candidate: ComparedCandidate, opens: MarkAddresses) -> list[tuple[str, str]]:
    named = {"candidate": candidate.file.candidate.id}
    debrief = (opens.to.of(PageName.DEBRIEF, named), "Debrief")
    if candidate.scores is None:
        return [debrief]
    return [(opens.to.of(PageName.SCORECARD, named), "Scorecards"), debrief]


def _parting(candidate: ComparedCandidate, found: Comparison, opens: MarkAddresses) -> PartingRow:
    name = _name(candidate)
    if candidate.scores is None:
        return PartingRow(name, sealed=candidate.file.sealed_because or "")
    apart, said = candidate.parting, parted(candidate.scores, candidate.parting)
    if apart is None:
        return PartingRow(name, said=said)
    under = candidate.scores.by_profile
    plant, enterprise = (under[Profile(t)].provisional for t in TargetLevel)
    gap, sure = _estimated_gap(candidate, found)
    numbers = (
        ShownNumber(one_decimal(apart.plant), plant),
        ShownNumber(one_decimal(apart.enterprise), enterprise),
        ShownNumber(signed(apart.gap), plant or enterprise, gap),
    )
    return PartingRow(
        name,
        said=said,
        numbers=numbers,
        sure=sure,
        shares=shares(apart),
        opens=opens.of(candidate),
    )


def _estimated_gap(candidate: ComparedCandidate, found: Comparison) -> tuple[str, str]:
    """The gap with its interval, and what it means for the brief where that is sure."""
    plant, enterprise = (Profile(t) for t in TargetLevel)
    if found.estimates is None or found.estimate(candidate, plant) is None:
        return "", ""
    gap = found.estimates.gap(candidate.file.candidate.id, enterprise, plant)
    return interval(gap, signed=True), mismatch_of(found, candidate)
