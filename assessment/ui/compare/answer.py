"""The answer first: who fits best for what, one plot, and one sentence for each candidate."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from assessment.comparison.profiles import Profile
from assessment.comparison.wording import heard
from assessment.services.reading.comparisons import ComparedCandidate, Comparison, scorecards_in
from assessment.ui.compare.drilldown import MarkAddresses
from assessment.ui.compare.how_sure import legend
from assessment.ui.compare.kept_drawings import kept
from assessment.ui.compare.shortlist import (
    RankedTiers,
    answers,
    headline,
    in_order,
    mark,
    order_in_words,
    tiers_of,
    told,
    unranked,
)
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.charts import score_lines
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import sentence

_draw = Macros("compare/templates/answer.html.j2")


class ToldCandidate(NamedTuple):
    """One candidate's row under the plot."""

    code: str
    name: str
    notes: Sequence[str]
    said: str
    heard: str
    links: Sequence[tuple[str, str]]


def answer(found: Comparison, profile: Profile) -> tuple[Markup, Markup]:
    """Who fits for the plant, for the enterprise and for the weighting in view; then in a line."""
    fits = answers(found, profile)
    said = f"{sentence(scorecards_in(found.file))} {headline(found, profile)}"
    return (
        _draw("answers", fits) if fits else _draw("unranked", unranked(found)),
        _draw("headline", said),
    )


def plot(found: Comparison, profile: Profile) -> tuple[Markup, ...]:
    """The intervals in tiers, the same in words, and how to read them."""
    return (
        kept(found, ("lines", profile), lambda: _lines(found, profile)),
        kept(found, ("in words", profile), lambda: _in_words(found, profile)),
        legend(found),
    )


def _lines(found: Comparison, profile: Profile) -> Markup:
    placed = found.estimates.ranked(profile) if found.estimates else 0
    opens = MarkAddresses.here()
    marks = [
        mark(
            c,
            profile,
            opens.of(c),
            estimate=found.estimate(c, profile),
            placed=placed,
            name=found.candidate_names.get(c.file.candidate.id, ""),
        )
        for c in in_order(found, profile)
    ]
    return score_lines(marks, required=found.required_score if profile is Profile.BRIEF else None)


def _in_words(found: Comparison, profile: Profile) -> Markup:
    opens, ranked = MarkAddresses.here(), tiers_of(found, profile)
    rows = [_row(found, c, profile, opens, ranked) for c in in_order(found, profile)]
    return _draw("in_words", order_in_words(found, profile), rows)


def _row(
    found: Comparison,
    candidate: ComparedCandidate,
    profile: Profile,
    opens: MarkAddresses,
    ranked: RankedTiers,
) -> ToldCandidate:
    own = candidate.file.candidate.id
    links = [(opens.to.of(PageName.DEBRIEF, {"candidate": own}), "Debrief")]
    if candidate.scores:
        scorecards = opens.to.of(PageName.SCORECARD, {"candidate": own})
        links = [(opens.of(candidate), "Evidence"), (scorecards, "Scorecards"), *links]
    so_far = candidate.file.so_far if candidate.scores else ""
    decision = candidate.decision.decision if candidate.decision else ""
    notes = ["withdrawn" if candidate.withdrawn else "", so_far]
    notes.append(f"decision: {decision}" if decision else "")
    return ToldCandidate(
        code=candidate.code,
        name=found.candidate_names.get(own, ""),
        notes=[note for note in notes if note],
        said=told(found, candidate, profile, ranked),
        heard=heard(candidate.scores) if candidate.scores else "",
        links=links,
    )
