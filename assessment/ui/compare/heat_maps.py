"""Heat maps of a comparison: competencies and cells by candidate, hatched where not assessed."""

from collections.abc import Callable, Mapping, Sequence

from assessment.comparison.cells import CellValue
from assessment.comparison.placement_sources import mixed_in_words
from assessment.comparison.wording import level_of
from assessment.domain.role import Weights
from assessment.services.reading.comparisons import ComparedCandidate
from assessment.ui.shared.html import put, shade, text
from question_bank import EIGHT_ACTIVITIES, Activity, Cell, Competency, OperationsCategory

Opens = Callable[[ComparedCandidate, Competency | Cell], str]
"""The address of what is behind a mark; blank where nothing is."""

SIDE_BY_SIDE = 6
"""Grids in one row; with more candidates a second row begins."""


def competency_map(candidates: Sequence[ComparedCandidate], weights: Weights, opens: Opens) -> None:
    """Mean level by candidate and competency; the heads say what each weighs in this view."""
    whole = sum(weights.values())
    heads = "".join(
        f'<th scope="col">{text(c.capitalize())}'
        f"<small>{100 * weights[c] / whole:.0f} of 100</small></th>"
        for c in Competency
    )
    rows = "".join(
        f'<tr><th scope="row">{text(c.code)}</th>{_competencies(c, opens)}</tr>' for c in candidates
    )
    said = mixed_in_words({c.code: c.placement for c in candidates if c.scores})
    mixed = f"<p>{text(said)}</p>" if said else ""
    put(
        '<table class="lv-heat"><caption>Mean level heard, 1 to 5, and what each competency weighs'
        f'</caption><colgroup><col style="width:6.5rem"></colgroup>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>{_legend()}{mixed}"
    )


def cell_map(
    candidates: Sequence[ComparedCandidate], brief_cells: Mapping[Cell, object], opens: Opens
) -> None:
    """One grid of 32 cells per candidate, side by side; a heavy frame marks the brief's cells."""
    for start in range(0, len(candidates), SIDE_BY_SIDE):
        put(_grids(candidates[start : start + SIDE_BY_SIDE], brief_cells, opens))
    put(_legend("The heavier frame marks cells in the brief. "))


def _competencies(candidate: ComparedCandidate, opens: Opens) -> str:
    if candidate.scores is None:
        return _sealed(candidate, len(Competency))
    heard = candidate.scores.by_competency
    return "".join(
        _level(heard.get(c), f"{candidate.code}, {c}", opens(candidate, c)) for c in Competency
    )


def _level(
    value: float | None, what: str, behind: str, *, classes: str = "", shown: str = "not assessed"
) -> str:
    """A level in its shade; without one `shown`, hatched unless that is blank."""
    said = "not assessed" if value is None else f"{level_of(value):.1f}"
    shown = shown if value is None else said
    look = f"s{shade(value)}" if value is not None else "hole" if shown else ""
    name = text(f"{what}: {said}")
    inside = text(shown)
    if behind:
        # the words that are seen first, then what a click opens
        spoken = f"{name}; what was heard" if value is not None else f"{name}; why"
        inside = f'<a href="{text(behind)}" target="_self" aria-label="{spoken}">{inside}</a>'
    return f'<td class="{look} {classes}" title="{name}">{inside}</td>'


def _sealed(candidate: ComparedCandidate, width: int, height: int = 1) -> str:
    said = text(candidate.file.sealed_because or "")
    return f'<td class="sealed" colspan="{width}" rowspan="{height}">{said}</td>'


def _legend(before: str = "") -> str:
    steps = "".join(f'<span><i class="s{n}"></i>{n}</span>' for n in range(1, 6))
    return (
        f"<p>{text(before)}<span>Level</span>{steps}"
        '<span><i class="hole"></i>not assessed, which is no level</span></p>'
    )


def _grids(
    candidates: Sequence[ComparedCandidate], brief_cells: Mapping[Cell, object], opens: Opens
) -> str:
    categories = list(OperationsCategory)
    gap = '<td class="gap"></td>'
    cols = '<col class="names">' + f'<col class="gap">{"<col>" * 4}' * len(candidates)
    codes = "".join(
        f'{gap}<th colspan="4" scope="colgroup">{text(c.code)}</th>' for c in candidates
    )
    letters = gap + "".join(
        f'<th scope="col"><abbr title="{c}">{c[0].upper()}</abbr></th>' for c in categories
    )
    rows = []
    for activity in EIGHT_ACTIVITIES:
        name = text(activity.label.capitalize())
        cells = "".join(gap + _row(c, activity, brief_cells, opens) for c in candidates)
        rows.append(f'<tr><th scope="row">{name}</th>{cells}</tr>')
    return (
        '<table class="lv-heat lv-cells"><caption>Mean level heard in each cell: '
        "<b>P</b>roduction, <b>M</b>aintenance, <b>Q</b>uality, <b>I</b>nventory</caption>"
        f"<colgroup>{cols}</colgroup><thead><tr><td></td>{codes}</tr>"
        f"<tr><td></td>{letters * len(candidates)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _row(
    candidate: ComparedCandidate,
    activity: Activity,
    brief_cells: Mapping[Cell, object],
    opens: Opens,
) -> str:
    """One candidate's cells of an activity; while sealed, one blank down all rows says why."""
    if candidate.scores is None:
        first = activity is EIGHT_ACTIVITIES[0]
        return _sealed(candidate, 4, len(EIGHT_ACTIVITIES)) if first else ""
    cells = [Cell(category, activity) for category in OperationsCategory]
    return "".join(_cell(candidate, c, c in brief_cells, opens) for c in cells)


def _cell(candidate: ComparedCandidate, cell: Cell, wanted: bool, opens: Opens) -> str:  # noqa: FBT001  # drawn, not decided
    found: CellValue | None = candidate.cells.get(cell)
    asked = f" ({found.items} questions)" if found and found.items > 1 else ""
    return _level(
        found.value if found else None,
        f"{candidate.code}, {cell.label}{asked}",
        opens(candidate, cell),
        classes="w2" if wanted else "",
        shown="–" if wanted else "",
    )
