"""Which cells and competencies a bank asks about, as a table for a terminal or for a pipe."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.table import Table

from question_bank.loader import QuestionBank
from question_bank.model import Question, QuestionType, UsableFor
from question_bank.taxonomy import EIGHT_ACTIVITIES, Cell, Competency, OperationsCategory

LEGEND = "questions (for a plant / for an enterprise); one that suits both counts on either side"


class Grid(NamedTuple):
    """A table of text: a heading and rows of equal length."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def cells_grid(bank: QuestionBank) -> Grid:
    """The 8 x 4 grid of Level 3: activities as rows, operations categories as columns."""
    asked = bank.coverage()
    return Grid(
        ("activity", *OperationsCategory),
        tuple(
            (activity.label, *(_count(asked[Cell(c, activity)]) for c in OperationsCategory))
            for activity in EIGHT_ACTIVITIES
        ),
    )


def competencies_grid(bank: QuestionBank) -> Grid:
    """How many active questions measure each competency, and how many are situational."""
    rows = []
    for competency in Competency:
        mine = [q for q in bank.active if q.competency is competency]
        situational = sum(q.type is QuestionType.SITUATIONAL for q in mine)
        minutes = sum(q.minutes for q in mine)
        rows.append((competency.value, _count(mine), str(situational), str(minutes)))
    return Grid(("competency", "questions", "situational", "minutes"), tuple(rows))


def summary(bank: QuestionBank) -> str:
    """`64 active questions; 32 of 32 cells touched; 51 situational.`"""
    asked = bank.coverage()
    touched = sum(bool(found) for found in asked.values())
    situational = sum(q.type is QuestionType.SITUATIONAL for q in bank.active)
    count = len(bank.active)
    plural = "" if count == 1 else "s"
    return (
        f"{count} active question{plural}; {touched} of {len(asked)} cells touched; "
        f"{situational} situational."
    )


def plain(grid: Grid) -> Iterable[str]:
    """The grid in aligned columns, one line a row, for files and pipes."""
    table = (grid.heading, *grid.rows)
    widths = [max(len(row[i]) for row in table) for i in range(len(grid.heading))]
    for row in table:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def drawn(grid: Grid) -> Table:
    """The grid for a terminal; a cell nobody asks about stands out."""
    table = Table(*grid.heading)
    for row in grid.rows:
        table.add_row(*(f"[bold red]{text}[/]" if text == _NONE else text for text in row))
    return table


_NONE = "none"


def _count(questions: list[Question]) -> str:
    """`4 (3/2)`: four questions, three usable for a plant, two for an enterprise."""
    plant = sum(q.target_level is not UsableFor.ENTERPRISE for q in questions)
    enterprise = sum(q.target_level is not UsableFor.PLANT for q in questions)
    return f"{len(questions)} ({plant}/{enterprise})" if questions else _NONE
