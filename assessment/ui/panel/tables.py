"""The two tables of the panel page."""

from collections.abc import Sequence

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
from assessment.ui.shared.html import put, text
from assessment.ui.shared.wording import counted
from question_bank import Competency


def rater_table(found: PanelReport) -> None:
    """One row for each rater, in the order of the panel."""
    codes = {str(c.candidate.id): c.candidate.code for c in found.file.candidates}
    rows = "".join(
        _row(p, found.names.get(RaterId(p.rater), p.rater), worth_a_look(p, codes))
        for p in found.patterns.raters
    )
    put(
        '<table class="lv-list"><caption>How each interviewer uses the scale</caption><thead><tr>'
        '<th scope="col">Interviewer</th><th scope="col">Strictness</th>'
        '<th scope="col">Levels given</th><th scope="col">Worth a look</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(pattern: RaterPattern, name: str, looks: Sequence[str]) -> str:
    said = "".join(f"<div>{text(look)}</div>" for look in looks)
    said = said or '<span class="lv-none">nothing stands out</span>'
    chips = " ".join(
        f'<b class="lv-chip s{level}">{level}</b>×{times}'
        for level, times in enumerate(pattern.levels, 1)
    )
    return (
        f'<tr><th scope="row">{text(name)}'
        f"<small>{text(counted(pattern.candidates, 'candidate'))}</small></th>"
        f"<td>{text(strictness(pattern.severity))}</td>"
        f'<td><span class="lv-whole">{chips}</span>'
        f"<small>{text(levels_used(pattern.levels))}</small></td>"
        f"<td>{said}<small>{text(halo_and_drift(pattern))}</small></td></tr>"
    )


def agreement_table(found: Sequence[CompetencyAgreement]) -> None:
    """Of answers that two raters or more gave a level, competency by competency."""
    known = {a.competency: a for a in found if a.answers}
    if not known:
        put('<p class="lv-none">No answer has levels from two interviewers yet.</p>')
        return
    rows = "".join(_agreed(known[c]) for c in Competency if c in known)
    put(
        '<table class="lv-list"><caption>Agreement by competency, over answers that at least two '
        "interviewers rated</caption><thead><tr>"
        '<th scope="col">Competency</th><th scope="col" class="n">Answers</th>'
        '<th scope="col" class="n">Same level</th><th scope="col" class="n">Within one level</th>'
        '<th scope="col" class="n">Alpha (95 % interval)</th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _agreed(found: CompetencyAgreement) -> str:
    numbers = (str(found.answers), percent(found.same), percent(found.near), _alpha(found.alpha))
    cells = "".join(f'<td class="n">{text(number)}</td>' for number in numbers)
    return f'<tr><th scope="row">{text(found.competency.capitalize())}</th>{cells}</tr>'


def _alpha(found: Range | None) -> str:
    if found is None:
        return "too few answers"
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})".replace("-", "−")
