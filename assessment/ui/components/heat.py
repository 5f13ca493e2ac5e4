"""Heat maps of a comparison: competencies and cells by candidate, hatched where not assessed."""

from collections.abc import Mapping, Sequence

from assessment.comparison.cells import CellValue
from assessment.comparison.wording import level_of
from assessment.domain.role import Weights
from assessment.services.comparisons import ComparedCandidate
from assessment.ui.components.drawing import put, shade, text
from question_bank import EIGHT_ACTIVITIES, Cell, Competency, OperationsCategory

SIDE_BY_SIDE = 6
"""Grids in one row; with more candidates a second row begins."""


def competency_map(candidates: Sequence[ComparedCandidate], weights: Weights) -> None:
    """Mean level by candidate and competency; the heads say what each weighs in this view."""
    whole = sum(weights.values())
    heads = "".join(
        f'<th scope="col">{text(c.capitalize())}'
        f"<small>{100 * weights[c] / whole:.0f} of 100</small></th>"
        for c in Competency
    )
    rows = "".join(
        f'<tr><th scope="row">{text(c.code)}</th>{_competencies(c)}</tr>' for c in candidates
    )
    put(
        '<table class="lv-heat"><caption>Mean level heard, 1 to 5, and what each competency weighs'
        f'</caption><colgroup><col style="width:6.5rem"></colgroup>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>{_legend()}"
    )


def cell_map(candidates: Sequence[ComparedCandidate], brief_cells: Mapping[Cell, object]) -> None:
    """One grid of 32 cells per candidate, side by side; a heavy frame marks the brief's cells."""
    for start in range(0, len(candidates), SIDE_BY_SIDE):
        put(_grids(candidates[start : start + SIDE_BY_SIDE], brief_cells))
    put(_legend("The heavier frame marks cells in the brief. "))


def _competencies(candidate: ComparedCandidate) -> str:
    if candidate.scores is None:
        return _sealed(candidate, len(Competency))
    heard = candidate.scores.by_competency
    return "".join(_level(heard.get(c), f"{candidate.code}, {c}") for c in Competency)


def _level(
    value: float | None, what: str, *, classes: str = "", missing: str = "not assessed"
) -> str:
    if value is None:
        return f'<td class="hole {classes}" title="{text(what)}: not assessed">{missing}</td>'
    level = f"{level_of(value):.1f}"
    return f'<td class="s{shade(value)} {classes}" title="{text(what)}: {level}">{level}</td>'


def _sealed(candidate: ComparedCandidate, width: int, height: int = 1) -> str:
    said = text(candidate.file.sealed_because or "")
    return f'<td class="sealed" colspan="{width}" rowspan="{height}">{said}</td>'


def _legend(before: str = "") -> str:
    steps = "".join(f'<span><i class="s{n}"></i>{n}</span>' for n in range(1, 6))
    return (
        f"<p>{text(before)}<span>Level</span>{steps}"
        '<span><i class="hole"></i>not assessed, which is no level</span></p>'
    )


def _grids(candidates: Sequence[ComparedCandidate], brief_cells: Mapping[Cell, object]) -> str:
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
    for n, activity in enumerate(EIGHT_ACTIVITIES):
        cells = []
        for candidate in candidates:
            if candidate.scores is not None:
                row = [Cell(category, activity) for category in categories]
                cells.append(gap + "".join(_cell(candidate, c, c in brief_cells) for c in row))
            elif n == 0:
                cells.append(gap + _sealed(candidate, 4, len(EIGHT_ACTIVITIES)))
            else:
                cells.append(gap)
        name = text(activity.label.capitalize())
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>')
    return (
        '<table class="lv-heat lv-cells"><caption>Mean level heard in each cell: '
        "<b>P</b>roduction, <b>M</b>aintenance, <b>Q</b>uality, <b>I</b>nventory</caption>"
        f"<colgroup>{cols}</colgroup><thead><tr><td></td>{codes}</tr>"
        f"<tr><td></td>{letters * len(candidates)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _cell(candidate: ComparedCandidate, cell: Cell, wanted: bool) -> str:  # noqa: FBT001  # drawn, not decided
    found: CellValue | None = candidate.cells.get(cell)
    asked = f" ({found.items} questions)" if found and found.items > 1 else ""
    what = f"{candidate.code}, {cell.label}{asked}"
    frame = "w2" if wanted else ""
    if found is None and not wanted:
        return f'<td title="{text(what)}: not assessed"></td>'
    return _level(found.value if found else None, what, classes=frame, missing="–")
