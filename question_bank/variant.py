"""One situation as several industries know it: other words for a question, and one rubric."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    field_validator,
    model_serializer,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from question_bank.texts import Content, Handout, ListText, Text

ANY = "general"
"""The industry of a question that may be asked in all of them."""


class _Sparse(Content):
    """Written without what is not there."""

    @model_serializer(mode="wrap")
    def _written(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: held for name, held in plain(self).items() if held}


class Variant(_Sparse):
    """How a question is told in one industry; its rubric is the question's own."""

    prompt: Text
    handout: Handout | None = None
    """The card in this industry's words; without it, the question's own."""
    probes: Annotated[tuple[ListText, ...], Field(strict=False)] = ()
    """One for each probe of the question, in its order; without them, those of the question."""


class Variants(_Sparse):
    """The industries in which a question is told in words of their own."""

    batch: Variant | None = None
    continuous: Variant | None = None
    discrete: Variant | None = None
    regulated: Variant | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _told(cls, written: object) -> object:
        if written is None:
            raise ValueError("is blank")
        return written

    @property
    def by_name(self) -> dict[str, Variant]:
        """Those that are there, by the name of their industry."""
        each = ((name, getattr(self, name)) for name in type(self).model_fields)
        return {name: told for name, told in each if told}


def check_variants(variants: Variants, question: Mapping[str, Any]) -> None:
    """Raises ValidationError, with each fault at the variant to mend, where one does not fit.

    `question` holds the fields of their question that were without fault.
    """
    faults = [
        InitErrorDetails(
            type=PydanticCustomError("value_error", "{said}", {"said": said}), loc=at, input=None
        )
        for at, said in _unfit(variants, question)
    ]
    if faults:
        raise ValidationError.from_exception_data("Variants", faults)


def _unfit(
    variants: Variants, question: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    asked_in, probes = question.get("industries", (ANY,)), question.get("probes", ())
    for industry, told in variants.by_name.items():
        if not {ANY, industry} & set(asked_in):
            yield (industry,), f"the industries of the question leave {industry} out"
        if told.prompt.split() == question.get("prompt", "").split():
            yield (industry, "prompt"), "is the prompt of the question, word for word"
        if told.handout and told.handout == question.get("handout"):
            yield (industry, "handout"), "is the handout of the question; leave it out"
        if told.probes and told.probes == probes:
            yield (industry, "probes"), "are those of the question; leave them out"
        elif told.probes and probes and len(told.probes) != len(probes):
            said = f"has {len(told.probes)} entries and the question has {len(probes)} probes"
            yield (industry, "probes"), f"{said}: each stands for one of them"
