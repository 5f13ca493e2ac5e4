"""Which cells and competencies a bank asks about, and where its cards lie, as tables of text."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rich.table import Table

from question_bank.boundaries import (
    HAND_OFFS,
    NEIGHBOURS,
    Pair,
    handing_over,
    living_in,
    on,
    usable,
)
from question_bank.loader import QuestionBank
from question_bank.model import Basis, Question, QuestionType
from question_bank.quality.cards import FEWEST_BESIDE, where
from question_bank.taxonomy import (
    EIGHT_ACTIVITIES,
    Cell,
    Competency,
    OperationsCategory,
    TargetLevel,
)

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


def homes_grid(bank: QuestionBank) -> Grid:
    """How many active questions live in each cell; the grid above counts what reaches into it."""
    return Grid(
        ("at home in the cell", *OperationsCategory),
        tuple(
            (
                activity.label,
                *(_count(living_in(Cell(c, activity), bank.active)) for c in OperationsCategory),
            )
            for activity in EIGHT_ACTIVITIES
        ),
    )


def boundaries_grid(bank: QuestionBank) -> Grid:
    """How many active questions keep two neighbouring activities of a category apart."""
    return Grid(
        ("boundary", *OperationsCategory),
        tuple(
            (
                f"{one.label} / {other.label}",
                *(_count(on(Pair(c, one, other), bank.active)) for c in OperationsCategory),
            )
            for one, other in NEIGHBOURS
        ),
    )


def hand_offs_grid(bank: QuestionBank) -> Grid:
    """How many active questions are about what Level 3 hands over, and to which level."""
    return Grid(
        ("hand-off", "questions"),
        tuple((f"to Level {n}", _count(handing_over(n, bank.active))) for n in HAND_OFFS),
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


def cards_grid(bank: QuestionBank) -> Grid:
    """How many active placement cards belong into each cell."""
    placed = Counter(card.place.cell for card in bank.active_cards)
    return Grid(
        ("placement cards", *OperationsCategory),
        tuple(
            (
                activity.label,
                *(str(placed[Cell(c, activity)] or _NONE) for c in OperationsCategory),
            )
            for activity in EIGHT_ACTIVITIES
        ),
    )


def cards_beside_grid(bank: QuestionBank) -> Grid:
    """How many active placement cards belong beside the cells, and how many are disputed at all."""
    beside = Counter(where(card) for card in bank.active_cards if card.place.cell is None)
    counts = {place: beside[place] for place in FEWEST_BESIDE} | {"disputed": _disputed(bank)}
    return Grid(
        ("placement cards beside the cells", "cards"),
        tuple((place, str(count or _NONE)) for place, count in counts.items()),
    )


GRIDS = (
    cells_grid,
    homes_grid,
    boundaries_grid,
    hand_offs_grid,
    competencies_grid,
    cards_grid,
    cards_beside_grid,
)
"""All there is to see, in the order in which it is shown."""


def summary(bank: QuestionBank) -> str:
    """How much there is of everything, and how much of it nobody has written down elsewhere."""
    asked = bank.coverage()
    touched = sum(bool(found) for found in asked.values())
    kinds = Counter(q.type for q in bank.active)
    practised = f" {_counted(len(bank.exemplars), 'question')} with exemplar answers."
    return (
        f"{_counted(len(bank.active), 'active question')}; {touched} of {len(asked)} cells covered;"
        f" {kinds[QuestionType.SITUATIONAL]} situational;"
        f" {kinds[QuestionType.PAST_BEHAVIOUR]} about past behaviour;"
        f" {_practice(q.basis for q in bank.active)}."
        f"{practised if bank.exemplars else ''}{_variants(bank)}{_cards(bank)}"
    )


def _variants(bank: QuestionBank) -> str:
    told = [q.told for q in bank.active]
    if not any(told):
        return ""
    each = Counter(industry for variants in told for industry in variants)
    listed = ", ".join(f"{each[industry]} in {industry}" for industry in sorted(each))
    return f" {_counted(sum(map(bool, told)), 'question')} also told by industry: {listed}."


def _cards(bank: QuestionBank) -> str:
    if not bank.active_cards:
        return ""
    said = _counted(len(bank.active_cards), "placement card")
    practice = _practice(card.basis for card in bank.active_cards)
    return f" {said}; {_disputed(bank)} disputed; {practice}."


def _practice(bases: Iterable[Basis]) -> str:
    count = sum(basis is Basis.PRACTICE for basis in bases)
    return f"{count} based on practice alone"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _disputed(bank: QuestionBank) -> int:
    return sum(card.dispute is not None for card in bank.active_cards)


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
    plant, enterprise = (len(usable(target, questions)) for target in TargetLevel)
    return f"{len(questions)} ({plant}/{enterprise})" if questions else _NONE
