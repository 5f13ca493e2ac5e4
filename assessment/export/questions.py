"""The question bank as one table: a row per question, every field in it, and the way back."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessment.export.columns import LIST_SEPARATOR, SCHEMA
from assessment.export.tables import Cell, ExportTable
from assessment.scoring.reader import Columns
from question_bank import Question, Variants
from question_bank.model import REQUIRED_ANCHORS

QUESTIONS = "questions"

LISTS = (
    "probes",
    "listen_for",
    "wrong_beliefs",
    "accepted_positions",
    "industries",
    "sources",
    "similar_to",
)
NUMBERS = ("revision", "minutes", "functional_level", "boundary_functional_level")
ANCHORS = {f"anchor_{level}": level for level in (1, 2, 3, 4, 5)}
ANCHOR_COLUMNS = tuple(f"anchor_{level}" for level in REQUIRED_ANCHORS)
"""Those that no question may do without."""
BOUNDARY = {
    "boundary_activity": "activity",
    "boundary_operations_category": "operations_category",
    "boundary_functional_level": "functional_level",
}
VARIANTS = {
    f"{name}_{industry}": (industry, name)
    for industry in Variants.model_fields
    for name in ("prompt", "probes")
}
"""Column to industry and what is told there: `prompt_batch`, `probes_batch`, and so on."""
LATER_VARIANTS = {
    f"handout_{industry}": (industry, "handout") for industry in Variants.model_fields
}
"""The same for what variants could not hold at first: these columns come last."""
TOLD = VARIANTS | LATER_VARIANTS

QUESTION_COLUMNS = (
    "schema",
    "id",
    "revision",
    "status",
    "title",
    "competency",
    "stem",
    "type",
    "target_level",
    "operations_category",
    "activity",
    "functional_level",
    *BOUNDARY,
    "minutes",
    "industries",
    "prompt",
    "probes",
    "listen_for",
    *ANCHORS,
    "wrong_beliefs",
    "accepted_positions",
    "basis",
    "sources",
    *VARIANTS,
    "handout",
    "similar_to",
    *LATER_VARIANTS,
)
"""Add at the end, never rename."""

OPTIONAL = (
    "schema",
    "operations_category",
    "activity",
    *BOUNDARY,
    "anchor_2",
    "anchor_4",
    "accepted_positions",
    "sources",
    *VARIANTS,
    "handout",
    "similar_to",
    *LATER_VARIANTS,
)
"""What a question may do without, and so may a table of them."""
REQUIRED = tuple(column for column in QUESTION_COLUMNS if column not in OPTIONAL)
QUESTIONS_TABLE = Columns(
    REQUIRED,
    OPTIONAL,
    texts=frozenset({*LISTS, *ANCHORS, *TOLD, "title", "stem", "prompt", "handout"}),
)
"""What `levelset bank import` reads. Texts come back exactly as they were written."""


def question_table(questions: Iterable[Question]) -> ExportTable:
    """The questions in their published columns."""
    rows = tuple(tuple(_cells(q)[column] for column in QUESTION_COLUMNS) for q in questions)
    return ExportTable(QUESTIONS, QUESTION_COLUMNS, rows)


def _cells(question: Question) -> dict[str, Cell]:
    plain: dict[str, Any] = question.model_dump(mode="json")
    across = plain.pop("boundary") or {}
    anchors = {a["level"]: a["behaviour"] for a in plain.pop("anchors")}
    told = plain.pop("variants")
    cells: dict[str, Cell] = {"schema": SCHEMA}
    cells |= {name: plain[name] for name in plain if name not in LISTS}
    cells |= {name: LIST_SEPARATOR.join(plain[name]) for name in LISTS}
    cells |= {column: across.get(name) for column, name in BOUNDARY.items()}
    cells |= {column: _one_cell(told.get(i, {}).get(n)) for column, (i, n) in TOLD.items()}
    return cells | {column: anchors.get(level) for column, level in ANCHORS.items()}


def as_authored(cells: Mapping[str, str]) -> dict[str, Any]:
    """What an author would have written for one row of texts; blank cells are left out.

    A number that is none stays text, so that the strict model can say so.
    """
    held = {name: text for name, text in cells.items() if text and name != "schema"}
    plain: dict[str, Any] = {
        name: _number(text) if name in NUMBERS else text
        for name, text in held.items()
        if name not in {*LISTS, *ANCHORS, *BOUNDARY, *TOLD}
    }
    plain |= {name: _entries(held[name]) for name in LISTS if name in held}
    across = {
        name: _number(held[column]) if column in NUMBERS else held[column]
        for column, name in BOUNDARY.items()
        if column in held
    }
    anchors = [
        {"level": level, "behaviour": held[column]}
        for column, level in ANCHORS.items()
        if column in held
    ]
    told: dict[str, dict[str, Any]] = {}
    for column, (industry, name) in TOLD.items():
        if column in held:
            text = held[column]
            told.setdefault(industry, {})[name] = _entries(text) if name in LISTS else text
    rare = {"boundary": across, "variants": told}
    return plain | {name: parts for name, parts in rare.items() if parts} | {"anchors": anchors}


def column_of(at: tuple[str | int, ...], authored: Mapping[str, Any]) -> str:
    """The column that a field of `authored` was written in."""
    match at:
        case ("anchors", int(place), *_):
            return f"anchor_{authored['anchors'][place]['level']}"
        case ("anchors",):
            return ANCHOR_COLUMNS[0]
        case ("boundary", str(name), *_):
            return f"boundary_{name}"
        case ("boundary",):
            return "boundary_activity"
        case ("variants", str(industry), *rest):
            return f"{rest[0] if rest else 'prompt'}_{industry}"
    return str(at[0])


def _one_cell(told: str | list[str] | None) -> str | None:
    return LIST_SEPARATOR.join(told) if isinstance(told, list) else told


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.split("|")]


def _number(text: str) -> int | str:
    """`5`, also where a spreadsheet made `5.0` or `5,0` of it."""
    whole = text[:-2] if text.endswith((".0", ",0")) else text
    return int(whole) if whole.isascii() and whole.isdecimal() and len(whole) < 10 else text
