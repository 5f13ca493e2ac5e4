"""The words and phrases that a text should replace, from `plain_words.yaml`."""

import re
from collections.abc import Iterator, Sequence
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


class _Searches(NamedTuple):
    """What one kind of text is searched for."""

    quick: tuple[re.Pattern[str], ...]
    """Without a match of any in an ASCII text, in small letters, nothing is found in it."""
    words: tuple[tuple[re.Pattern[str], PlainWord], ...]


class Found(NamedTuple):
    """A use of a phrase in a text, and what to write instead."""

    said: str
    write: str


def uses(text: str, kind: str) -> Iterator[Found]:
    """Every listed phrase in a `text` of this kind, such as `prompt`, `behaviour` or `card`."""
    searches = _searches(kind)
    small = text.lower()
    if text.isascii() and not any(pattern.search(small) for pattern in searches.quick):
        return
    for pattern, word in searches.words:
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
def _searches(kind: str) -> _Searches:
    """One pattern for all entries that apply to this kind of text, and one for each.

    One that heeds case is several times as fast, so that the first serves entries in small letters.
    """
    mine = [word for word in shipped() if not word.only or kind in word.only]
    small = [word for word in mine if not re.search(r"[A-Z]", re.sub(r"\\.", "", word.pattern))]
    other = [word for word in mine if word not in small]
    quick = [_together(small, re.NOFLAG)] + ([_together(other, re.IGNORECASE)] if other else [])
    return _Searches(tuple(quick), tuple((_together([word], re.IGNORECASE), word) for word in mine))


def _together(words: Sequence[PlainWord], flags: re.RegexFlag) -> re.Pattern[str]:
    either = "|".join(f"(?:{word.pattern})" for word in words)
    return re.compile(rf"\b(?:{either})(?!\w)", flags)
