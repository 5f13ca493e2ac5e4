"""What an author writes on a placement card: a statement, its place, and who disputes that."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from question_bank.model import (
    Basis,
    Industry,
    QuestionStatus,
    number,
)
from question_bank.taxonomy import Activity, Cell, FunctionalLevel, OperationsCategory
from question_bank.texts import Content


class CardIndustry(StrEnum):
    """How the work on a card is done; a regulated plant plays the cards of a batch plant."""

    GENERAL = "general"
    BATCH = "batch"
    CONTINUOUS = "continuous"
    DISCRETE = "discrete"

    @classmethod
    def of(cls, industry: Industry) -> Self:
        """Whose cards a role in `industry` plays, beside the general ones."""
        return cls("batch" if industry is Industry.REGULATED else industry.value)


Statement = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=8, max_length=80),
]
"""Short enough to be read whole on a card of the board."""

_Category = Annotated[OperationsCategory | None, Field(strict=False)]
_Activity = Annotated[Activity | None, Field(strict=False)]
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=160)]


class Place(Content):
    """Where a card belongs: a level, and inside Level 3 a cell or the supporting activities."""

    functional_level: Annotated[FunctionalLevel, BeforeValidator(number)]
    operations_category: _Category = None
    activity: _Activity = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.functional_level != 3:
            if self.operations_category or self.activity:
                raise ValueError("off Level 3 a place is the functional_level alone")
        elif self.activity is None:
            raise ValueError("a place on Level 3 names its activity")
        elif self.activity is Activity.SUPPORTING and self.operations_category:
            raise ValueError("a supporting activity has no operations_category")
        elif self.activity is not Activity.SUPPORTING and self.operations_category is None:
            raise ValueError("a place on Level 3 names its operations_category")
        return self

    @property
    def cell(self) -> Cell | None:
        """The cell of a card on Level 3; None for a supporting activity and off Level 3."""
        if self.operations_category and self.activity:
            return Cell(self.operations_category, self.activity)
        return None


class Alternate(Content):
    """Another view that reputable people hold: a placement that agrees with all it names."""

    functional_level: Annotated[FunctionalLevel | None, BeforeValidator(number)] = None
    operations_category: _Category = None
    activity: _Activity = None
    points: Annotated[float, Field(gt=0, lt=1)]
    """The share of the attainable points that it is worth."""
    reason: _Reason

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        inside = bool(self.operations_category or self.activity)
        if self.functional_level is None and not inside:
            raise ValueError(
                "an alternate names at least one of functional_level, operations_category, activity"
            )
        if inside and self.functional_level not in {None, 3}:
            raise ValueError("only an alternate on Level 3 names a category or an activity")
        if self.activity is Activity.SUPPORTING and self.operations_category:
            raise ValueError("a supporting activity has no operations_category")
        return self


class Card(Content):
    """One activity or system, stated concretely, that a candidate puts in its place."""

    id: Annotated[str, Field(pattern=r"^(x-)?crd-\d{3}$")]
    revision: Annotated[int, Field(ge=1)]
    statement: Statement
    industry: Annotated[CardIndustry, Field(strict=False)]
    place: Place
    near: Annotated[
        tuple[Annotated[Activity, Field(strict=False)], ...], Field(strict=False, max_length=3)
    ] = ()
    """Activities worth half."""
    alternates: Annotated[tuple[Alternate, ...], Field(strict=False, max_length=4)] = ()
    dispute: Annotated[
        str | None,
        StringConstraints(strip_whitespace=True, min_length=5, max_length=80),
        Field(validate_default=True),
    ] = None
    """What reputable people disagree about, in a few words."""
    sources: Annotated[tuple[str, ...], Field(strict=False)] = ()
    status: Annotated[QuestionStatus, Field(strict=False)]
    basis: Annotated[
        Basis,
        Field(
            strict=False,
            default_factory=lambda card: Basis.SOURCE if card.get("sources") else Basis.PRACTICE,
        ),
    ]
    """Where it is not written: `source` when the card names one."""

    # Rules across fields are told at the field to mend, so that one fault hides no other. A field
    # that failed on its own is not in `info.data`: it has been reported already.

    @field_validator("near", mode="after")
    @classmethod
    def _neighbours(cls, near: tuple[Activity, ...], info: ValidationInfo) -> tuple[Activity, ...]:
        if len(set(near)) < len(near):
            raise ValueError("names an activity twice")
        if "place" not in info.data:
            return near
        place: Place = info.data["place"]
        if near and place.functional_level != 3:
            raise ValueError("only a card on Level 3 has activities near it")
        if place.activity in near:
            raise ValueError(f"names the card's own activity, {place.activity}")
        return near

    @field_validator("dispute", mode="after")
    @classmethod
    def _disputed(cls, dispute: str | None, info: ValidationInfo) -> str | None:
        if "alternates" not in info.data:
            return dispute
        if info.data["alternates"] and dispute is None:
            raise ValueError("a card with alternates says in a few words what is disputed")
        if dispute is not None and not info.data["alternates"]:
            raise ValueError("a disputed card names the alternates that are accepted")
        return dispute

    @field_validator("basis", mode="after")
    @classmethod
    def _sourced(cls, basis: Basis, info: ValidationInfo) -> Basis:
        if basis is Basis.SOURCE and info.data.get("sources") == ():
            raise ValueError("source needs at least one entry in sources (or write practice)")
        return basis
