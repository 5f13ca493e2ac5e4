"""Phrases that a native speaker would not say, each with what to write instead."""

from collections.abc import Iterator
from pathlib import Path

from question_bank import plain_words
from question_bank.card_files import AuthoredCard
from question_bank.errors import Problem
from question_bank.exemplar_files import AuthoredExemplar
from question_bank.loader import EXERCISE, Authored, Reading
from question_bank.passages import passages
from question_bank.strict_yaml import At


def remarks(entry: Authored) -> Iterator[Problem]:
    """The phrases that a question should replace."""
    for passage in passages(entry.question):
        for said in _said(passage.text, passage.kind):
            yield Problem(entry.path, entry.parsed.line(passage.at), said)


def card_remarks(entry: AuthoredCard) -> Iterator[Problem]:
    """The phrases that a placement card should replace."""
    card = entry.card
    texts: list[tuple[At, str | None]] = [
        (("statement",), card.statement),
        (("dispute",), card.dispute),
        *((("alternates", i, "reason"), view.reason) for i, view in enumerate(card.alternates)),
    ]
    for at, text in texts:
        for said in _said(text or "", "card"):
            yield Problem(entry.path, entry.parsed.line(at), said)


def exemplar_remarks(entry: AuthoredExemplar) -> Iterator[Problem]:
    """The phrases that the exemplar answers to a question should replace."""
    for i, answer in enumerate(entry.exemplar.answers):
        for name in ("answer", "reason"):
            for said in _said(getattr(answer, name), "exemplar"):
                line = entry.parsed.line(("answers", i, name))
                yield Problem(entry.path, line, said)


def words_remarks(root: Path, reading: Reading) -> Iterator[Problem]:
    """The phrases to replace in the words that a bank is used with, and in its board question."""
    names = reading.vocabulary
    texts = [("competencies.yaml", t) for c in names.competencies for t in (c.name, c.definition)]
    texts += [("scale.yaml", t) for step in names.scale for t in (step.name, step.meaning)]
    for name, text in texts:
        for said in _said(text, "words"):
            yield Problem(root / name, 1, said)
    if reading.exercise:
        for passage in passages(reading.exercise):
            for said in _said(passage.text, passage.kind):
                yield Problem(root / EXERCISE, 1, said)


def _said(text: str, kind: str) -> Iterator[str]:
    for found in plain_words.uses(text, kind):
        yield f'"{found.said}" sounds odd or old: write {found.write}'
