"""From a folder of YAML files to a QuestionBank; every problem at once, each with file and line."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from question_bank import strict_yaml
from question_bank.errors import BankError, Problem
from question_bank.model import CompetencyText, Question, QuestionStatus, ScaleStep
from question_bank.strict_yaml import Parsed
from question_bank.taxonomy import (
    CELLS,
    Activity,
    Cell,
    Competency,
    OperationsCategory,
    TargetLevel,
)

T = TypeVar("T")

WeightProfile = Mapping[Competency, float]

CATEGORY_PREFIX = {
    OperationsCategory.PRODUCTION: "prd",
    OperationsCategory.MAINTENANCE: "mnt",
    OperationsCategory.QUALITY: "qua",
    OperationsCategory.INVENTORY: "inv",
}
ACTIVITY_PREFIX = {
    Activity.DEFINITION_MANAGEMENT: "def",
    Activity.RESOURCE_MANAGEMENT: "res",
    Activity.DETAILED_SCHEDULING: "sch",
    Activity.DISPATCHING: "dsp",
    Activity.EXECUTION_MANAGEMENT: "exe",
    Activity.DATA_COLLECTION: "col",
    Activity.TRACKING: "trk",
    Activity.PERFORMANCE_ANALYSIS: "ana",
}
COMPETENCY_PREFIX = {
    Competency.PLACEMENT: "plc",
    Competency.EXECUTION: "exe",
    Competency.BREADTH: "brd",
    Competency.INTEGRATION: "int",
    Competency.PERFORMANCE: "prf",
    Competency.ASSURANCE: "asr",
    Competency.GOVERNANCE: "gov",
    Competency.PORTFOLIO: "ptf",
}


@dataclass(frozen=True)
class QuestionBank:
    """All questions of one or more folders, with the words and weights they are used with."""

    questions: Mapping[str, Question]
    competencies: Mapping[Competency, CompetencyText]
    scale: tuple[ScaleStep, ...]
    profiles: Mapping[TargetLevel, WeightProfile]
    sources: Mapping[str, str]
    version: str

    @cached_property
    def active(self) -> tuple[Question, ...]:
        return tuple(q for q in self.questions.values() if q.status is QuestionStatus.ACTIVE)

    def coverage(self) -> dict[Cell, list[Question]]:
        """For each of the 32 cells, the active questions whose answer speaks of it."""
        return {cell: [q for q in self.active if cell in q.cells] for cell in CELLS}


def shipped_content() -> Path:
    """The folder of the bank that comes with Levelset."""
    return Path(str(files("question_bank") / "content"))


def load_bank(root: Path | None = None) -> QuestionBank:
    """The bank in `root` (default: the shipped one). Raises BankError with every problem found."""
    root = root or shipped_content()
    problems: list[Problem] = []
    vocabulary = _Vocabulary(root, problems)
    questions: dict[str, Question] = {}
    for path in sorted(root.glob("*/**/*.yaml")):
        if path.relative_to(root).parts[0] == "cards":
            continue
        if found := _gather(problems, path, TypeAdapter(Question)):
            question, parsed = found
            problems += _misplaced(question, parsed, path, root)
            problems += _unsourced(question, parsed, path, vocabulary.sources)
            if question.id in questions:
                problems.append(Problem(path, parsed.line(("id",)), f"{question.id} is used twice"))
            questions[question.id] = question
    if not questions and not problems:
        problems.append(Problem(root, 1, "holds no question"))
    if problems:
        raise BankError(problems)
    return QuestionBank(
        questions=questions,
        competencies={c.id: c for c in vocabulary.competencies},
        scale=vocabulary.scale,
        profiles=vocabulary.profiles,
        sources=vocabulary.sources,
        version=_fingerprint(root),
    )


class _Vocabulary:
    """The small files beside the questions: competencies, scale, weight profiles, sources."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        def file(name: str, shape: TypeAdapter[T], empty: T) -> T:
            found = _gather(problems, root / name, shape)
            return found[0] if found else empty

        self.competencies = file("competencies.yaml", TypeAdapter(tuple[CompetencyText, ...]), ())
        self.scale = file("scale.yaml", TypeAdapter(tuple[ScaleStep, ...]), ())
        self.sources = file("sources.yaml", TypeAdapter(dict[str, str]), {})
        self.profiles = file(
            "profiles.yaml", TypeAdapter(dict[TargetLevel, dict[Competency, float]]), {}
        )
        for target, weights in self.profiles.items():
            if missing := set(Competency) - set(weights):
                names = ", ".join(sorted(missing))
                problems.append(
                    Problem(root / "profiles.yaml", 1, f"{target}: no weight for {names}")
                )


def _gather(problems: list[Problem], path: Path, shape: TypeAdapter[T]) -> tuple[T, Parsed] | None:
    try:
        return strict_yaml.read(path, shape)
    except BankError as fault:
        problems += fault.problems
    except OSError as fault:
        problems.append(Problem(path, 1, f"cannot be read: {fault.strerror}"))
    return None


def _misplaced(question: Question, parsed: Parsed, path: Path, root: Path) -> list[Problem]:
    """The file's name is the id, and the id and the folder say where the question lives."""
    problems = []
    if path.stem != question.id:
        message = f"the file is {path.name} but the id is {question.id}"
        problems.append(Problem(path, parsed.line(("id",)), message))
    folder = "/".join(path.relative_to(root).parts[:-1])
    if cell := question.cell:
        home = f"{cell.operations_category}/{cell.activity}"
        prefix = f"{CATEGORY_PREFIX[cell.operations_category]}-{ACTIVITY_PREFIX[cell.activity]}-"
    else:
        home, prefix = question.competency.value, f"{COMPETENCY_PREFIX[question.competency]}-"
    if folder != home:
        problems.append(Problem(path, 1, f"belongs into the folder {home}, not {folder}"))
    if not question.id.startswith(prefix):
        message = f"the id {question.id} should start with {prefix}"
        problems.append(Problem(path, parsed.line(("id",)), message))
    return problems


def _unsourced(
    question: Question, parsed: Parsed, path: Path, known: Mapping[str, str]
) -> list[Problem]:
    return [
        Problem(path, parsed.line(("sources", i)), f"the source {key} is not in sources.yaml")
        for i, key in enumerate(question.sources)
        if known and key not in known
    ]


def _fingerprint(root: Path) -> str:
    """Twelve hex digits over every file of the bank: the version that exports carry."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(
            path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return digest.hexdigest()[:12]
