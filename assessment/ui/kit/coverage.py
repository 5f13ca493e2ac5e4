"""What a kit covers of its brief, as the grid and in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from assessment.domain.kit import AskedQuestion
from assessment.domain.role import RoleBrief
from assessment.planning import Hole, HoleReason
from assessment.ui.shared.drawing.grid import Square, draw
from assessment.ui.shared.question_view import type_name
from assessment.ui.shared.wording import cell_name, counted, joined, plain
from question_bank import CELLS, Cell, Competency, QuestionBank, QuestionType

LEGEND = (
    (Square(shade=2), "question number"),
    (Square(wanted=2), "essential"),
    (Square(wanted=1), "in scope"),
    (Square(wanted=1, hole=True), "no question"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionNumbers:
    """The questions of a kit, in order, by what they speak of."""

    cells: Mapping[Cell, list[int]]
    competencies: Mapping[Competency, list[int]]


def heard(questions: Iterable[AskedQuestion]) -> QuestionNumbers:
    """Numbers from 1, as the list beside the grid shows them."""
    cells: dict[Cell, list[int]] = {}
    competencies: dict[Competency, list[int]] = {}
    for number, question in enumerate(questions, 1):
        competencies.setdefault(question.competency, []).append(number)
        for cell in question.cells:
            cells.setdefault(cell, []).append(number)
    return QuestionNumbers(cells=cells, competencies=competencies)


def squares(brief: RoleBrief, cells: Mapping[Cell, list[int]]) -> dict[Cell, Square]:
    """Every cell that the brief wants or a question speaks of."""
    return {
        cell: _square(cell, brief.cells.get(cell, 0), cells.get(cell, []))
        for cell in CELLS
        if cell in brief.cells or cell in cells
    }


def coverage(
    questions: Sequence[AskedQuestion],
    brief: RoleBrief,
    bank: QuestionBank,
    holes: Sequence[Hole] = (),
    remarks: Iterable[str] = (),
) -> None:
    """The grid, then what could not be covered in words, holes with the same reason together."""
    found = heard(questions)
    covered = len(set(brief.cells) & set(found.cells))
    weighted = [c for c in Competency if brief.weights[c] > 0]
    missing = [bank.competencies[c].name for c in weighted if c not in found.competencies]
    st.header("Coverage")
    carrying = counted(len(weighted), "competency", "competencies")
    st.markdown(
        f"Covers {len(weighted) - len(missing)} of {carrying} that carry weight and {covered} of "
        f"{counted(len(brief.cells), 'cell')} in the brief."
        + (f" No question on {joined(missing)}." if missing else "")
        + f" {_types(questions)}"
    )
    draw(squares(brief, found.cells), caption="Questions by cell", legend=LEGEND)
    if told := [*holes_in_words(holes), *map(plain, remarks)]:
        st.markdown("\n".join(f"- {line}" for line in told))


def holes_in_words(holes: Iterable[Hole]) -> list[str]:
    """One line for each reason, essential cells and competencies named as such."""
    ordered = sorted(holes, key=lambda h: h.why)
    return [_line(why, list(same)) for why, same in groupby(ordered, key=lambda h: h.why)]


def _types(questions: Sequence[AskedQuestion]) -> str:
    """`10 questions: 6 situational, 4 past behaviour.` The words are those of the list."""
    count = Counter(q.type for q in questions)
    said = [f"{count[t]} {type_name(t)}" for t in QuestionType if count[t]]
    return f"{counted(len(questions), 'question')}: {', '.join(said)}." if said else ""


def _line(why: str, holes: Sequence[Hole]) -> str:
    """`**Not enough time:** Breadth.`, or `**Breadth:** brd-001 (5 min) would cover this.`"""
    named = joined([_named(h) for h in holes])
    if holes[0].reason is HoleReason.LEFT_OUT:
        return f"**{named}:** {plain(why)}."
    return f"**{why[:1].upper()}{why[1:]}:** {named}."


def _named(hole: Hole) -> str:
    essential = hole.essential and isinstance(hole.subject, Cell)
    return plain(hole.name) + (" (essential)" if essential else "")


def _square(cell: Cell, wanted: int, numbers: list[int]) -> Square:
    text = " · ".join(map(str, numbers)) or "none"
    asked = f"question{'s' * (len(numbers) > 1)} {joined(list(map(str, numbers)))}"
    said = asked if numbers else "no question"
    return Square(
        text=text,
        spoken=f"{cell_name(cell)}: {said}",
        shade=2 if numbers else 0,
        wanted=wanted,
        hole=not numbers,
    )
