"""From `exemplars/` to exemplar answers: one file for each question, in step with its revision."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from question_bank import flat_folder, vocabulary
from question_bank.errors import Problem
from question_bank.exemplar import Exemplar
from question_bank.model import Question
from question_bank.strict_yaml import Parsed

EXEMPLAR: TypeAdapter[Exemplar] = TypeAdapter(Exemplar)

EXEMPLARS = "exemplars"
"""The folder of exemplar answers; it holds nothing else."""


class AuthoredExemplar(NamedTuple):
    """The exemplar answers to a question and the file they were read from."""

    exemplar: Exemplar
    path: Path
    parsed: Parsed


def read(
    root: Path, questions: Mapping[str, Question], problems: list[Problem]
) -> tuple[AuthoredExemplar, ...]:
    """The exemplars of the bank in `root`; what is wrong with them is added to `problems`."""
    folder = root / EXEMPLARS
    problems += flat_folder.stray(folder, "exemplar")
    authored = []
    for path in sorted(folder.glob("*.yaml")):
        if found := vocabulary.gather(problems, path, EXEMPLAR):
            entry = AuthoredExemplar(found[0], path, found[1])
            problems += _unmatched(entry, questions, root)
            authored.append(entry)
    return tuple(authored)


def _unmatched(
    entry: AuthoredExemplar, questions: Mapping[str, Question], root: Path
) -> Iterator[Problem]:
    exemplar, path, parsed = entry
    yield from flat_folder.misnamed(path, parsed, "question", exemplar.question)
    question = questions.get(exemplar.question)
    if question is None:
        if not any(root.rglob(f"{exemplar.question}.yaml")):  # else its own fault is told already
            said = f"there is no question {exemplar.question}"
            yield Problem(path, parsed.line(("question",)), said)
    elif question.revision != exemplar.revision:
        said = (
            f"answers revision {exemplar.revision} of {question.id}, which is now at "
            f"{question.revision}: read the answers against the new anchors"
        )
        yield Problem(path, parsed.line(("revision",)), said)
