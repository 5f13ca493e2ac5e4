"""Which typed texts go to a client, and in which words: each is reviewed, or it stays out."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

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
_PATTERNS = (("e-mail", _EMAIL), ("link", _LINK), ("phone number", _PHONE))
_CODE = re.compile(r"[A-Z]{1,4}-\d+")
"""What candidates and interviewers are called among the names to look for."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")
"""Scripts that put no space between words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a text that may tell who somebody is."""

    start: int
    end: int
    kind: str
    """`name`, `e-mail`, `link`, `phone number` or `code`."""


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


def recognised(text: str, names: Sequence[str]) -> tuple[Found, ...]:
    """Names, addresses, numbers and codes in `text`, from left to right, without overlaps.

    `names` are those of people, and the codes that stand for them.
    """
    found = [
        Found(m.start(), m.end(), kind)
        for kind, pattern in (*_name_patterns(names), *_PATTERNS)
        for m in re.finditer(pattern, text)
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start < one.end and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return tuple(kept)


def _name_patterns(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A whole name in any case; a part of it as it is written, so that *may* is no *May*."""
    for name in sorted(set(names), key=len, reverse=True):
        parts = name.split()
        if not parts:
            continue
        if _CODE.fullmatch(name):
            yield "code", _alone(re.escape(name), name)
            continue
        between = r"\s*" if _UNSPACED.search(name) else r"\s+"
        whole = between.join(map(re.escape, parts))
        yield "name", f"(?i:{_alone(whole, name)})"
        for part in re.split(r"[\s-]+", name):
            if len(part) >= (2 if _UNSPACED.search(part) else SHORTEST_PART):
                yield "name", _alone(re.escape(part), part)


def _alone(pattern: str, text: str) -> str:
    return pattern if _UNSPACED.search(text) else rf"(?<!\w){pattern}(?!\w)"


def suggested(text: str, names: Sequence[str]) -> str:
    """`text` with `[name]`, `[e-mail]` and so on in place of what was recognised."""
    out, at = [], 0
    for one in recognised(text, names):
        out += [text[at : one.start], f"[{one.kind}]"]
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
