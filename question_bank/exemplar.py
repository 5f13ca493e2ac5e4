"""What an author writes for rater practice: answers to a question, each of a known level."""

from typing import Annotated

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from question_bank.model import ExactLevel
from question_bank.texts import Content

ANSWERS = 3
"""As many as a rater reads in one sitting without tiring of the question."""

FEWEST_WORDS, MOST_WORDS = 40, 200
"""Shorter, and a level cannot be heard in it; longer, and nobody speaks so at a stretch."""


class Temptation(Content):
    """The wrong level that a rater is most likely to give an answer, and what leads there."""

    level: ExactLevel
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]


class ExemplarAnswer(Content):
    """One answer as a candidate would speak it, and what makes it the level that it is."""

    level: ExactLevel
    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1600)]
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]
    """In terms of the question's anchors."""
    tempting: Temptation | None = None
    hard: Annotated[bool, Field(validate_default=True)] = False
    """Form and level disagree: fluent and empty, blunt and right, half of an accepted position."""

    @field_validator("tempting", mode="after")
    @classmethod
    def _another_level(cls, tempting: Temptation | None, info: ValidationInfo) -> Temptation | None:
        if tempting and tempting.level == info.data.get("level"):
            raise ValueError(f"names the answer's own level, {tempting.level}")
        return tempting

    @field_validator("hard", mode="after")
    @classmethod
    def _explained(cls, hard: bool, info: ValidationInfo) -> bool:  # noqa: FBT001  # Pydantic's
        if hard and "tempting" in info.data and info.data["tempting"] is None:
            raise ValueError("needs tempting: the level a rater would give instead, and why")
        return hard

    @field_validator("answer", mode="after")
    @classmethod
    def _spoken(cls, answer: str) -> str:
        count = len(answer.split())
        if count < FEWEST_WORDS:
            raise ValueError(f"has {count} of at least {FEWEST_WORDS} words")
        if count > MOST_WORDS:
            raise ValueError(f"has {count} words; at most {MOST_WORDS} are taken")
        return answer


class Exemplar(Content):
    """Three written answers to one revision of a question."""

    question: Annotated[str, Field(min_length=1)]
    revision: Annotated[int, Field(ge=1)]
    """Of the question: after a new one, the levels have to be read again."""
    answers: Annotated[
        tuple[ExemplarAnswer, ...], Field(strict=False, min_length=ANSWERS, max_length=ANSWERS)
    ]

    @field_validator("answers", mode="after")
    @classmethod
    def _differ(cls, answers: tuple[ExemplarAnswer, ...]) -> tuple[ExemplarAnswer, ...]:
        texts = [" ".join(a.answer.split()) for a in answers]
        if len(set(texts)) < len(texts):
            raise ValueError("the same answer stands here twice")
        return answers
