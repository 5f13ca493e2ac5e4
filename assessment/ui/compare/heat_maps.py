"""Heat maps of a comparison: competencies and cells by candidate, hatched where not assessed."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from assessment.comparison.cells import CellValue
from assessment.comparison.placement_sources import mixed_in_words
from assessment.comparison.wording import level_of
from assessment.domain.role import Weights
from assessment.domain.rounding import one_decimal
from assessment.services.reading.comparisons import ComparedCandidate
from assessment.ui.shared.drawing.html import shade
from assessment.ui.shared.drawing.templating import Macros
from question_bank import EIGHT_ACTIVITIES, Activity, Cell, Competency, OperationsCategory

Opens = Callable[[ComparedCandidate, Competency | Cell], str]
"""The address of what is behind a mark; blank where nothing is."""

SIDE_BY_SIDE = 6
"""Grids in one row; with more candidates a second row begins."""
_draw = Macros("compare/templates/heat_maps.html.j2")


class ShownLevel(NamedTuple):
    """One square: its shade, its name in full, what stands in it, and what a click opens."""

    look: str
    name: str
    shown: str
    behind: str
    opens: str


class LevelBlock(NamedTuple):
    """One candidate's squares of a row; while sealed, one blank with the reason in their place."""

    levels: Sequence[ShownLevel] = ()
    sealed: str | None = None
    width: int = 1
    height: int = 1


def competency_map(
    candidates: Sequence[ComparedCandidate], weights: Weights, opens: Opens
) -> Markup:
    """Mean level by candidate and competency; the heads say what each weighs in this view."""
    whole = sum(weights.values())
    columns = [(c.capitalize(), f"{100 * weights[c] / whole:.0f}") for c in Competency]
    rows = [(c.code, _competencies(c, opens)) for c in candidates]
    mixed = mixed_in_words({c.code: c.placement for c in candidates if c.scores})
    return _draw("competency_map", columns, rows, mixed)


def cell_map(
    candidates: Sequence[ComparedCandidate], brief_cells: Mapping[Cell, object], opens: Opens
) -> Markup:
    """One grid of 32 cells per candidate, side by side; a heavy frame marks the brief's cells."""
    drawn: list[Markup] = []
    for start in range(0, len(candidates), SIDE_BY_SIDE):
        shown = candidates[start : start + SIDE_BY_SIDE]
        rows = [
            (activity.label.capitalize(), [_row(c, activity, brief_cells, opens) for c in shown])
            for activity in EIGHT_ACTIVITIES
        ]
        codes = [c.code for c in shown]
        drawn.append(_draw("cell_grids", codes, list(OperationsCategory), rows))
    return Markup().join([*drawn, _draw("legend", "A heavier frame marks cells in the brief. ")])


def _competencies(candidate: ComparedCandidate, opens: Opens) -> LevelBlock:
    if candidate.scores is None:
        return _sealed(candidate, len(Competency))
    heard = candidate.scores.by_competency
    return LevelBlock(
        [_level(heard.get(c), f"{candidate.code}, {c}", opens(candidate, c)) for c in Competency]
    )


def _level(
    value: float | None, what: str, behind: str, *, classes: str = "", shown: str = "not assessed"
) -> ShownLevel:
    """A level in its shade; without one `shown`, hatched unless that is blank."""
    said = "not assessed" if value is None else one_decimal(level_of(value))
    shown = shown if value is None else said
    look = f"s{shade(value)}" if value is not None else "hole" if shown else ""
    return ShownLevel(
        look=f"{look} {classes}".strip(),
        name=f"{what}: {said}",
        shown=shown,
        behind=behind,
        opens="evidence" if value is not None else "why",
    )


def _sealed(candidate: ComparedCandidate, width: int, height: int = 1) -> LevelBlock:
    return LevelBlock(sealed=candidate.file.sealed_because or "", width=width, height=height)


def _row(
    candidate: ComparedCandidate,
    activity: Activity,
    brief_cells: Mapping[Cell, object],
    opens: Opens,
) -> LevelBlock:
    """One candidate's cells of an activity; while sealed, one blank down all rows says why."""
    if candidate.scores is None:
        first = activity is EIGHT_ACTIVITIES[0]
        return _sealed(candidate, 4, len(EIGHT_ACTIVITIES)) if first else LevelBlock()
    cells = [Cell(category, activity) for category in OperationsCategory]
    return LevelBlock([_cell(candidate, c, c in brief_cells, opens) for c in cells])


def _cell(candidate: ComparedCandidate, cell: Cell, wanted: bool, opens: Opens) -> ShownLevel:  # noqa: FBT001  # drawn, not decided
    found: CellValue | None = candidate.cells.get(cell)
    asked = f" ({found.items} questions)" if found and found.items > 1 else ""
    return _level(
        found.value if found else None,
        f"{candidate.code}, {cell.label}{asked}",
        opens(candidate, cell),
        classes="w2" if wanted else "",
        shown="–" if wanted else "",
    )
