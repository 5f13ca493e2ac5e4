"""From a folder of YAML files to a QuestionBank; every problem at once, each with file and line."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from question_bank import (
    card_files,
    exemplar_files,
    history,
    regular_files,
    scoping_files,
    vocabulary,
)
from question_bank.card import Card
from question_bank.card_files import CARDS, AuthoredCard
from question_bank.errors import BankError, Problem
from question_bank.exemplar import Exemplar
from question_bank.exemplar_files import EXEMPLARS, AuthoredExemplar
from question_bank.history import Change
from question_bank.homes import home
from question_bank.kept import kept
from question_bank.model import OWN, CompetencyText, Question, QuestionStatus, ScaleStep
from question_bank.scoping_files import ScopingContent, ScopingReading
from question_bank.similar import similar_by_id
from question_bank.strict_yaml import Parsed
from question_bank.taxonomy import (
    CELLS,
    Cell,
    Competency,
    TargetLevel,
)
from question_bank.vocabulary import Vocabulary, WeightProfile

QUESTION: TypeAdapter[Question] = TypeAdapter(Question)

EXERCISE = "exercise.yaml"
"""The one question that belongs to no folder: it is about a candidate's own board."""


class OwnFolder(NamedTuple):
    """The folder of one's own questions, and why they are left out where they are."""

    root: Path
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class QuestionBank:
    """All questions and cards there are, with the words and weights they are used with."""

    questions: Mapping[str, Question]
    cards: Mapping[str, Card]
    competencies: Mapping[Competency, CompetencyText]
    scale: tuple[ScaleStep, ...]
    profiles: Mapping[TargetLevel, WeightProfile]
    sources: Mapping[str, str]
    version: str
    exercise: Question | None = None
    """What is asked about two cards of a placement board; no kit holds it without a board."""
    exemplars: Mapping[str, Exemplar] = field(default_factory=dict)
    """Answers of known level by the id of their question, for rater practice."""
    scoping: ScopingContent = field(default_factory=ScopingContent)
    changes: tuple[Change, ...] = ()
    root: Path | None = None
    """The folder it was read from."""
    own: OwnFolder | None = None
    """Where one's own questions come from, if somebody named a folder."""

    @cached_property
    def active(self) -> tuple[Question, ...]:
        return tuple(q for q in self.questions.values() if q.status is QuestionStatus.ACTIVE)

    @cached_property
    def active_cards(self) -> tuple[Card, ...]:
        return tuple(c for c in self.cards.values() if c.status is QuestionStatus.ACTIVE)

    @property
    def words(self) -> Vocabulary:
        """What a folder beside this bank is used with."""
        competencies = tuple(self.competencies.values())
        return Vocabulary(competencies, self.scale, self.profiles, self.sources)

    @cached_property
    def similar(self) -> Mapping[str, frozenset[str]]:
        """The questions that no kit should ask beside a question, for each that has any.

        A pair holds in both directions, whichever side names it.
        """
        return similar_by_id(self.questions.values())

    def changes_of(self, id_: str) -> tuple[Change, ...]:
        """What changed in a question or card since it was first published, newest first."""
        mine = (change for change in self.changes if change.id == id_)
        return tuple(sorted(mine, key=lambda change: -change.revision))

    def coverage(self) -> dict[Cell, list[Question]]:
        """For each of the 32 cells, the active questions whose answer speaks of it."""
        return {cell: [q for q in self.active if cell in q.cells] for cell in CELLS}


class Authored(NamedTuple):
    """A question and the file it was read from."""

    question: Question
    path: Path
    parsed: Parsed


class Reading(NamedTuple):
    """All that could be read of a folder, and every reason why it is not a bank yet."""

    authored: tuple[Authored, ...]
    cards: tuple[AuthoredCard, ...]
    exemplars: tuple[AuthoredExemplar, ...]
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...] = ()
    exercise: Question | None = None
    scoping: ScopingReading = ScopingReading()


def shipped_content() -> Path:
    """The folder of the bank that comes with Levelset."""
    return Path(str(files("question_bank") / "content"))


def load_bank(root: Path | None = None) -> QuestionBank:
    """The bank in `root` (default: the shipped one). Raises BankError with every problem found."""
    if root:
        return assemble(root, read_folder(root))
    shipped = shipped_content()
    return kept(shipped, lambda: assemble(shipped, read_folder(shipped)))


def assemble(root: Path, reading: Reading) -> QuestionBank:
    """The bank that was read from `root`. Raises BankError when that is not one yet."""
    if reading.problems:
        raise BankError(reading.problems)
    words = reading.vocabulary
    return QuestionBank(
        questions={a.question.id: a.question for a in reading.authored},
        cards={a.card.id: a.card for a in reading.cards},
        competencies={c.id: c for c in words.competencies},
        scale=words.scale,
        profiles=words.profiles,
        sources=words.sources,
        version=_fingerprint(root),
        exercise=reading.exercise,
        exemplars={a.exemplar.question: a.exemplar for a in reading.exemplars},
        scoping=reading.scoping.content(),
        changes=reading.changes,
        root=root,
    )


def read_folder(root: Path, beside: QuestionBank | None = None) -> Reading:
    """Everything in `root` that is content, read as far as it goes.

    A folder `beside` a bank is one's own: it is used with the words of that bank.
    """
    if not root.is_dir():
        nothing = Vocabulary((), (), {}, {})
        return Reading((), (), (), nothing, (Problem(root, 1, "there is no such folder"),))
    if root != shipped_content() and (odd := list(regular_files.irregular(root))):
        return Reading((), (), (), Vocabulary((), (), {}, {}), tuple(odd))
    problems: list[Problem] = []
    space = OWN if beside else ""
    problems += _stray(root, own=beside is not None)
    if beside:
        words = vocabulary.beside(root, beside.words, problems)
    else:
        words = vocabulary.read(root, problems)
    authored = _questions(root, words.sources, problems, space)
    cards = card_files.read(root, words.sources, problems, space)
    if not authored and not problems:
        problems.append(Problem(root, 1, "holds no question"))
    problems += _unmatched_similar(authored, root, beside)
    known = {a.question.id: a.question for a in authored}
    exemplars = exemplar_files.read(root, known, problems)
    revisions = {q.id: q.revision for q in known.values()}
    revisions |= {a.card.id: a.card.revision for a in cards}
    changes = history.read(root, revisions, problems)
    if beside:
        return Reading(authored, cards, exemplars, words, tuple(problems), changes)
    exercise = _exercise(root, words, problems)
    scoping = scoping_files.read(root, words, problems)
    return Reading(authored, cards, exemplars, words, tuple(problems), changes, exercise, scoping)


def _questions(
    root: Path, sources: Mapping[str, str], problems: list[Problem], space: str
) -> tuple[Authored, ...]:
    """The questions in `root`, from every folder but those of other content."""
    authored: dict[str, Authored] = {}
    for path in sorted(root.glob("*/**/*.yaml")):
        if path.relative_to(root).parts[0] in {CARDS, EXEMPLARS, *scoping_files.FOLDERS}:
            continue
        if found := vocabulary.gather(problems, path, QUESTION):
            entry = Authored(found[0], path, found[1])
            problems += _misplaced(entry, root, space)
            problems += vocabulary.unsourced(path, found[1], entry.question.sources, sources)
            first = authored.setdefault(entry.question.id, entry)
            if first is not entry:
                said = f"the id {entry.question.id} is used already in {first.path.name}"
                problems.append(Problem(path, entry.parsed.line(("id",)), said))
    return tuple(authored.values())


def _unmatched_similar(
    authored: Sequence[Authored], root: Path, beside: QuestionBank | None
) -> Iterator[Problem]:
    """The entries of `similar_to` that name no question; one's own may name shipped ones."""
    known = {a.question.id for a in authored} | set(beside.questions if beside else ())
    for question, path, parsed in authored:
        for i, id_ in enumerate(question.similar_to):
            if id_ not in known and not any(root.rglob(f"{id_}.yaml")):  # else it has its own fault
                said = f"similar_to names {id_}, and there is no such question"
                yield Problem(path, parsed.line(("similar_to", i)), said)


def _exercise(root: Path, words: Vocabulary, problems: list[Problem]) -> Question | None:
    """The question about a board; a folder of one's own needs none."""
    path = root / EXERCISE
    if not path.exists() or not (found := vocabulary.gather(problems, path, QUESTION)):
        return None
    problems += vocabulary.unsourced(path, found[1], found[0].sources, words.sources)
    return found[0]


def _stray(root: Path, *, own: bool) -> Iterator[Problem]:
    """Files an author may take for content though no one would read them."""
    for path in sorted(root.glob("*.yaml")):
        if own and path.name in (*vocabulary.OF_A_WHOLE_BANK, EXERCISE, *scoping_files.FILES):
            yield Problem(path, 1, "one's own questions use the words of the shipped bank")
        elif path.name not in {*vocabulary.FILES, history.FILE, EXERCISE, *scoping_files.FILES}:
            yield Problem(path, 1, "a question belongs into the folder of its cell or competency")
    if own:
        yield from scoping_files.not_here(root)
    for path in sorted(root.rglob("*.yml")):
        yield Problem(path, 1, f"content files end in .yaml; rename it to {path.stem}.yaml")


def _misplaced(entry: Authored, root: Path, space: str) -> Iterator[Problem]:
    """The file's name is the id, and the id and the folder say where the question lives."""
    question, path, parsed = entry
    belongs = home(question)
    folder, prefix = path.relative_to(root).parent.as_posix(), space + belongs.prefix
    if folder != belongs.folder:
        yield Problem(path, 1, f"belongs into the folder {belongs.folder}, not {folder}")
    if path.stem != question.id:
        said = f"the file is {path.name} but the id is {question.id}"
        yield Problem(path, parsed.line(("id",)), said)
    if question.id[:-3] != prefix:
        said = f"the id {question.id} should be {prefix} and three digits"
        yield Problem(path, parsed.line(("id",)), said)


def _fingerprint(root: Path) -> str:
    """Twelve hex digits over every file of the bank: the version that exports carry."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).as_posix().encode()
        digest.update(name + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
