"""The cards that a candidate is dealt, with the keys they had when their kit was frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self, cast

from pydantic import PlainSerializer, PlainValidator, TypeAdapter

from assessment.domain.board import Placement
from assessment.domain.ids import CardId
from assessment.domain.stored_values import StoredNumber, StoredWhole
from question_bank import Activity, Card, FunctionalLevel, OperationsCategory

FEWEST_CARDS, MOST_CARDS = 8, 16
"""Product rules, section 5: fewer say too little, and more fit neither the board nor the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherView:
    """An alternate: a placement that agrees with all it names earns a share of the points."""

    functional_level: FunctionalLevel | None
    operations_category: OperationsCategory | None
    activity: Activity | None
    points: StoredNumber
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


StoredPlacement = Annotated[
    Placement,
    PlainValidator(lambda found: found if isinstance(found, Placement) else Placement.parse(found)),
    PlainSerializer(lambda placement: placement.key),
]
"""A placement that a document holds by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealtCard:
    """A card's statement and key at the moment its kit was frozen; edits in the bank stay there."""

    id: CardId
    revision: StoredWhole
    statement: str
    place: StoredPlacement
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
        return cast("dict[str, Any]", _CARD.dump_python(self, mode="json"))

    @staticmethod
    def from_document(plain: Mapping[str, Any]) -> "DealtCard":
        """Reads what any version wrote: keys it does not know are left alone."""
        return _CARD.validate_python(plain)


_CARD = TypeAdapter(DealtCard)


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
