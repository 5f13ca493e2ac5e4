"""What an author writes for the talk with a client: questions, what each answer moves, and why.

Nothing here is hidden arithmetic: an answer names the cells, the scope, the points on the target
and the points on weights that it moves, with a reason that the client sees at once.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from question_bank.platform_content import CellKey, ContentId
from question_bank.taxonomy import Cell, Competency, OrganisationalScope
from question_bank.texts import Content, Text
from question_bank.typical_role import Reason

MOST_QUESTIONS = 12
"""What a client answers in ten minutes."""

AnswerText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=90, pattern=r"^[^|]*$")
]

_Cells = Annotated[tuple[CellKey, ...], Field(strict=False, max_length=32)]
_Points = Annotated[float, Field(ge=-20, le=20, strict=False)]


class Choose(StrEnum):
    ONE = "one"
    SEVERAL = "several"


class ConversationAnswer(Content):
    """One thing a client may say, and what it moves in the brief."""

    id: ContentId
    text: AnswerText
    essential: _Cells = ()
    in_scope: _Cells = ()
    out: _Cells = ()
    """Cells that stay with somebody else."""
    organisational_scope: Annotated[OrganisationalScope | None, Field(strict=False)] = None
    enterprise_share: Annotated[int, Field(ge=-50, le=50, multiple_of=5)] = 0
    """Points by which the target moves: towards plant below 0, towards enterprise above."""
    weights: Annotated[Mapping[Annotated[Competency, Field(strict=False)], _Points], Field()] = {}
    """Points that a weight gains or loses beside the blend."""
    why: Reason | None = None
    """Why it moves what it moves; needed where it moves anything."""
    ask: Text | None = None
    """What is still open after this answer; it joins the open questions for the client."""
    alone: bool = False
    """Whether it can't be true together with another answer to the same question."""

    @property
    def cells(self) -> dict[Cell, int]:
        """What it says of cells: 2 essential, 1 in scope, 0 out."""
        return {
            **dict.fromkeys(self.out, 0),
            **dict.fromkeys(self.in_scope, 1),
            **dict.fromkeys(self.essential, 2),
        }

    @property
    def moves(self) -> bool:
        return bool(
            self.cells or self.organisational_scope or self.enterprise_share or self.weights
        )

    @model_validator(mode="after")
    def _explained(self) -> Self:
        listed = [*self.essential, *self.in_scope, *self.out]
        for cell in listed:
            if listed.count(cell) > 1:
                raise ValueError(f"the cell {cell.key} stands here twice")
        if self.moves and self.why is None:
            raise ValueError("an answer that moves something needs a why")
        if self.why is not None and not self.moves:
            raise ValueError("an answer that moves nothing needs no why")
        return self


class ConversationQuestion(Content):
    """One question to a client."""

    id: ContentId
    ask: Text
    """Said as it stands here."""
    settles: Text
    """What the answer is needed for."""
    choose: Annotated[Choose, Field(strict=False)]
    answers: Annotated[
        tuple[ConversationAnswer, ...], Field(strict=False, min_length=2, max_length=8)
    ]

    @field_validator("answers", mode="after")
    @classmethod
    def _each_once(cls, answers: tuple[ConversationAnswer, ...]) -> tuple[ConversationAnswer, ...]:
        ids = [answer.id for answer in answers]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise ValueError(f"the answer {id_} stands here twice")
        return answers


class AnswerRef(NamedTuple):
    """An answer to a question, written `sites.one` in a file."""

    question: str
    answer: str


def _ref(found: object) -> object:
    if not isinstance(found, str):
        return found
    question, dot, answer = found.partition(".")
    if not (question and dot and answer):
        raise ValueError(f"should be a question and an answer such as sites.one, not {found!r:.60}")
    return AnswerRef(question, answer)


Ref = Annotated[AnswerRef, BeforeValidator(_ref, json_schema_input_type=str)]


class Contradiction(Content):
    """Two answers that can't both be meant."""

    between: Annotated[tuple[Ref, Ref], Field(strict=False)]
    says: Text
    ask: Text
    """What to ask at once; until it is answered it joins the open questions."""


class Conversation(Content):
    """The whole talk, in the order in which it is held."""

    questions: Annotated[
        tuple[ConversationQuestion, ...], Field(strict=False, max_length=MOST_QUESTIONS)
    ] = ()
    contradictions: Annotated[tuple[Contradiction, ...], Field(strict=False)] = ()

    @field_validator("questions", mode="after")
    @classmethod
    def _questions_once(
        cls, questions: tuple[ConversationQuestion, ...]
    ) -> tuple[ConversationQuestion, ...]:
        ids = [question.id for question in questions]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise ValueError(f"the question {id_} stands here twice")
        return questions

    def answer(self, ref: AnswerRef) -> ConversationAnswer | None:
        """The answer that `ref` names; None where there is none."""
        for question in self.questions:
            if question.id == ref.question:
                return next((a for a in question.answers if a.id == ref.answer), None)
        return None
