"""What an author writes about a product: its names, and which cells it publicly claims.

A name settles nothing about the scope of a role. This content explains why; nothing is scored by
it. What no source was found for is left out and means *unknown*, never *no*.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, model_validator

from question_bank.taxonomy import Cell, OperationsCategory
from question_bank.texts import Content, Text


def _cell(found: object) -> object:
    """`production.dispatching` as a cell."""
    if not isinstance(found, str):
        return found
    try:
        return Cell.parse(found)
    except ValueError as fault:
        said = f"should be a cell such as production.dispatching, not {found!r:.60}"
        raise ValueError(said) from fault


def _day(found: object) -> object:
    if not isinstance(found, str):
        return found
    try:
        return date.fromisoformat(found)
    except ValueError as fault:
        raise ValueError(f"should be a date such as 2026-11-30, not {found!r:.40}") from fault


CellKey = Annotated[
    Cell,
    BeforeValidator(_cell, json_schema_input_type=str),
    PlainSerializer(lambda cell: cell.key, return_type=str),
]
"""A cell, written by its key."""

Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str)]

ContentId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""Small letters, digits and hyphens: the name of the file."""

ShortText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80, pattern=r"^[^|\n]*$")
]


class Claimant(StrEnum):
    """Who says so. None of them is independent evidence of what a site switched on."""

    SUPPLIER = "supplier"
    PARTNER = "partner"
    TRADE_PRESS = "trade_press"
    SELF_RATING = "self_rating"


class PlatformClaim(Content):
    """What a source says about one operations category; it may cover a part of it only."""

    operations_category: Annotated[OperationsCategory, Field(strict=False)]
    cells: Annotated[tuple[CellKey, ...], Field(strict=False)] = ()
    """Cells that the source names; blank where it speaks of the category only."""
    by: Annotated[Claimant, Field(strict=False)]
    says: Text
    """In our own words."""
    source: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _inside_its_category(self) -> Self:
        for cell in self.cells:
            if cell.operations_category is not self.operations_category:
                raise ValueError(f"{cell.key} is not a cell of {self.operations_category}")
        return self


class Platform(Content):
    """A product that adverts name, and what it publicly claims."""

    id: ContentId
    name: ShortText
    supplier: ShortText
    aliases: Annotated[tuple[ShortText, ...], Field(strict=False)] = ()
    """Other spellings to recognise in a text; our own list, no statement about the product."""
    claims: Annotated[tuple[PlatformClaim, ...], Field(strict=False)] = ()
    """One at most for each category; a category without one is unknown."""
    note: Text
    """Why the name doesn't settle the scope of a role."""
    sources: Annotated[tuple[str, ...], Field(strict=False)] = ()
    noted_on: Day
    """When these notes were made; portfolios change."""

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        categories = [claim.operations_category for claim in self.claims]
        if len(set(categories)) < len(categories):
            raise ValueError("claims: a category has more than one claim; join them")
        names = [name.casefold() for name in (self.name, *self.aliases)]
        if len(set(names)) < len(names):
            raise ValueError("aliases: a name stands here twice")
        return self

    @property
    def unknown(self) -> tuple[OperationsCategory, ...]:
        """The categories that no source was found for."""
        known = {claim.operations_category for claim in self.claims}
        return tuple(c for c in OperationsCategory if c not in known)

    @property
    def claimed(self) -> frozenset[Cell]:
        """The cells that a source names. Whether a site uses them, nobody knows from this."""
        return frozenset(cell for claim in self.claims for cell in claim.cells)
