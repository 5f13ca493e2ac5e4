"""Which typed texts go to a client, and in which words: each is reviewed, or it stays out."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, cast

from assessment.report.other_spellings import other_spellings
from assessment.report.source import BLANK, FreeText, QuestionSource, ReportSource

T = TypeVar("T")
SHORTEST_PART = 3
"""Letters of a part of a name that is looked for by itself, in scripts that space words."""
_EMAIL = r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+"
_LINK = r"(?:https?://|www\.)[^\s<>]+"
_PHONE = (
    r"(?<![\w.])(?:\+|0|\(0?)\d?(?:[ ()./-]{0,2}\d){7,}(?!\w)"
    r"|(?<![\w-])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\w-])"
)
_CODE = re.compile(r"[A-Z]{1,4}-\d+")
"""What candidates and interviewers are called among the names to look for."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")
"""Scripts that put no space between words."""


@dataclass(frozen=True, slots=True)
class TellingPart:
    """A part of a text that may tell who somebody is."""

    start: int
    end: int
    kind: str
    """`name`, `e-mail`, `link`, `phone number`, `code` or `possible name`."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a reviewer made of one text; it holds only while the text is the same."""

    digest: str
    text: str
    """What goes to the client; blank leaves it out."""


Review = Mapping[str, Reviewed]
"""By the key of the text."""


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


POSSIBLE_NAME = "possible name"


def marked(text: str, names: Sequence[str]) -> tuple[TellingPart, ...]:
    """What is recognised, and parts of names in another spelling, which may be ordinary words."""
    sure = recognised(text, names)
    possible = (
        TellingPart(start, end, POSSIBLE_NAME)
        for start, end in other_spellings(text, names)
        if not any(one.start < end and start < one.end for one in sure)
    )
    return tuple(sorted((*sure, *possible), key=lambda found: found.start))


def recognised(text: str, names: Sequence[str]) -> tuple[TellingPart, ...]:
    """Names, addresses, numbers and codes in `text`, from left to right, without overlaps.

    `names` are those of people, and the codes that stand for them.
    """
    small = text.lower() if text.isascii() else None
    found = [
        TellingPart(m.start(), m.end(), one.kind)
        for one in (*_of_names(tuple(names)), *_OF_ANYBODY)
        if one.may_be_in(text, small)
        for m in one.pattern.finditer(text)
    ]
    kept: list[TellingPart] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start < one.end and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return tuple(kept)


class _Sought(NamedTuple):
    """What is looked for; most texts hold none of it, which `literal` tells at once."""

    kind: str
    pattern: re.Pattern[str]
    literal: str = ""
    """Stands in every match, in any case where it is `small`."""
    small: bool = False

    def may_be_in(self, text: str, small: str | None) -> bool:
        """`small` is the text in small letters; None where case is not that simple."""
        if not self.small:
            return self.literal in text
        return small is None or not self.literal.isascii() or self.literal in small


_OF_ANYBODY = tuple(
    _Sought(kind, re.compile(pattern))
    for kind, pattern in (("e-mail", _EMAIL), ("link", _LINK), ("phone number", _PHONE))
)


@lru_cache(maxsize=8)
def _of_names(names: tuple[str, ...]) -> tuple[_Sought, ...]:
    """What is looked for of each name, the longest first."""
    longest = sorted(set(names), key=len, reverse=True)
    return tuple(sought for name in longest if name.split() for sought in _of_name(name))


def _of_name(name: str) -> Iterator[_Sought]:
    """A whole name in any case; a part of it as it is written, so that *may* is no *May*."""
    if _CODE.fullmatch(name):
        yield _Sought("code", re.compile(_alone(re.escape(name), name)), name)
        return
    parts = name.split()
    between = r"\s*" if _UNSPACED.search(name) else r"\s+"
    whole = between.join(map(re.escape, parts))
    any_case = re.compile(f"(?i:{_alone(whole, name)})")
    yield _Sought("name", any_case, parts[0].lower(), small=True)
    if any(letter.isdigit() for letter in name):  # a reference, whose parts say nothing
        return
    for part in re.split(r"[\s-]+", name):
        if len(part) >= (2 if _UNSPACED.search(part) else SHORTEST_PART):
            yield _Sought("name", re.compile(_alone(re.escape(part), part)), part)


def _alone(pattern: str, text: str) -> str:
    return pattern if _UNSPACED.search(text) else rf"(?<!\w){pattern}(?!\w)"


def suggested(text: str, names: Sequence[str]) -> str:
    """`text` with `[name]`, `[e-mail]` and so on in place of what was recognised."""
    out, at = [], 0
    for one in marked(text, names):
        kind = "name" if one.kind == POSSIBLE_NAME else one.kind
        out += [text[at : one.start], f"[{kind}]"]
        at = one.end
    return "".join(out) + text[at:]


def typed_texts(source: ReportSource) -> tuple[FreeText, ...]:
    """Every typed text of the report that says something, each once, in its order."""
    found: dict[str, FreeText] = {}

    def note(text: FreeText) -> FreeText:
        if text.typed and text.text.strip():
            found.setdefault(text.key, text)
        return text

    _mapped(source, note)
    return tuple(found.values())


def holds(review: Review, text: FreeText) -> bool:
    """Whether the text was reviewed as it stands now."""
    made = review.get(text.key)
    return made is not None and made.digest == digest_of(text.text)


def redacted(source: ReportSource, review: Review) -> ReportSource:
    """The source with reviewed words alone: what was not reviewed as it stands is left out."""

    def reviewed(text: FreeText) -> FreeText:
        if not text.typed:
            return text
        kept = review[text.key].text if holds(review, text) else ""
        return replace(BLANK, text=kept)

    made = _mapped(source, reviewed)
    candidates = tuple(
        replace(c, questions=tuple(_without_typed_beliefs(q, o) for q, o in _pairs(c, old)))
        for c, old in zip(made.candidates, source.candidates, strict=True)
    )
    return replace(made, candidates=candidates)


def _pairs(new: Any, old: Any) -> Iterator[tuple[QuestionSource, QuestionSource]]:  # noqa: ANN401
    return zip(new.questions, old.questions, strict=True)


def _without_typed_beliefs(question: QuestionSource, before: QuestionSource) -> QuestionSource:
    """The wrong beliefs of a question that a rater added may be anybody's words."""
    if not before.title.typed:
        return question
    title = question.title if question.title.text else replace(BLANK, text="An added question")
    heard = tuple(replace(one, beliefs=()) for one in question.heard)
    return replace(question, title=title, heard=heard)


def _mapped(value: T, change: Callable[[FreeText], FreeText]) -> T:
    """`value` with every text in it changed; what is no part of a report's source stays."""
    if isinstance(value, FreeText):
        return cast("T", change(value))
    if isinstance(value, tuple):
        return cast("T", tuple(_mapped(part, change) for part in value))
    if is_dataclass(value) and type(value).__module__ == ReportSource.__module__:
        parts = {f.name: _mapped(getattr(value, f.name), change) for f in fields(value)}
        return cast("T", replace(cast("Any", value), **parts))
    return value
