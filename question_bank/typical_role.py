"""What an author writes about a role to start a brief from: its titles, its scope and its weights.

Every part carries a reason that a client can read, and the file says what it rests on. A role is
a starting point: everything in the brief can be changed afterwards.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo, field_validator

from question_bank.model import Basis, number
from question_bank.platform_content import CellKey, ContentId, ShortText
from question_bank.taxonomy import Cell, Competency, OrganisationalScope
from question_bank.texts import Content, Text

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]
"""A sentence that a client can read and contradict."""

CellEmphasis = Annotated[Literal[1, 2], BeforeValidator(number)]
"""1 in scope, 2 essential."""


class RoleCells(Content):
    """Cells that matter to a role in the same way and for the same reason."""

    emphasis: CellEmphasis
    cells: Annotated[tuple[CellKey, ...], Field(strict=False, min_length=1, max_length=32)]
    why: Reason


class RoleReach(Content):
    """How many sites the role is responsible for."""

    value: Annotated[OrganisationalScope, Field(strict=False)]
    why: Reason


class RoleTarget(Content):
    """Where the role stands between a plant role and an enterprise role."""

    enterprise_share: Annotated[int, Field(ge=0, le=100, multiple_of=5)]
    """In percent; the slider on the brief moves in steps of five."""
    why: Reason


class RoleWeight(Content):
    """A weight that differs from the blend for the role's target."""

    competency: Annotated[Competency, Field(strict=False)]
    weight: Annotated[float, Field(ge=0, le=100, strict=False)]
    why: Reason


class RoleNeighbour(Content):
    """A role that is easily taken for this one."""

    role: ContentId
    difference: Reason


class TypicalRole(Content):
    """A role to start a brief from."""

    id: ContentId
    revision: Annotated[int, Field(ge=1)]
    name: ShortText
    summary: Text
    titles: Annotated[tuple[ShortText, ...], Field(strict=False, min_length=2, max_length=8)]
    """What adverts call it. None of these titles belongs to this role alone."""
    misuse: Annotated[tuple[Text, ...], Field(strict=False, min_length=1, max_length=4)]
    """How adverts use these titles for something else."""
    scope: Annotated[tuple[RoleCells, ...], Field(strict=False, min_length=1, max_length=8)]
    organisational_scope: RoleReach
    target: RoleTarget
    weights: Annotated[tuple[RoleWeight, ...], Field(strict=False, max_length=8)] = ()
    """Only those that differ from the blend; the others follow the target."""
    ask: Annotated[tuple[Text, ...], Field(strict=False, min_length=3, max_length=6)]
    """What to ask the client before interviewing anyone for this role."""
    neighbours: Annotated[tuple[RoleNeighbour, ...], Field(strict=False, min_length=2)]
    basis: Annotated[Basis, Field(strict=False)]
    rests_on: Text
    """What rests on the sources, and what is our own judgement."""
    sources: Annotated[tuple[str, ...], Field(strict=False, validate_default=True)] = ()

    # Each rule is told at the field to fix, so that one fault hides no other.

    @field_validator("scope", mode="after")
    @classmethod
    def _each_cell_once(cls, scope: tuple[RoleCells, ...]) -> tuple[RoleCells, ...]:
        seen: set[Cell] = set()
        for group in scope:
            for cell in group.cells:
                if cell in seen:
                    raise ValueError(f"the cell {cell.key} stands here twice")
                seen.add(cell)
        return scope

    @field_validator("weights", mode="after")
    @classmethod
    def _each_competency_once(cls, weights: tuple[RoleWeight, ...]) -> tuple[RoleWeight, ...]:
        named = [weight.competency for weight in weights]
        for competency in named:
            if named.count(competency) > 1:
                raise ValueError(f"the competency {competency} stands here twice")
        return weights

    @field_validator("neighbours", mode="after")
    @classmethod
    def _others(
        cls, neighbours: tuple[RoleNeighbour, ...], info: ValidationInfo
    ) -> tuple[RoleNeighbour, ...]:
        named = [neighbour.role for neighbour in neighbours]
        for role in named:
            if role == info.data.get("id"):
                raise ValueError("a role is not its own neighbour")
            if named.count(role) > 1:
                raise ValueError(f"the role {role} stands here twice")
        return neighbours

    @field_validator("sources", mode="after")
    @classmethod
    def _sourced(cls, sources: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.data.get("basis") is Basis.SOURCE and not sources:
            raise ValueError("basis: source needs at least one entry (or write practice)")
        return sources

    @property
    def cells(self) -> dict[Cell, Literal[1, 2]]:
        """Every cell in scope with its emphasis."""
        return {cell: group.emphasis for group in self.scope for cell in group.cells}
