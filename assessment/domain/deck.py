"""The cards that a candidate is dealt, with the keys they had when their kit was frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from assessment.domain.board import Placement
from assessment.domain.ids import CardId
from question_bank import Activity, Card, FunctionalLevel, OperationsCategory

FEWEST_CARDS, MOST_CARDS = 8, 16
"""Product rules, section 5: fewer say too little, and more fit neither the board nor the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherView:
    """An alternate: a placement that agrees with all it names earns a share of the points."""

    functional_level: FunctionalLevel | None
    operations_category: OperationsCategory | None
    activity: Activity | None
    points: float
    """The share of the attainable points, between 0 and 1."""
    reason: str

    def agrees(self, placement: Placement) -> bool:
        named = (
            (self.functional_level, placement.functional_level),
            (self.operations_category, placement.operations_category),
            (self.activity, placement.activity),
        )
        return all(wanted is None or wanted == found for wanted, found in named)

    @property
    def label(self) -> str:
        """`Level 2`, `no level`, `quality · tracking`, `any quality activity`."""
        if self.operations_category and not self.activity:
            return f"any {self.operations_category} activity"
        if self.activity:
            return " · ".join(filter(None, (self.operations_category, self.activity.label)))
        return "no level" if self.functional_level == "none" else f"Level {self.functional_level}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DealtCard:
    """A card's statement and key at the moment its kit was frozen; edits in the bank stay there."""

    id: CardId
    revision: int
    statement: str
    place: Placement
    near: tuple[Activity, ...] = ()
    other_views: tuple[OtherView, ...] = ()
    dispute: str = ""
    """What reputable people disagree about; blank where nobody does."""

    @classmethod
    def of(cls, card: Card) -> Self:
        """The card as it stands in the bank now."""
        return cls(
            id=CardId(card.id),
            revision=card.revision,
            statement=card.statement,
            place=Placement(
                functional_level=card.place.functional_level,
                operations_category=card.place.operations_category,
                activity=card.place.activity,
            ),
            near=card.near,
            other_views=tuple(
                OtherView(
                    functional_level=a.functional_level,
                    operations_category=a.operations_category,
                    activity=a.activity,
                    points=a.points,
                    reason=a.reason,
                )
                for a in card.alternates
            ),
            dispute=card.dispute or "",
        )

    def document(self) -> dict[str, Any]:
        """Plain values for storage; `from_document` reads them back."""
        return {
            "id": self.id,
            "revision": self.revision,
            "statement": self.statement,
            "place": self.place.key,
            "near": list(self.near),
            "other_views": [
                {
                    "functional_level": v.functional_level,
                    "operations_category": v.operations_category,
                    "activity": v.activity,
                    "points": v.points,
                    "reason": v.reason,
                }
                for v in self.other_views
            ],
            "dispute": self.dispute,
        }

    @classmethod
    def from_document(cls, plain: Mapping[str, Any]) -> Self:
        """Reads what any version wrote: keys it does not know are left alone."""
        return cls(
            id=CardId(plain["id"]),
            revision=plain["revision"],
            statement=plain["statement"],
            place=Placement.parse(plain["place"]),
            near=tuple(Activity(name) for name in plain["near"]),
            other_views=tuple(_view(v) for v in plain["other_views"]),
            dispute=plain["dispute"],
        )


def _view(plain: Mapping[str, Any]) -> OtherView:
    category, activity = plain["operations_category"], plain["activity"]
    return OtherView(
        functional_level=plain["functional_level"],
        operations_category=OperationsCategory(category) if category else None,
        activity=Activity(activity) if activity else None,
        points=plain["points"],
        reason=plain["reason"],
    )


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of one exercise, in the order in which they are shown."""

    cards: tuple[DealtCard, ...]

    def card(self, card: CardId) -> DealtCard | None:
        return next((c for c in self.cards if c.id == card), None)

    @property
    def ids(self) -> tuple[CardId, ...]:
        return tuple(c.id for c in self.cards)

    def document(self) -> list[dict[str, Any]]:
        """Plain values for storage and for the kit's hash."""
        return [c.document() for c in self.cards]

    @classmethod
    def from_document(cls, plain: list[Mapping[str, Any]]) -> Self:
        return cls(tuple(DealtCard.from_document(c) for c in plain))
