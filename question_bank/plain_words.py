"""The words and phrases that a text should replace, from `plain_words.yaml`."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, TypeAdapter, field_validator

from question_bank import strict_yaml
from question_bank.texts import Content

FILE = "plain_words.yaml"


class PlainWord(Content):
    """One entry of the file: what to look for and what to write instead."""

    pattern: Annotated[str, Field(min_length=1)]
    """A regular expression for whole words, in large letters or small."""
    write: Annotated[str, Field(min_length=1)]
    only: Annotated[tuple[str, ...], Field(strict=False)] = ()
    """The kinds of text that it applies to; without any, all of them."""
    example: Annotated[str, Field(min_length=1)]
    """A use that the pattern finds."""

    @field_validator("pattern", mode="after")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as fault:
            raise ValueError(f"is no regular expression: {fault}") from fault
        return pattern


PLAIN_WORDS: TypeAdapter[tuple[PlainWord, ...]] = TypeAdapter(tuple[PlainWord, ...])


class Found(NamedTuple):
    """A use of a phrase in a text, and what to write instead."""

    said: str
    write: str


def uses(text: str, kind: str) -> Iterator[Found]:
    """Every listed phrase in a `text` of this kind, such as `prompt`, `behaviour` or `card`."""
    everything, each = _searches(kind)
    if not everything.search(text):  # most texts: one search instead of fifty
        return
    for pattern, word in each:
        for match in pattern.finditer(text):
            yield Found(" ".join(match.group().split()), word.write)


def read(path: Path) -> tuple[PlainWord, ...]:
    """The entries of the file at `path`. Raises BankError with every problem in it."""
    return strict_yaml.read(path, PLAIN_WORDS)[0]


@cache
def shipped() -> tuple[PlainWord, ...]:
    """The list that comes with Levelset."""
    return read(Path(str(files("question_bank") / FILE)))


@cache
def _searches(kind: str) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], PlainWord]]]:
    """One pattern for all entries that apply to this kind of text, and one for each."""
    mine = [word for word in shipped() if not word.only or kind in word.only]
    everything = "|".join(f"(?:{word.pattern})" for word in mine)
    return _whole(everything), [(_whole(word.pattern), word) for word in mine]


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)
