"""The plain way to choose questions, one best question after the other: a yardstick.

Competencies come first, the heaviest before the others, one question each; then, as long as one
adds a cell of the brief, the question that adds most, essential cells first.
"""

from collections.abc import Iterable, Sequence

from assessment.planning.blueprint import HALF_A_QUESTION, Blueprint, cells_of
from question_bank import Question


def greedy_questions(
    pool: Sequence[Question], blueprint: Blueprint, *, fill: bool = False
) -> list[Question]:
    """Within the minutes; with `fill`, then question by question whatever still helps."""
    chosen: list[Question] = []

    def offered() -> list[Question]:
        left = blueprint.minutes - sum(q.minutes for q in chosen)
        return [q for q in pool if q not in chosen and q.minutes <= left]

    for competency in blueprint.by_weight:
        if measuring := [q for q in offered() if q.competency is competency]:
            chosen.append(_best(measuring, chosen, blueprint))
    while widening := [q for q in offered() if any(_gain(q, chosen, blueprint))]:
        chosen.append(_widest(widening, chosen, blueprint))
    while fill:
        now = blueprint.rank(chosen)
        better = [q for q in offered() if blueprint.rank([*chosen, q]) < now]
        if not better:
            break
        chosen.append(min(better, key=lambda q: (blueprint.rank([*chosen, q]), q.id)))
    return chosen


def _best(
    offered: Iterable[Question], chosen: Sequence[Question], blueprint: Blueprint
) -> Question:
    """The question for a competency: in balance between plant and enterprise, then by cells."""
    return min(
        offered,
        key=lambda q: (
            not _in_balance(q, chosen, blueprint),
            -_gain(q, chosen, blueprint)[0],
            not blueprint.suits_industry(q),
            -_gain(q, chosen, blueprint)[1],
            q.minutes,
            q.id,
        ),
    )


def _widest(
    offered: Iterable[Question], chosen: Sequence[Question], blueprint: Blueprint
) -> Question:
    """The question that covers most of what is still open."""
    return min(
        offered,
        key=lambda q: (
            -_gain(q, chosen, blueprint)[0],
            not _in_balance(q, chosen, blueprint),
            -_gain(q, chosen, blueprint)[1],
            not blueprint.suits_industry(q),
            q.minutes,
            q.id,
        ),
    )


def _gain(question: Question, chosen: Sequence[Question], blueprint: Blueprint) -> tuple[int, int]:
    """How many essential cells, and cells in scope, a question would newly cover."""
    new = set(question.cells) - cells_of(chosen)
    emphases = [blueprint.brief.cells.get(cell) for cell in new]
    return emphases.count(2), emphases.count(1)


def _in_balance(question: Question, chosen: Sequence[Question], blueprint: Blueprint) -> bool:
    return abs(sum(map(blueprint.lean, (*chosen, question)))) <= HALF_A_QUESTION
