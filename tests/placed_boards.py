"""A deck of ten cards small enough to know by heart, and boards of it laid through the store."""

from collections.abc import Iterable, Mapping

from assessment.domain.deck import Deck
from assessment.domain.ids import InterviewId
from assessment.services.placement.board_inbox import record_board_events
from assessment.services.store.ports import OpenUnitOfWork
from tests.boards import a_dealt_card, a_view
from tests.fakes import StoppedClock
from tests.shortlist import FIRST

KEYED: Mapping[str, str] = {
    "crd-001": "3.production.dispatching",
    "crd-002": "3.production.tracking",
    "crd-003": "3.maintenance.dispatching",
    "crd-004": "3.quality.tracking",
    "crd-005": "3.inventory.tracking",
    "crd-006": "3.quality.data_collection",
    "crd-007": "3.supporting",
    "crd-008": "4",
    "crd-009": "2",
    "crd-010": "none",
}
"""Where every card belongs: 6 cells of 5 points, 4 for supporting work, 2 for each other: 40."""
DISPUTED = "crd-004"
"""May lie on Level 2 as well, for 0.6 of its points: 3 of 5."""
DECK = Deck(
    tuple(
        a_dealt_card(
            card,
            place,
            other_views=(a_view("2", points=0.6),) if card == DISPUTED else (),
            statement=f"Do the work of <card> {int(card[4:])}",
        )
        for card, place in KEYED.items()
    )
)


def lay(
    open_uow: OpenUnitOfWork,
    interview: InterviewId = FIRST,
    places: Mapping[str, str] = KEYED,
    *,
    stance: str = "",
    words: str = "",
    painted: Iterable[str] = (),
    finish: bool = True,
) -> None:
    """A candidate lays the board as `places` say, in that order."""
    told: list[tuple[str, str, object]] = [("move", card, key) for card, key in places.items()]
    told += [("footprint", cell, True) for cell in painted]
    told += [("convention", "", stance)] if stance else []
    told += [("words", "", words)] if words else []
    told += [("finish", "", True)] if finish else []
    taken = record_board_events(
        open_uow,
        StoppedClock(),
        interview=interview,
        client="candidate",
        events=[
            {"seq": n, "kind": kind, "item": "", "part": part, "value": value, "base": 0}
            for n, (kind, part, value) in enumerate(told, 1)
        ],
    )
    assert taken.refused == []
