"""How far an interview is behind, and which questions could be left out at the least loss.

Nothing here leaves a question out: the person decides. The live screen applies the same rule
without the server, in `live_screen/pace.js`; a test holds the two together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import add

from assessment.domain.ids import ItemId

LARGEST_SET = 3
"""More at once nobody weighs up in the middle of an answer; when these are out, the next follow."""
MOST_OPTIONS = 3
"""Single questions offered side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacedItem:
    """One question of a sheet, as far as the clock and the coverage are concerned."""

    id: ItemId
    competency: str
    minutes: int
    weight: float
    cells: tuple[str, ...]
    spent: int = 0
    """Seconds."""
    done: bool = False
    """It has a level or a reason for none."""
    rated: bool = False
    """It has a level, so that its competency and its cells are assessed."""
    open: bool = False
    """It is being asked now, and is not proposed."""
    added: bool = False
    """It is not of the kit, so that no time was planned for it."""

    @property
    def ahead(self) -> int:
        """Seconds that it will still take; what leaving it out wins back."""
        return 0 if self.done else max(0, self.minutes * 60 - self.spent)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A set of questions and what it would cost to leave all of them out."""

    items: tuple[ItemId, ...]
    coverage: float
    """Points of 100: the weight of the competencies that would then stay unassessed."""
    cells: int
    """Cells that no other question, rated or still to come, speaks of."""
    seconds: int
    """Won back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What could be left out: single questions to choose from, the best first, or one set."""

    options: tuple[LeftOut, ...]
    enough: bool
    """Whether any of the options brings the interview back within its minutes."""


def behind(items: Iterable[PacedItem]) -> int:
    """Seconds behind the plan; below zero when ahead.

    A question that is done had its planned minutes, one that is not has used what it used, up to
    its plan. For an added one nothing was planned.
    """
    total = 0
    for item in items:
        planned = 0 if item.added else item.minutes * 60
        total += item.spent - (planned if item.done else min(item.spent, planned))
    return total


def overrun(items: Iterable[PacedItem], minutes: int) -> int:
    """Seconds by which the interview ends late if everything left is asked as planned."""
    return sum(item.spent + item.ahead for item in items) - minutes * 60


def left_out(
    items: Sequence[PacedItem], weights: Mapping[str, float], out: Sequence[PacedItem]
) -> LeftOut:
    """What it costs to leave out all of `out`."""
    gone = {item.id for item in out}
    kept = [i for i in items if i.rated or not (i.done or i.id in gone)]
    assessed, spoken_of = {i.competency for i in kept}, {c for i in kept for c in i.cells}
    unheard = sorted({i.competency for i in out} - assessed)
    total = _sum(weights[c] for c in sorted(weights))
    lost = _sum(weights.get(c, 0) for c in unheard)
    return LeftOut(
        items=tuple(i.id for i in items if i.id in gone),
        coverage=100 * lost / total if total else 0,
        cells=len({c for i in out for c in i.cells} - spoken_of),
        seconds=sum(i.ahead for i in out),
    )


def least_loss(
    items: Sequence[PacedItem], weights: Mapping[str, float], size: int = 1
) -> list[LeftOut]:
    """Every set of `size` questions that may be left out, the one that costs least first.

    Coverage counts first, then cells, then the questions' own weights; of equals the later ones
    go, because a kit begins with what weighs most.
    """
    open_to = [i for i in reversed(items) if not (i.done or i.open)]
    sets = [(left_out(items, weights, out), out) for out in combinations(open_to, size)]
    ranked = sorted(sets, key=lambda s: (s[0].coverage, s[0].cells, _sum(i.weight for i in s[1])))
    return [cost for cost, _ in ranked]


def proposal(
    items: Sequence[PacedItem], weights: Mapping[str, float], minutes: int
) -> Proposal | None:
    """The fewest questions to leave out so that the interview ends in time; None: it does already.

    Where not even `LARGEST_SET` of them are enough, as many as that, at the least loss.
    """
    late, ranked = overrun(items, minutes), list[LeftOut]()
    if late <= 0:
        return None
    for size in range(1, LARGEST_SET + 1):
        found = least_loss(items, weights, size)
        if enough := [cost for cost in found if cost.seconds >= late]:
            most = MOST_OPTIONS if size == 1 else 1
            return Proposal(options=tuple(enough[:most]), enough=True)
        ranked = found or ranked
    return Proposal(options=tuple(ranked[:1]), enough=False) if ranked else None


def _sum(numbers: Iterable[float]) -> float:
    """From left to right, as a browser does; `sum` compensates from Python 3.12 on."""
    return reduce(add, numbers, 0)
