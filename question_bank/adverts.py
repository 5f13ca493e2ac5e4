"""The corpus behind the advert reader: labelled sentences, whole adverts, names, coefficients.

The files are lines of text, not YAML: a reviewer reads 1,600 sentences with their labels as one
column, and the version of the bank that exports carry does not change with them.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from question_bank.errors import BankError, Problem
from question_bank.taxonomy import EIGHT_ACTIVITIES, Activity, Cell, OperationsCategory, TargetLevel

ADVERTS = "adverts"
WHOLE = "whole"
NAMES_FILE = "names.txt"
MODEL_FILE = "model.txt"


class Confusion(StrEnum):
    """A use of words that hides what the role is."""

    SYNONYMS = "synonyms"
    LISTED = "listed"
    CERTIFIED = "certified"
    LEVELS = "levels"
    ABOVE = "above"
    PRODUCT_SCOPE = "product_scope"
    PLANT_TITLE = "plant_title"


class AdvertTarget(StrEnum):
    """What a careful reader says the whole advert asks for."""

    PLANT = "plant"
    ENTERPRISE = "enterprise"
    UNDECIDED = "undecided"
    UNSUPPORTED = "unsupported"


class LabelledSentence(NamedTuple):
    """One authored sentence and what it is evidence of."""

    text: str
    cells: frozenset[Cell]
    scope: frozenset[TargetLevel]
    confusions: frozenset[Confusion]
    group: str
    """Near-relatives share a group, which stays on one side of every split."""


class WholeAdvert(NamedTuple):
    """An authored advert for measuring; nothing is trained on it."""

    name: str
    text: str
    target: AdvertTarget
    cells: frozenset[Cell]
    confusions: frozenset[Confusion]
    platforms: frozenset[str]


class AdvertName(NamedTuple):
    """A platform or kind of system, and how adverts spell it."""

    kind: str
    name: str
    spellings: tuple[str, ...]


_CATEGORIES = {c.value[0].upper(): c for c in OperationsCategory}
_ACTIVITIES = dict(
    zip(("def", "res", "sch", "dsp", "exe", "col", "trk", "ana"), EIGHT_ACTIVITIES, strict=True)
)
_SCOPES = {t.value: t for t in TargetLevel}
_CONFUSIONS = {c.value: c for c in Confusion}


def folder() -> Path:
    """Where the corpus that comes with Levelset is kept."""
    return Path(str(files("question_bank") / "content" / ADVERTS))


def sentences(root: Path | None = None) -> tuple[LabelledSentence, ...]:
    """Every labelled sentence in `root`, by file and line. Raises BankError with every problem."""
    found: list[LabelledSentence] = []
    problems: list[Problem] = []
    places: dict[str, tuple[Path, int]] = {}
    for path in sorted((root or folder()).glob("*.txt")):
        if path.name in {NAMES_FILE, MODEL_FILE}:
            continue
        group = ""
        for number, line in _lines(path):
            if line.startswith("## "):
                group = f"{path.stem}/{line[3:]}"
                problems += _repeated(group, "group", places, path, number)
                continue
            labels, _, text = line.partition(" | ")
            problems += _faults(labels, text, group, path, number)
            problems += _repeated(text.casefold(), "sentence", places, path, number)
            found.append(_labelled(labels, text, group))
    if problems:
        raise BankError(problems)
    return tuple(found)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold something, with their numbers; `# ` begins a remark."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("# "):
            yield number, line


def _repeated(
    text: str, noun: str, places: dict[str, tuple[Path, int]], path: Path, number: int
) -> Iterator[Problem]:
    first = places.setdefault(f"{noun}:{text}", (path, number))
    if first != (path, number):
        yield Problem(path, number, f"this {noun} is already in {first[0].name}:{first[1]}")


def _faults(labels: str, text: str, group: str, path: Path, number: int) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(path, number, "a line is: labels | sentence")
        return
    if not group:
        yield Problem(path, number, "a sentence needs a group: a line ## name above it")
    for word in labels.split():
        if word != "-" and not _meaning(word):
            yield Problem(path, number, f"there is no label {word}")
    if not labels.split() or ("-" in labels.split() and labels.strip() != "-"):
        yield Problem(path, number, "labels are one or more codes, or - alone for none")


def _meaning(word: str) -> Cell | TargetLevel | Confusion | None:
    category, activity = _CATEGORIES.get(word[:1]), _ACTIVITIES.get(word[1:])
    if category and activity:
        return Cell(category, activity)
    return _SCOPES.get(word) or _CONFUSIONS.get(word) or None


def _labelled(labels: str, text: str, group: str) -> LabelledSentence:
    """What a faultless line says; of a faulty one, what could be read."""
    words = labels.split()
    meant = [_meaning(word) for word in words]
    return LabelledSentence(
        text=text,
        cells=frozenset(m for m in meant if isinstance(m, Cell)),
        scope=frozenset(m for m in meant if isinstance(m, TargetLevel)),
        confusions=frozenset(m for m in meant if isinstance(m, Confusion)),
        group=group,
    )


def names(root: Path | None = None) -> tuple[AdvertName, ...]:
    """Platforms and systems with their spellings. Raises BankError with every problem."""
    path = (root or folder()) / NAMES_FILE
    found, problems = [], []
    for number, line in _lines(path):
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) != 3 or parts[0] not in {"platform", "system"}:
            problems.append(
                Problem(path, number, "a line is: platform or system | name | spellings")
            )
            continue
        spellings = tuple(s.strip() for s in parts[2].split(";") if s.strip())
        if not spellings:
            problems.append(Problem(path, number, f"{parts[1]} has no spelling"))
        found.append(AdvertName(parts[0], parts[1], spellings))
    if problems:
        raise BankError(problems)
    return tuple(found)


def whole_adverts(part: str, root: Path | None = None) -> tuple[WholeAdvert, ...]:
    """The adverts of one `part`, `first` or `second`. Raises BankError with every problem."""
    found, problems = [], []
    for path in sorted(((root or folder()) / WHOLE / part).glob("*.txt")):
        head, divider, text = path.read_text("utf-8").partition("\n---\n")
        if not divider:
            problems.append(Problem(path, 1, "needs a line --- between the labels and the advert"))
            continue
        try:
            found.append(_whole(path.stem, head, text))
        except (KeyError, ValueError) as fault:
            problems.append(Problem(path, 1, f"has a label that cannot be read: {fault}"))
    if problems:
        raise BankError(problems)
    return tuple(found)


def _whole(name: str, head: str, text: str) -> WholeAdvert:
    pairs = (line.partition(":") for line in head.splitlines())
    fields: Mapping[str, list[str]] = {
        key: [v.strip() for v in values.split(",") if v.strip()] for key, _, values in pairs
    }
    return WholeAdvert(
        name=name,
        text=text,
        target=AdvertTarget(fields["target"][0]),
        cells=frozenset(map(_cell, fields["cells"])),
        confusions=frozenset(map(Confusion, fields["confusions"])),
        platforms=frozenset(fields["platforms"]),
    )


def _cell(text: str) -> Cell:
    category, _, activity = text.partition(".")
    return Cell(OperationsCategory(category), Activity(activity))


def review(root: Path) -> tuple[Problem, ...]:
    """Every problem of the corpus in the bank `root`; none where a bank has no corpus."""
    corpus = root / ADVERTS
    if not corpus.is_dir():
        return ()
    return tuple(_problems(corpus))


def _problems(corpus: Path) -> Iterator[Problem]:
    parts = [path.name for path in sorted((corpus / WHOLE).glob("*")) if path.is_dir()]
    reads: list[Callable[[], object]] = [partial(sentences, corpus), partial(names, corpus)]
    reads += [partial(whole_adverts, part, corpus) for part in parts]
    for read in reads:
        try:
            read()
        except BankError as fault:
            yield from fault.problems
