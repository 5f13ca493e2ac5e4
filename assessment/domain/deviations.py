"""Where an interview left its kit: asked in another order, not asked, asked beside it; and why.

What happened follows from the log; only the reason is written by hand. A question that was added
carries its reason from the start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assessment.domain.ids import ItemId
from assessment.domain.kit import InterviewKit, KitItem
from assessment.domain.rating import Entry, Kind, NotRated, Standing
from assessment.domain.scorecard import Scorecard, items_of

ASKING_KINDS = frozenset({Kind.EVIDENCE, Kind.PROBE, Kind.BELIEF})
"""What nobody notes on a question that was not asked."""
ASKED_SECONDS = 10
"""On show with the clock running for this long, a question was asked; in less it was looked up."""
UNASKED = frozenset({NotRated.NOT_ASKED, NotRated.CONFLICT_OF_INTEREST})


class OffKit(StrEnum):
    """How a question left the kit; the `part` of the entry that says why."""

    ORDER = "order"
    SKIPPED = "skipped"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One question that was not asked as the kit has it."""

    kind: OffKit
    number: int
    """Of the question on its sheet, from 1."""
    item: KitItem
    because: str = ""
    """Blank until somebody says why."""
    after: int | None = None
    """Order only: the number of the later question that was asked right before it."""

    @property
    def explained(self) -> bool:
        return bool(self.because.strip())


def marks_as_asked(entry: Entry) -> bool:
    """Whether this entry shows that its question was put to the candidate."""
    if entry.standing is not Standing.COUNTS:
        return False
    if entry.kind is Kind.VERDICT:
        return entry.value is not None and entry.value not in UNASKED
    if entry.kind is Kind.SECONDS:
        return isinstance(entry.value, int) and entry.value >= ASKED_SECONDS
    return entry.kind in ASKING_KINDS


def asked_order(history: Iterable[Entry]) -> list[ItemId]:
    """The questions in the order in which each was first asked; `history` is a whole log."""
    return list(dict.fromkeys(e.item for e in history if marks_as_asked(e)))


def deviations(
    kit: InterviewKit, card: Scorecard, asked: Sequence[ItemId]
) -> tuple[Deviation, ...]:
    """Every deviation, in the order of the sheet; `asked` as from `asked_order`."""
    before = _jumps(kit, card, asked)
    added = {a.item.id: a.because for a in card.added}
    found = []
    for number, item in enumerate(items_of(kit, card), 1):
        if item.id in added:
            because = added[item.id]
            found.append(Deviation(kind=OffKit.ADDED, number=number, item=item, because=because))
        if card.record(item.id).verdict is NotRated.NOT_ASKED:
            because = card.off_kit.get((item.id, OffKit.SKIPPED), "")
            found.append(Deviation(kind=OffKit.SKIPPED, number=number, item=item, because=because))
        elif after := before.get(item.id):
            because = card.off_kit.get((item.id, OffKit.ORDER), "")
            found.append(
                Deviation(kind=OffKit.ORDER, number=number, item=item, because=because, after=after)
            )
    return tuple(found)


def _jumps(kit: InterviewKit, card: Scorecard, asked: Sequence[ItemId]) -> dict[ItemId, int]:
    """Questions asked right after a later one, and that one's number.

    One jump back is one deviation: who goes from 2 to 7 and then on with 3, 4 and 5 left the order
    at 3, and 4 follows 3 as planned.
    """
    place = {item.id: number for number, item in enumerate(kit.items, 1)}
    kept = [i for i in asked if i in place and card.record(i).verdict not in UNASKED]
    return {item: place[last] for last, item in pairwise(kept) if place[last] > place[item]}
