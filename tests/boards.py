"""Cards, placements and entries of a board, for tests; every default is boring."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from assessment.domain.board import BoardEntry, BoardKind, Placement
from assessment.domain.deck import DealtCard, OtherView
from assessment.domain.ids import CardId, InterviewId
from assessment.domain.rating import Standing
from question_bank import CELLS, Activity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

EVERY_PLACE = tuple(
    Placement.parse(key)
    for key in ("0", "1", "2", "4", "none", "3.supporting", *(f"3.{c.key}" for c in CELLS))
)
"""All 38 places of the board."""


def at(key: str) -> Placement:
    return Placement.parse(key)


def laid(places: Mapping[str, str]) -> dict[CardId, Placement]:
    """Card to placement, written as texts."""
    return {CardId(card): at(key) for card, key in places.items()}


def a_view(key: str = "", *, points: float = 0.4, activity: Activity | None = None) -> OtherView:
    """An alternate for a place, or for an activity in any category."""
    place = at(key) if key else None
    return OtherView(
        functional_level=place.functional_level if place else None,
        operations_category=place.operations_category if place else None,
        activity=place.activity if place else activity,
        points=points,
        reason="it is done there in some plants",
    )


def a_dealt_card(
    card: str = "crd-001",
    place: str = "3.production.dispatching",
    *,
    near: tuple[Activity, ...] = (),
    other_views: tuple[OtherView, ...] = (),
    statement: str = "Hand job 88 to the crew of press 5",
) -> DealtCard:
    return DealtCard(
        id=CardId(card),
        revision=1,
        statement=statement,
        place=at(place),
        near=near,
        other_views=other_views,
        dispute="whose work it is" if other_views else "",
    )


def an_entry_on_the_board(
    kind: str,
    *,
    value: str | bool | None,
    part: str = "",
    entry: int = 1,
    standing: Standing = Standing.COUNTS,
) -> BoardEntry:
    """Each entry a second after the one before it."""
    return BoardEntry(
        id=entry,
        interview=InterviewId("MES-1.C-01.1"),
        client="tab-1",
        seq=entry,
        kind=BoardKind(kind),
        part=part,
        value=value,
        standing=standing,
        at=NOON + timedelta(seconds=entry),
    )
