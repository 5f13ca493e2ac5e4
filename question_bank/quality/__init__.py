"""What a well-formed bank may still get wrong: everything that `bank check` looks at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from question_bank import history
from question_bank.errors import Problem
from question_bank.exemplar_files import AuthoredExemplar
from question_bank.loader import Authored, Reading, read_folder, shipped_content
from question_bank.model import QuestionStatus
from question_bank.quality import (
    anchors,
    cards,
    coverage,
    language,
    leaks,
    prompts,
    scoping,
    similarity,
    wording,
)
from question_bank.quality.floors import SHIPPED, Floors


def check(root: Path, floors: Floors | None = None) -> tuple[Problem, ...]:
    """Every problem of the bank in `root`: what cannot be read, then what should be better."""
    return review(root, read_folder(root), floors)


def floors_of(root: Path) -> Floors | None:
    """What the bank in `root` has to reach; one's own folder may hold as little as it likes."""
    return SHIPPED if root.resolve() == shipped_content().resolve() else None


def review(root: Path, reading: Reading, floors: Floors | None) -> tuple[Problem, ...]:
    """Every problem of what was read from `root`."""
    problems = list(reading.problems)
    # A retired question keeps the words it was asked with.
    in_use = [a for a in reading.authored if a.question.status is not QuestionStatus.RETIRED]
    problems += _remarks(in_use)
    problems += _untold(reading)
    retired = {a.question.id for a in reading.authored} - {a.question.id for a in in_use}
    exemplars = [a for a in reading.exemplars if a.exemplar.question not in retired]
    problems += language.exemplar_remarks(exemplars)
    problems += cards.remarks(reading.cards)
    problems += scoping.remarks(reading.scoping)
    problems += _wording(root, reading, exemplars, own=floors is None)
    if floors:
        problems += [p for entry in in_use for p in anchors.ladder(entry)]
    if floors and not reading.problems:  # else a hole may only be a file that could not be read
        problems += [Problem(root, 1, said) for said in _holes(reading, floors)]
    return tuple(sorted(problems, key=lambda p: (p.path, p.line)))


def _remarks(in_use: Sequence[Authored]) -> Iterator[Problem]:
    for entry in in_use:
        yield from language.remarks(entry)
        yield from anchors.remarks(entry)
        yield from wording.remarks(entry)
        yield from prompts.remarks(entry)
        yield from leaks.remarks(entry)
    yield from language.repeated(in_use)
    yield from similarity.remarks(in_use)


def _wording(
    root: Path, reading: Reading, exemplars: Sequence[AuthoredExemplar], *, own: bool
) -> Iterator[Problem]:
    """Phrases to replace everywhere but in questions; one's own folder has the shipped words."""
    for card in reading.cards:
        if card.card.status is not QuestionStatus.RETIRED:
            yield from wording.card_remarks(card)
    for exemplar in exemplars:
        yield from wording.exemplar_remarks(exemplar)
    if not own:
        yield from wording.words_remarks(root, reading)


def _untold(reading: Reading) -> Iterator[Problem]:
    """Revisions that nobody said the reason of."""
    for question, path, parsed in reading.authored:
        yield from history.untold(path, parsed, question.id, question.revision, reading.changes)
    for card, path, parsed in reading.cards:
        yield from history.untold(path, parsed, card.id, card.revision, reading.changes)


def _holes(reading: Reading, floors: Floors) -> Iterator[str]:
    questions = [a.question for a in reading.authored]
    active = [q for q in questions if q.status is QuestionStatus.ACTIVE]
    exemplars = [a.exemplar for a in reading.exemplars]
    yield from coverage.holes(active, exemplars, floors)
    yield from prompts.shares(active, floors)
    yield from cards.holes(reading.cards)
    yield from scoping.holes(reading.scoping)
