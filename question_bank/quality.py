"""What a well-formed bank may still get wrong: vague rubrics, gaps, words about the person."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from question_bank import card_quality
from question_bank.errors import Problem
from question_bank.loader import Authored, Reading, read_folder
from question_bank.model import Question, QuestionStatus, QuestionType
from question_bank.personal_words import PERSONAL_WORDS
from question_bank.strict_yaml import At
from question_bank.taxonomy import CELLS, Competency

SITUATIONAL_SHARE = 0.5
"""At least half of a bank asks what one would do in a situation; recall can be looked up."""

FEWEST_WORDS = {
    "prompt": 12,
    "behaviour": 6,
    "probes": 3,
    "listen_for": 2,
    "wrong_beliefs": 3,
    "accepted_positions": 3,
}
"""Fewer, and two raters read two things into it. Our choice; no shipped text is shorter."""

JUDGING_WORDS = re.compile(
    r"\b(good|understanding|understands|strong|excellent|deep|solid|some|basic|clear|appropriate"
    r"|adequate|knows|familiar|aware)\b",
    re.IGNORECASE,
)
"""Words that judge an answer instead of describing it: each rater fills them differently."""


class _Passage(NamedTuple):
    """One text of a question, and where its author wrote it."""

    at: At
    text: str

    @property
    def kind(self) -> str:
        """`behaviour`, `probes`, `prompt`: which rules apply."""
        return next(part for part in reversed(self.at) if isinstance(part, str))


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of the bank in `root`: what cannot be read, then what should be better."""
    return review(root, read_folder(root))


def review(root: Path, reading: Reading) -> tuple[Problem, ...]:
    """Every problem of what was read from `root`."""
    problems = list(reading.problems)
    in_use = [a for a in reading.authored if a.question.status is not QuestionStatus.RETIRED]
    for entry in in_use:  # a retired question keeps the words it was asked with
        problems += _wording(entry)
    problems += _repeated(in_use)
    problems += card_quality.remarks(reading.cards)
    if not reading.problems:  # else a hole may only be a file that could not be read
        problems += [Problem(root, 1, said) for said in _holes([a.question for a in in_use])]
        problems += [Problem(root, 1, said) for said in card_quality.holes(reading.cards)]
    return tuple(sorted(problems, key=lambda p: (p.path, p.line)))


def _passages(question: Question) -> Iterator[_Passage]:
    yield _Passage(("title",), question.title)
    yield _Passage(("prompt",), question.prompt)
    for i, anchor in enumerate(question.anchors):
        yield _Passage(("anchors", i, "behaviour"), anchor.behaviour)
    for field in ("probes", "listen_for", "wrong_beliefs", "accepted_positions"):
        for i, text in enumerate(getattr(question, field)):
            yield _Passage((field, i), text)


def _wording(entry: Authored) -> Iterator[Problem]:
    for passage in _passages(entry.question):
        line = entry.parsed.line(passage.at)
        if passage.kind == "behaviour":
            for word in JUDGING_WORDS.findall(passage.text):
                said = f'the anchor says "{word}": describe what is heard instead of judging it'
                yield Problem(entry.path, line, said)
        for word in PERSONAL_WORDS.findall(passage.text):
            said = f'"{word}" speaks of the person; the question has to do without it'
            yield Problem(entry.path, line, said)
        words, fewest = len(passage.text.split()), FEWEST_WORDS.get(passage.kind, 1)
        if words < fewest:
            said = f'"{passage.text}" is nearly empty: {words} of at least {fewest} words'
            yield Problem(entry.path, line, said)


def _repeated(authored: list[Authored]) -> Iterator[Problem]:
    """Titles, prompts and anchors that stand in the bank twice, whatever their case and stops."""
    first: dict[tuple[str, str], tuple[Authored, At]] = {}
    for entry in authored:
        for passage in _passages(entry.question):
            if passage.kind not in {"title", "prompt", "behaviour"}:
                continue
            gist = " ".join(re.findall(r"\w+", passage.text.casefold()))
            other, at = first.setdefault((passage.kind, gist), (entry, passage.at))
            if (other.path, at) != (entry.path, passage.at):
                noun = "anchor" if passage.kind == "behaviour" else passage.kind
                there = f"{other.path.name}:{other.parsed.line(at)}"
                said = f"the {noun} is word for word the one at {there}"
                yield Problem(entry.path, entry.parsed.line(passage.at), said)


def _holes(questions: list[Question]) -> Iterator[str]:
    active = [q for q in questions if q.status is QuestionStatus.ACTIVE]
    asked = {q.competency for q in active}
    for competency in Competency:
        if competency not in asked:
            yield f"no active question measures {competency}"
    touched = {cell for q in active for cell in q.cells}
    for cell in CELLS:
        if cell not in touched:
            yield f"no active question touches the cell {cell.key}"
    situational = sum(q.type is QuestionType.SITUATIONAL for q in active)
    if situational < SITUATIONAL_SHARE * len(active):
        yield f"{situational} of {len(active)} active questions are situational: fewer than half"
