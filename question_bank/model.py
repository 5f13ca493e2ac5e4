"""What an author writes: strict, frozen shapes of a question and its rubric."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from question_bank.taxonomy import (
    Activity,
    Cell,
    Competency,
    FunctionalLevel,
    OperationsCategory,
)

Level = Literal[1, 2, 3, 4, 5]
"""The rubric level: 1 misplaced or absent, 2 partial, 3 solid, 4 strong, 5 outstanding."""

REQUIRED_ANCHORS = (1, 3, 5)


class _Content(BaseModel):
    """Strict, so that YAML's `no`, `3.10` and `08` are refused instead of guessed at."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Text = Annotated[str, Field(min_length=1, max_length=600)]
ListText = Annotated[str, Field(min_length=1, max_length=160, pattern=r"^[^|]*$")]
"""A text that stands in a CSV list joined by ` | `, so it may hold no `|`."""


class QuestionStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class QuestionType(StrEnum):
    SITUATIONAL = "situational"
    PAST_BEHAVIOUR = "past_behaviour"
    KNOWLEDGE = "knowledge"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Stem(StrEnum):
    """What the question makes the candidate do with its subject."""

    PLACE = "place"
    SEPARATE = "separate"
    BREAK = "break"
    OWN = "own"
    SCALE = "scale"


class UsableFor(StrEnum):
    PLANT = "plant"
    ENTERPRISE = "enterprise"
    BOTH = "both"


class Industry(StrEnum):
    GENERAL = "general"
    BATCH = "batch"
    CONTINUOUS = "continuous"
    DISCRETE = "discrete"
    REGULATED = "regulated"


class Basis(StrEnum):
    SOURCE = "source"
    PRACTICE = "practice"


class Anchor(_Content):
    """Observable behaviour that marks one level of a question's rubric."""

    level: Level
    behaviour: Annotated[str, Field(min_length=10, max_length=220)]


class Boundary(_Content):
    """The neighbour an answer must keep apart or hand over to: exactly one of the three."""

    activity: Annotated[Activity | None, Field(strict=False)] = None
    operations_category: Annotated[OperationsCategory | None, Field(strict=False)] = None
    functional_level: Literal[2, 4] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (
            sum(
                v is not None
                for v in (self.activity, self.operations_category, self.functional_level)
            )
            != 1
        ):
            raise ValueError(
                "a boundary names exactly one of activity, operations_category, functional_level"
            )
        return self


class Question(_Content):
    """A prompt, its probes and its rubric."""

    id: Annotated[str, Field(pattern=r"^[a-z]{3}(-[a-z]{3})?-\d{3}$")]
    revision: Annotated[int, Field(ge=1)]
    status: Annotated[QuestionStatus, Field(strict=False)]
    title: Annotated[str, Field(min_length=5, max_length=60)]
    competency: Annotated[Competency, Field(strict=False)]
    stem: Annotated[Stem, Field(strict=False)]
    type: Annotated[QuestionType, Field(strict=False)]
    target_level: Annotated[UsableFor, Field(strict=False)]
    operations_category: Annotated[OperationsCategory | None, Field(strict=False)] = None
    activity: Annotated[Activity | None, Field(strict=False)] = None
    functional_level: FunctionalLevel
    boundary: Boundary | None = None
    minutes: Annotated[int, Field(ge=3, le=10)]
    industries: Annotated[
        tuple[Annotated[Industry, Field(strict=False)], ...], Field(strict=False, min_length=1)
    ]
    prompt: Text
    probes: Annotated[tuple[ListText, ...], Field(strict=False, min_length=2, max_length=4)]
    listen_for: Annotated[tuple[ListText, ...], Field(strict=False, min_length=3, max_length=6)]
    anchors: Annotated[tuple[Anchor, ...], Field(strict=False, min_length=3, max_length=5)]
    wrong_beliefs: Annotated[tuple[ListText, ...], Field(strict=False, min_length=1, max_length=4)]
    accepted_positions: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    basis: Annotated[Basis, Field(strict=False)]
    sources: Annotated[tuple[str, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _anchors_1_3_5(self) -> Self:
        levels = [a.level for a in self.anchors]
        if levels != sorted(set(levels)):
            raise ValueError("anchors must rise from level to level, each level once")
        if missing := [str(n) for n in REQUIRED_ANCHORS if n not in levels]:
            raise ValueError(
                f"anchors for levels 1, 3 and 5 are required; missing {', '.join(missing)}"
            )
        return self

    @model_validator(mode="after")
    def _cell(self) -> Self:
        if self.activity is Activity.SUPPORTING and self.operations_category:
            raise ValueError("a supporting activity has no operations_category")
        if (self.activity is None) != (self.operations_category is None) and (
            self.activity is not Activity.SUPPORTING
        ):
            raise ValueError("operations_category and activity go together")
        if self.boundary and not self.cell and not self.boundary.functional_level:
            raise ValueError("a boundary to an activity or a category needs a cell on this side")
        return self

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.basis is Basis.SOURCE and not self.sources:
            raise ValueError("basis: source needs at least one source (or write basis: practice)")
        return self

    @property
    def cell(self) -> Cell | None:
        """Where the question lives in the grid; None where it is about the whole of Level 3."""
        if self.operations_category and self.activity:
            return Cell(self.operations_category, self.activity)
        return None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that an answer speaks of: its own, and the one across its boundary."""
        if self.cell is None:
            return ()
        across = self.boundary
        if across and across.activity and across.activity is not Activity.SUPPORTING:
            return (self.cell, Cell(self.cell.operations_category, across.activity))
        if across and across.operations_category:
            return (self.cell, Cell(across.operations_category, self.cell.activity))
        return (self.cell,)

    def anchor(self, level: int) -> str | None:
        """The behaviour that marks `level`, where the author wrote one."""
        return next((a.behaviour for a in self.anchors if a.level == level), None)


class CompetencyText(_Content):
    id: Annotated[Competency, Field(strict=False)]
    name: Annotated[str, Field(min_length=3, max_length=30)]
    definition: Annotated[str, Field(min_length=10, max_length=200)]


class ScaleStep(_Content):
    level: Level
    name: Annotated[str, Field(min_length=3, max_length=30)]
    meaning: Annotated[str, Field(min_length=5, max_length=160)]
