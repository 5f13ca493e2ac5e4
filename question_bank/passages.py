"""The texts of a question one by one, each with the place where its author wrote it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from question_bank.model import Question
from question_bank.strict_yaml import At


class Passage(NamedTuple):
    """One text of a question, and where its author wrote it."""

    at: At
    text: str

    @property
    def kind(self) -> str:
        """`behaviour`, `probes`, `prompt`: which rules apply."""
        return next(part for part in reversed(self.at) if isinstance(part, str))


def passages(question: Question) -> Iterator[Passage]:
    """Every text of `question` that somebody reads or says."""
    yield Passage(("title",), question.title)
    yield Passage(("prompt",), question.prompt)
    if question.handout:
        yield Passage(("handout",), question.handout)
    for industry, told in question.told.items():
        yield Passage(("variants", industry, "prompt"), told.prompt)
        if told.handout:
            yield Passage(("variants", industry, "handout"), told.handout)
        for i, text in enumerate(told.probes):
            yield Passage(("variants", industry, "probes", i), text)
    for i, anchor in enumerate(question.anchors):
        yield Passage(("anchors", i, "behaviour"), anchor.behaviour)
    for field in ("probes", "listen_for", "wrong_beliefs", "accepted_positions"):
        for i, text in enumerate(getattr(question, field)):
            yield Passage((field, i), text)


def prompts(question: Question) -> Iterator[Passage]:
    """The prompt of `question` and those of its variants."""
    return (passage for passage in passages(question) if passage.kind == "prompt")


def gist(text: str) -> str:
    """The bare words of `text`: what is left when case, stops and line breaks do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))
