"""Tables of a shortlist with a column for each candidate: competencies, and ISA-95 cells."""

from collections.abc import Callable, Iterator, Sequence

from assessment.comparison.wording import level_of
from assessment.domain.rounding import one_decimal
from assessment.report.document import ReportColumn, ReportTable, Shade, TableCell
from assessment.report.source import CandidateSource, ReportSource
from question_bank import CELLS, Cell, Competency

ABREAST = 6
"""Candidates in one table: with more, a heading of a column no longer fits its width."""
SHARE = 12
"""Width of a candidate's column, of 100."""
SHADES: tuple[Shade, ...] = (0, 1, 2, 3, 4, 5)


def competency_tables(source: ReportSource) -> Iterator[ReportTable]:
    """The mean level of each competency; nothing where nobody has one."""
    shown = [c for c in source.candidates if c.scores and c.scores.by_competency]
    heads = [competency.capitalize() for competency in Competency]
    yield from _tables(
        "Mean level from 1 to 5; a dash is not assessed",
        "Competency",
        heads,
        shown,
        lambda c: [
            c.scores.by_competency.get(competency) if c.scores else None
            for competency in Competency
        ],
    )


def cell_tables(source: ReportSource) -> Iterator[ReportTable]:
    """The mean level in each cell that somebody was asked about."""
    shown = [c for c in source.candidates if c.cells]
    touched = [c for c in CELLS if any(c in one.cells for one in shown)]
    yield from _tables(
        "Mean level from 1 to 5; a dash is not assessed. Essential cells matter most to the role.",
        "Cell",
        [_named(cell, essential=source.wanted.get(cell) == 2) for cell in touched],
        shown,
        lambda c: [c.cells[cell].value if cell in c.cells else None for cell in touched],
    )


def cells_not_assessed(source: ReportSource) -> str:
    """Which cells of the role no candidate was asked about; blank where there is none."""
    asked = {cell for c in source.candidates for cell in c.cells}
    left = [c for c in CELLS if source.wanted.get(c) and c not in asked]
    if not asked or not left:
        return ""
    names = [_named(cell, essential=source.wanted[cell] == 2).lower() for cell in left]
    return f"Cells of the role that no question covered: {'; '.join(names)}."


def _named(cell: Cell, *, essential: bool) -> str:
    name = f"{cell.operations_category.value.capitalize()}: {cell.activity.label}"
    return f"{name} · essential" if essential else name


def _tables(
    caption: str,
    head: str,
    rows: Sequence[str],
    shown: Sequence[CandidateSource],
    values: Callable[[CandidateSource], Sequence[float | None]],
) -> Iterator[ReportTable]:
    for first in range(0, len(shown), ABREAST):
        some = shown[first : first + ABREAST]
        share = SHARE if len(shown) > 3 else 2 * SHARE  # the same in every part of a long table
        columns = [values(c) for c in some]
        yield ReportTable(
            caption=caption,
            columns=(
                ReportColumn(head, 100 - share * len(some)),
                *(ReportColumn(c.code, share, numeric=True) for c in some),
            ),
            rows=tuple(
                (TableCell(row), *(_level(column[number]) for column in columns))
                for number, row in enumerate(rows)
            ),
        )


def _level(value: float | None) -> TableCell:
    """A value from 0 to 1 as a level, the darker the higher."""
    if value is None:
        return TableCell("–")
    level = level_of(value)
    return TableCell(one_decimal(level), SHADES[max(1, min(5, round(level)))])
