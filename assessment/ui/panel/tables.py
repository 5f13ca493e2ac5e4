"""The two tables of the panel page."""

from collections.abc import Sequence
from typing import NamedTuple

from assessment.comparison.panel_wording import (
    halo_and_drift,
    levels_used,
    strictness,
    worth_a_look,
)
from assessment.comparison.wording import percent
from assessment.domain.ids import RaterId
from assessment.measurement.panel import CompetencyAgreement, Range, RaterPattern
from assessment.services.reading.panel_reports import PanelReport
from assessment.ui.shared.drawing.html import put, put_nothing
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import counted
from question_bank import Competency

_draw = Macros("panel/templates/tables.html.j2")


class RaterRow(NamedTuple):
    """What the first table says of one rater."""

    name: str
    candidates: str
    strictness: str
    levels: Sequence[int]
    """How often each level was given, from level 1."""
    levels_used: str
    looks: Sequence[str]
    halo_and_drift: str


def rater_table(found: PanelReport) -> None:
    """One row for each rater, in the order of the panel."""
    codes = {str(c.candidate.id): c.candidate.code for c in found.file.candidates}
    rows = [
        _row(p, found.names.get(RaterId(p.rater), p.rater), worth_a_look(p, codes))
        for p in found.patterns.raters
    ]
    put(_draw("rater_table", rows))


def _row(pattern: RaterPattern, name: str, looks: Sequence[str]) -> RaterRow:
    return RaterRow(
        name=name,
        candidates=counted(pattern.candidates, "candidate"),
        strictness=strictness(pattern.severity),
        levels=pattern.levels,
        levels_used=levels_used(pattern.levels),
        looks=looks,
        halo_and_drift=halo_and_drift(pattern),
    )


def agreement_table(found: Sequence[CompetencyAgreement]) -> None:
    """Of answers that two raters or more gave a level, competency by competency."""
    known = {a.competency: a for a in found if a.answers}
    if not known:
        put_nothing("No answer has levels from two interviewers yet.")
        return
    rows = [(c.capitalize(), _numbers(known[c])) for c in Competency if c in known]
    put(_draw("agreement_table", rows))


def _numbers(found: CompetencyAgreement) -> tuple[str, ...]:
    return str(found.answers), percent(found.same), percent(found.near), _alpha(found.alpha)


def _alpha(found: Range | None) -> str:
    if found is None:
        return "too few answers"
    return f"{found.value:.2f}\u00a0({found.low:.2f}\u00a0to\u00a0{found.high:.2f})".replace(
        "-", "−"
    )
