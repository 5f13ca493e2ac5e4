"""Which questions ask an answer to keep two neighbours apart, or to hand over to another level."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from question_bank.model import Question, UsableFor
from question_bank.taxonomy import Activity, Cell, OperationsCategory, TargetLevel

HandOff = Literal[2, 4]

HAND_OFFS: tuple[HandOff, ...] = (2, 4)
"""The levels that Level 3 hands over to."""

NEIGHBOURS: tuple[tuple[Activity, Activity], ...] = (
    (Activity.DETAILED_SCHEDULING, Activity.DISPATCHING),
    (Activity.DISPATCHING, Activity.EXECUTION_MANAGEMENT),
    (Activity.DATA_COLLECTION, Activity.TRACKING),
    (Activity.TRACKING, Activity.PERFORMANCE_ANALYSIS),
)
"""The activities that are most often taken for one another."""


class Pair(NamedTuple):
    """Two neighbouring activities of one category."""

    operations_category: OperationsCategory
    one: Activity
    other: Activity

    @property
    def label(self) -> str:
        return f"{self.operations_category}: {self.one.label} / {self.other.label}"


PAIRS: tuple[Pair, ...] = tuple(Pair(c, *two) for two in NEIGHBOURS for c in OperationsCategory)
"""All 16, in the order in which the grid is read."""


def on(pair: Pair, questions: Iterable[Question]) -> list[Question]:
    """The questions on the boundary of `pair`, asked from either side."""
    cells = {Cell(pair.operations_category, activity) for activity in (pair.one, pair.other)}
    return [q for q in questions if q.boundary and q.boundary.activity and set(q.cells) == cells]


def handing_over(level: HandOff, questions: Iterable[Question]) -> list[Question]:
    """The questions on the hand-off to `level`."""
    return [q for q in questions if q.boundary and q.boundary.functional_level == level]


def living_in(cell: Cell, questions: Iterable[Question]) -> list[Question]:
    """The questions of `cell` itself; those that only reach into it are not among them."""
    return [q for q in questions if q.cell == cell]


def usable(target: TargetLevel, questions: Sequence[Question]) -> list[Question]:
    """The questions to ask for a role at `target`; what suits both suits each."""
    return [q for q in questions if q.target_level in {UsableFor(target.value), UsableFor.BOTH}]
