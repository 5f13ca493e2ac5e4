"""What an author writes: strict, frozen shapes of a question and its rubric."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from question_bank.taxonomy import (
    Activity,
    Cell,
    Competency,
    FunctionalLevel,
    OperationsCategory,
)
from question_bank.texts import Content, Handout, ListText, Text
from question_bank.variant import Variant, Variants, check_variants

Level = Literal[1, 2, 3, 4, 5]
"""The rubric level: 1 misplaced or absent, 2 partial, 3 solid, 4 strong, 5 outstanding."""


def number(value: object) -> object:
    """Python takes True for 1 and 3.0 for 3; a level is written as a whole number."""
    if isinstance(value, bool | float):
        raise ValueError(f"should be a whole number, not {value!r}")  # noqa: TRY004  # Pydantic's
    return value


ExactLevel = Annotated[Level, BeforeValidator(number)]

REQUIRED_ANCHORS = (1, 3, 5)


Position = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=600, pattern=r"^[^|]*$"),
]
SourceKey = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^|\s]+$")]
"""How `sources.yaml` names a source; it stands in such a list as well."""

QuestionId = Annotated[str, Field(pattern=r"^(x-)?[a-z]{3}(-[a-z]{3})?-\d{3}$")]

OWN = "x-"
"""What every id in a folder of one's own begins with, and no shipped id does."""


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


class Anchor(Content):
    """Observable behaviour that marks one level of a question's rubric."""

    level: ExactLevel
    behaviour: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=10, max_length=220)
    ]


class Boundary(Content):
    """The neighbour an answer must keep apart or hand over to: exactly one of the three."""

    activity: Annotated[Activity | None, Field(strict=False)] = None
    operations_category: Annotated[OperationsCategory | None, Field(strict=False)] = None
    functional_level: Annotated[Literal[2, 4] | None, BeforeValidator(number)] = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        sides = (self.activity, self.operations_category, self.functional_level)
        if sum(side is not None for side in sides) != 1:
            raise ValueError(
                "a boundary names exactly one of activity, operations_category, functional_level"
            )
        return self


class Question(Content):
    """A prompt, its probes and its rubric."""

    id: QuestionId
    revision: Annotated[int, Field(ge=1)]
    status: Annotated[QuestionStatus, Field(strict=False)]
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=60)]
    competency: Annotated[Competency, Field(strict=False)]
    stem: Annotated[Stem, Field(strict=False)]
    type: Annotated[QuestionType, Field(strict=False)]
    target_level: Annotated[UsableFor, Field(strict=False)]
    operations_category: Annotated[OperationsCategory | None, Field(strict=False)] = None
    activity: Annotated[Activity | None, Field(strict=False, validate_default=True)] = None
    functional_level: Annotated[FunctionalLevel, BeforeValidator(number)]
    boundary: Boundary | None = None
    minutes: Annotated[int, Field(ge=3, le=10)]
    industries: Annotated[
        tuple[Annotated[Industry, Field(strict=False)], ...], Field(strict=False, min_length=1)
    ]
    prompt: Text
    handout: Handout | None = None
    """Shown to the candidate with the prompt and printed with the kit."""
    probes: Annotated[tuple[ListText, ...], Field(strict=False, min_length=2, max_length=4)]
    variants: Variants = Variants()
    """The same situation as other industries know it; all else is one rubric for all of them."""
    listen_for: Annotated[tuple[ListText, ...], Field(strict=False, min_length=3, max_length=6)]
    anchors: Annotated[tuple[Anchor, ...], Field(strict=False, min_length=3, max_length=5)]
    wrong_beliefs: Annotated[tuple[ListText, ...], Field(strict=False, min_length=1, max_length=4)]
    accepted_positions: Annotated[tuple[Position, ...], Field(strict=False)] = ()
    similar_to: Annotated[tuple[QuestionId, ...], Field(strict=False)] = ()
    """Questions with nearly the same answer: no kit asks two of them. Either side may name it."""
    basis: Annotated[Basis, Field(strict=False)]
    sources: Annotated[tuple[SourceKey, ...], Field(strict=False, validate_default=True)] = ()

    # Rules across fields are told at the field to mend, so that one fault hides no other. A field
    # that failed on its own is not in `info.data`: it has been reported already.

    @field_validator("activity", mode="after")
    @classmethod
    def _cell(cls, activity: Activity | None, info: ValidationInfo) -> Activity | None:
        if "operations_category" not in info.data:
            return activity
        category = info.data["operations_category"]
        if activity is Activity.SUPPORTING and category:
            raise ValueError("a supporting activity has no operations_category")
        if activity is not Activity.SUPPORTING and (activity is None) != (category is None):
            raise ValueError("operations_category and activity go together, or both stay out")
        return activity

    @field_validator("boundary", mode="after")
    @classmethod
    def _this_side(cls, boundary: Boundary | None, info: ValidationInfo) -> Boundary | None:
        if boundary is None or not {"operations_category", "activity"} <= set(info.data):
            return boundary
        category, activity = info.data["operations_category"], info.data["activity"]
        if not boundary.functional_level and not (category and activity):
            raise ValueError("a boundary to an activity or a category needs a cell on this side")
        if boundary.activity is activity and activity:
            raise ValueError(f"the boundary names the question's own activity, {activity}")
        if boundary.operations_category is category and category:
            raise ValueError(f"the boundary names the question's own category, {category}")
        return boundary

    @field_validator("variants", mode="after")
    @classmethod
    def _of_this_question(cls, variants: Variants, info: ValidationInfo) -> Variants:
        check_variants(variants, info.data)
        return variants

    @field_validator("anchors", mode="after")
    @classmethod
    def _anchors_1_3_5(cls, anchors: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
        levels = [a.level for a in anchors]
        if missing := [str(n) for n in REQUIRED_ANCHORS if n not in levels]:
            raise ValueError(f"levels 1, 3 and 5 are required; missing {', '.join(missing)}")
        if levels != sorted(set(levels)):
            raise ValueError("levels must rise from anchor to anchor, each level once")
        return anchors

    @field_validator("sources", mode="after")
    @classmethod
    def _sourced(cls, sources: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.data.get("basis") is Basis.SOURCE and not sources:
            raise ValueError("basis: source needs at least one source (or write basis: practice)")
        return sources

    @field_validator("similar_to", mode="after")
    @classmethod
    def _other_questions(cls, similar: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.data.get("id") in similar:
            raise ValueError("names the question itself")
        if repeated := sorted({id_ for id_ in similar if similar.count(id_) > 1}):
            raise ValueError(f"names {', '.join(repeated)} more than once")
        return similar

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

    @property
    def told(self) -> dict[Industry, Variant]:
        """The industries in which it has words of its own, with these words."""
        return {Industry(name): told for name, told in self.variants.by_name.items()}

    def told_in(self, industry: Industry) -> Self:
        """The question as `industry` knows it; itself where it has no words of its own there."""
        told = self.told.get(industry)
        if told is None:
            return self
        return self.model_copy(
            update={
                "prompt": told.prompt,
                "handout": told.handout or self.handout,
                "probes": told.probes or self.probes,
            }
        )


class CompetencyText(Content):
    id: Annotated[Competency, Field(strict=False)]
    name: Annotated[str, Field(min_length=3, max_length=30)]
    definition: Annotated[str, Field(min_length=10, max_length=200)]


class ScaleStep(Content):
    level: ExactLevel
    name: Annotated[str, Field(min_length=3, max_length=30)]
    meaning: Annotated[str, Field(min_length=5, max_length=160)]
