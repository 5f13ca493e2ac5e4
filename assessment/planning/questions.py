"""From a role brief and its minutes to the questions of a kit, and the holes that are left.

Competencies come first, the heaviest before the others, one question each; then as many of the
brief's cells as fit, essential ones first. Questions stand in the order in which they were chosen,
so that an interview cut short has still heard what weighs most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from assessment.domain.role import RoleBrief
from question_bank import Cell, Competency, Question, QuestionBank
from question_bank.model import Industry, UsableFor

WRONG_TARGET = 100
"""How far an enterprise question leans in a plant role, and the reverse: it is never chosen."""

HALF_A_QUESTION = 50
"""So near to the brief's share stay plant and enterprise questions, in hundredths of a question."""


class Reason(StrEnum):
    """Why a hole is open."""

    NO_QUESTION = "no_question"
    NO_TIME = "no_time"
    LEFT_OUT = "left_out"
    """A question would fit: somebody took it out or has not added it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A competency without a question, or a cell in scope that no question speaks of."""

    subject: Competency | Cell
    name: str
    essential: bool
    reason: Reason
    why: str
    """In words; holes with the same reason share them."""

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.why}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Questions in asking order, measured against the brief."""

    minutes: int
    questions: tuple[Question, ...]
    competencies: frozenset[Competency]
    cells: frozenset[Cell]
    """Cells of the brief that a question speaks of."""
    holes: tuple[Hole, ...]

    @property
    def planned_minutes(self) -> int:
        return sum(q.minutes for q in self.questions)

    @property
    def minutes_left(self) -> int:
        """Below zero when the questions take longer than the interview."""
        return self.minutes - self.planned_minutes


def assemble(
    brief: RoleBrief, bank: QuestionBank, minutes: int, *, avoid: frozenset[str] = frozenset()
) -> Plan:
    """The same brief, bank and minutes always give the same plan; it never exceeds the minutes."""
    pool = _Pool(brief, bank, avoid)
    chosen: list[Question] = []

    def left() -> int:
        return minutes - sum(q.minutes for q in chosen)

    for competency in _by_weight(brief):
        if question := pool.best(pool.measuring(competency), chosen, left()):
            chosen.append(question)
    while question := pool.widest(chosen, left()):
        chosen.append(question)
    return plan_of(chosen, brief, bank, minutes, avoid=avoid)


def plan_of(
    questions: Iterable[Question],
    brief: RoleBrief,
    bank: QuestionBank,
    minutes: int,
    *,
    avoid: frozenset[str] = frozenset(),
) -> Plan:
    """A plan of just these questions, as somebody composed them by hand."""
    asked = tuple(questions)
    return Plan(
        minutes=minutes,
        questions=asked,
        competencies=frozenset(q.competency for q in asked),
        cells=frozenset(brief.cells) & _spoken_of(asked),
        holes=holes_of(asked, brief, bank, minutes, avoid=avoid),
    )


def holes_of(
    questions: Sequence[Question],
    brief: RoleBrief,
    bank: QuestionBank,
    minutes: int,
    *,
    avoid: frozenset[str] = frozenset(),
) -> tuple[Hole, ...]:
    """What the questions leave open: competencies by weight, then cells, essential ones first."""
    pool = _Pool(brief, bank, avoid)
    left = minutes - sum(q.minutes for q in questions)
    asked, spoken_of = {q.competency for q in questions}, _spoken_of(questions)
    unheard = [
        _hole(pool, c, essential=True, by=pool.measuring(c), left=left)
        for c in _by_weight(brief)
        if c not in asked
    ]
    uncovered = [
        _hole(pool, cell, essential=emphasis == 2, by=pool.speaking_of(cell), left=left)
        for cell, emphasis in sorted(brief.cells.items(), key=lambda kept: -kept[1])
        if cell not in spoken_of
    ]
    return (*unheard, *uncovered)


def alternatives(
    question: Question, brief: RoleBrief, bank: QuestionBank, taken: Iterable[str]
) -> tuple[Question, ...]:
    """What may be asked instead: the same competency, nearest cell first, then the target."""
    others = set(taken) | {question.id}
    found = [q for q in bank.active if q.competency is question.competency and q.id not in others]
    return tuple(
        sorted(
            found,
            key=lambda q: (
                _distance(question, q),
                abs(_lean(q, brief)) == WRONG_TARGET,
                not _suits_industry(q, brief),
                abs(q.minutes - question.minutes),
                q.id,
            ),
        )
    )


class _Gain(NamedTuple):
    """How many cells of the brief a question would newly cover."""

    essential: int
    in_scope: int


class _Pool:
    """What may be asked for a brief: active questions of its target, on what carries weight."""

    def __init__(self, brief: RoleBrief, bank: QuestionBank, avoid: frozenset[str]) -> None:
        self.brief, self.bank = brief, bank
        self.questions = tuple(
            q
            for q in bank.active
            if q.id not in avoid
            and brief.weights.get(q.competency, 0) > 0
            and abs(_lean(q, brief)) < WRONG_TARGET
        )

    def measuring(self, competency: Competency) -> list[Question]:
        return [q for q in self.questions if q.competency is competency]

    def speaking_of(self, cell: Cell) -> list[Question]:
        return [q for q in self.questions if cell in q.cells]

    def best(
        self, offered: Iterable[Question], chosen: Sequence[Question], left: int
    ) -> Question | None:
        """The question for a competency: in balance between plant and enterprise, then by cells."""
        return min(
            (q for q in offered if q not in chosen and q.minutes <= left),
            key=lambda q: (
                not self._in_balance(q, chosen),
                -self._gain(q, chosen).essential,
                not _suits_industry(q, self.brief),
                -self._gain(q, chosen).in_scope,
                q.minutes,
                q.id,
            ),
            default=None,
        )

    def widest(self, chosen: Sequence[Question], left: int) -> Question | None:
        """The question that covers most of what is still open; None when none covers anything."""
        open_to = [q for q in self.questions if q not in chosen and q.minutes <= left]
        return min(
            (q for q in open_to if any(self._gain(q, chosen))),
            key=lambda q: (
                -self._gain(q, chosen).essential,
                not self._in_balance(q, chosen),
                -self._gain(q, chosen).in_scope,
                not _suits_industry(q, self.brief),
                q.minutes,
                q.id,
            ),
            default=None,
        )

    def _gain(self, question: Question, chosen: Sequence[Question]) -> _Gain:
        new = set(question.cells) - _spoken_of(chosen)
        emphases = [self.brief.cells.get(cell) for cell in new]
        return _Gain(essential=emphases.count(2), in_scope=emphases.count(1))

    def _in_balance(self, question: Question, chosen: Sequence[Question]) -> bool:
        leaning = sum(_lean(q, self.brief) for q in (*chosen, question))
        return abs(leaning) <= HALF_A_QUESTION


def _by_weight(brief: RoleBrief) -> list[Competency]:
    """The competencies that count, heaviest first, equals in their usual order."""
    weighted = [c for c in Competency if brief.weights.get(c, 0) > 0]
    return sorted(weighted, key=lambda c: -brief.weights[c])


def _lean(question: Question, brief: RoleBrief) -> int:
    """How far asking this pulls away from the brief's share, in hundredths of a question."""
    if question.target_level is UsableFor.BOTH:
        return 0
    return (100 if question.target_level is UsableFor.ENTERPRISE else 0) - brief.enterprise_share


def _suits_industry(question: Question, brief: RoleBrief) -> bool:
    return Industry.GENERAL in question.industries or brief.industry in question.industries


def _spoken_of(questions: Iterable[Question]) -> frozenset[Cell]:
    return frozenset(cell for q in questions for cell in q.cells)


def _distance(one: Question, other: Question) -> int:
    """0 in the same cell (or both in none), 1 in the same row or column, else 2."""
    if not one.cells or not other.cells:
        return 0 if one.cells == other.cells else 2
    return min(
        2 - sum(a == b for a, b in zip(x, y, strict=True)) for x in one.cells for y in other.cells
    )


def _hole(
    pool: _Pool, subject: Competency | Cell, *, essential: bool, by: Sequence[Question], left: int
) -> Hole:
    name = subject.label if isinstance(subject, Cell) else pool.bank.competencies[subject].name
    shortest = min(by, key=lambda q: (q.minutes, q.id), default=None)
    if shortest is None:
        reason, why = Reason.NO_QUESTION, _nothing_fits(pool, subject)
    elif shortest.minutes > left:
        reason = Reason.NO_TIME
        why = f"no time, {max(left, 0)} min left and the shortest question takes {shortest.minutes}"
    else:
        reason, why = Reason.LEFT_OUT, f"left out, {shortest.id} would take {shortest.minutes} min"
    return Hole(
        subject=subject,
        name=name[0].upper() + name[1:],
        essential=essential,
        reason=reason,
        why=why,
    )


def _nothing_fits(pool: _Pool, subject: Competency | Cell) -> str:
    """Whether the bank has nothing at all, or only what was written for the other kind of role."""
    on_it = [
        q
        for q in pool.bank.active
        if (subject in q.cells if isinstance(subject, Cell) else q.competency is subject)
    ]
    if any(abs(_lean(q, pool.brief)) == WRONG_TARGET for q in on_it):
        other = "plant" if pool.brief.enterprise_share else "enterprise"
        return f"the bank has only {other} questions on it"
    return "no question in the bank" if not on_it else "no question in the bank that counts here"
