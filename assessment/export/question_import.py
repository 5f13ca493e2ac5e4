"""A table of questions read as strictly as their files: every fault with its row and column."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from assessment.domain.faults import BadTable, Fault
from assessment.export.columns import SCHEMA
from assessment.export.questions import (
    ANCHOR_COLUMNS,
    QUESTIONS_TABLE,
    as_authored,
    column_of,
)
from assessment.scoring.reader import read_table
from assessment.scoring.table import Table
from question_bank import Question, strict_yaml
from question_bank.homes import home
from question_bank.loader import QUESTION
from question_bank.model import OWN

QUESTIONS_AT_MOST = 5_000
"""Each becomes a file; the whole shipped bank has a tenth of that."""


class ImportedQuestions(NamedTuple):
    """The questions of a table, the row of each, and the columns that nobody asked for."""

    questions: tuple[Question, ...]
    rows: tuple[int, ...]
    ignored: tuple[str, ...]
    notes: tuple[str, ...]
    """What was read otherwise than it is written."""


def read_questions(path: Path, *, sources: Collection[str]) -> ImportedQuestions:
    """The questions in the CSV file at `path`; BadTable holds every reason why it has none.

    `sources` are the keys that a question may name.
    """
    table = read_table(path, QUESTIONS_TABLE)
    if len(table) > QUESTIONS_AT_MOST:
        said = f"has {len(table):,} questions; at most {QUESTIONS_AT_MOST:,} are imported at once"
        raise BadTable([Fault(table.file, None, None, said)])
    faults, seen = list(table.faults), dict[str, int]()
    questions = []
    for place, row in enumerate(table.rows.tolist()):
        found = _question(table, place, row, faults)
        if found is None:
            continue
        for column, said in _unfit(found, sources):
            faults.append(Fault(table.file, row, column, said))
        first = seen.setdefault(found.id, row)
        if first != row:
            said = f"the id {found.id} is already in row {first}"
            faults.append(Fault(table.file, row, "id", said))
        questions.append(found)
    if faults:
        raise BadTable(sorted(faults, key=lambda fault: fault.row or 0))
    return ImportedQuestions(
        tuple(questions), tuple(table.rows.tolist()), table.ignored, table.notes
    )


def _question(table: Table, place: int, row: int, faults: list[Fault]) -> Question | None:
    """The question in one row, or nothing, with the reasons added to `faults`."""
    cells = {name: column.at(place) for name, column in table.columns.items()}
    if cells.get("schema", SCHEMA) not in {"", SCHEMA}:
        said = f"{cells['schema']!r} is a different format; this command reads {SCHEMA}"
        faults.append(Fault(table.file, row, "schema", said))
        return None
    authored = as_authored(cells)
    try:
        return QUESTION.validate_python(authored)
    except ValidationError as fault:
        faults += [Fault(table.file, row, column, said) for column, said in _told(fault, authored)]
        return None


def _told(fault: ValidationError, authored: dict[str, Any]) -> Iterator[tuple[str, str]]:
    held = {f"anchor_{anchor['level']}" for anchor in authored["anchors"]}
    missing = [column for column in ANCHOR_COLUMNS if column not in held]
    yield from ((column, "is missing") for column in missing)
    for error in strict_yaml.first_causes(fault.errors()):
        at = error["loc"]
        if missing and at == ("anchors",):
            continue  # said better above
        said = strict_yaml.words(error)
        entry = f"entry {at[-1] + 1}: " if len(at) > 1 and isinstance(at[-1], int) else ""
        yield column_of(at, authored), f"{entry}{said}"


def _unfit(question: Question, sources: Collection[str]) -> Iterator[tuple[str, str]]:
    """What a single question cannot know of itself: its place in a bank."""
    prefix = home(question).prefix
    if question.id.removeprefix(OWN)[:-3] != prefix:
        yield "id", f"the id {question.id} should be {prefix} or {OWN}{prefix} and three digits"
    for key in question.sources:
        if key not in sources:
            yield "sources", f"the source {key} is not in sources.yaml"
