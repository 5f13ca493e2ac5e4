"""From a role brief and its minutes to the questions of a kit, and what they leave open and why.

A kit is assembled as a proven optimum: `assembly` says of what. Questions stand heaviest competency
first, so that an interview cut short has still heard what weighs most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.domain.role import RoleBrief
from assessment.planning.assembly import best_questions
from assessment.planning.blueprint import (
    DEFAULT_BEHAVIOUR_SHARE,
    Blueprint,
    cells_of,
    is_behavioural,
)
from assessment.planning.holes import Hole, find_holes
from question_bank import Cell, Competency, Question, QuestionBank
from question_bank.similar import similar_pairs, without_similar


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Questions in asking order, measured against the brief."""

    minutes: int
    questions: tuple[Question, ...]
    competencies: frozenset[Competency]
    cells: frozenset[Cell]
    """Cells of the brief that a question speaks of."""
    holes: tuple[Hole, ...]
    remarks: tuple[str, ...] = ()
    """What else could not be had as the brief wants it, and why; a sentence each."""

    @property
    def planned_minutes(self) -> int:
        return sum(q.minutes for q in self.questions)

    @property
    def minutes_left(self) -> int:
        """Below zero when the questions take longer than the interview."""
        return self.minutes - self.planned_minutes

    @property
    def behavioural(self) -> int:
        """How many questions are situational or about past behaviour."""
        return sum(map(is_behavioural, self.questions))


def assemble(
    brief: RoleBrief,
    bank: QuestionBank,
    minutes: int,
    *,
    avoid: frozenset[str] = frozenset(),
    recent: frozenset[str] = frozenset(),
    keep: frozenset[str] = frozenset(),
    behaviour_share: int = DEFAULT_BEHAVIOUR_SHARE,
) -> Plan:
    """The best kit there is; the same input always gives the same one.

    Questions to `avoid` are never asked; those asked recently only where a competency or an
    essential cell has no other. Those to `keep` stay where they fit. At least `behaviour_share` per
    cent of the questions are situational or about past behaviour.
    """
    blueprint = Blueprint(
        brief=brief,
        minutes=minutes,
        behaviour_share=behaviour_share,
        avoid=avoid,
        recent=recent,
        keep=keep,
    )
    return measured(best_questions(blueprint.pool(bank), blueprint), blueprint, bank)


def fitting(
    questions: Sequence[Question], brief: RoleBrief, minutes: int, *, behaviour_share: int
) -> tuple[Question, ...]:
    """The best of these questions that fit into `minutes`, in the order in which they stand."""
    blueprint = Blueprint(brief=brief, minutes=minutes, behaviour_share=behaviour_share)
    counting = [q for q in questions if q.competency in blueprint.by_weight]
    best = best_questions(counting, blueprint)
    return tuple(q for q in questions if q in best)


def plan_of(
    questions: Iterable[Question],
    brief: RoleBrief,
    bank: QuestionBank,
    minutes: int,
    *,
    avoid: frozenset[str] = frozenset(),
    recent: frozenset[str] = frozenset(),
    behaviour_share: int = DEFAULT_BEHAVIOUR_SHARE,
) -> Plan:
    """A plan of just these questions, as somebody composed them by hand."""
    blueprint = Blueprint(
        brief=brief, minutes=minutes, behaviour_share=behaviour_share, avoid=avoid, recent=recent
    )
    return measured(tuple(questions), blueprint, bank)


def measured(asked: tuple[Question, ...], blueprint: Blueprint, bank: QuestionBank) -> Plan:
    """These questions held against the blueprint."""
    return Plan(
        minutes=blueprint.minutes,
        questions=asked,
        competencies=frozenset(q.competency for q in asked),
        cells=frozenset(blueprint.brief.cells) & cells_of(asked),
        holes=find_holes(asked, blueprint, bank),
        remarks=tuple(_remarks(asked, blueprint, bank)),
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
    return find_holes(questions, Blueprint(brief=brief, minutes=minutes, avoid=avoid), bank)


def alternatives(
    question: Question, brief: RoleBrief, bank: QuestionBank, taken: Iterable[str]
) -> tuple[Question, ...]:
    """What may be asked instead: the same competency, nearest cell first, then the target.

    A question similar to one of `taken` is left out, unless it is similar to `question` alone.
    """
    blueprint = Blueprint(brief=brief, minutes=0)
    others = set(taken) | {question.id}
    staying = [bank.questions[id_] for id_ in others - {question.id} if id_ in bank.questions]
    found = [
        q
        for q in without_similar(bank.active, staying)
        if q.competency is question.competency and q.id not in others
    ]
    return tuple(
        sorted(
            found,
            key=lambda q: (
                distance(question.cells, q.cells),
                blueprint.wrong_target(q),
                not blueprint.suits_industry(q),
                abs(q.minutes - question.minutes),
                q.id,
            ),
        )
    )


def distance(ones: Sequence[Cell], others: Sequence[Cell]) -> int:
    """0 in the same cell (or both in none), 1 in the same row or column, else 2."""
    if not ones or not others:
        return 0 if ones == others else 2
    return min(2 - sum(a == b for a, b in zip(x, y, strict=True)) for x in ones for y in others)


def _remarks(asked: Sequence[Question], blueprint: Blueprint, bank: QuestionBank) -> Iterable[str]:
    pool = blueprint.pool(bank)
    if not asked:
        yield _nothing_to_ask(pool, blueprint)
    if not blueprint.brief.cells:
        yield "The brief has no cell in scope, so questions are chosen by competency alone."
    if not blueprint.keeps_mix(asked):
        count = sum(map(is_behavioural, asked))
        yield (
            f"{count} of {len(asked)} questions {'is' if count == 1 else 'are'} situational or "
            f"about past behaviour. The target is {blueprint.behaviour_share}\u00a0%."
        )
    yield from _similar(asked)
    for question in asked:
        if question.id in blueprint.recent:
            yield _asked_again(question, asked, blueprint, pool)


def _similar(asked: Sequence[Question]) -> Iterable[str]:
    """A caution for each similar pair: a person may still have a reason to ask both."""
    named = {q.id: f"{q.title} ({q.id})" for q in asked}
    for one, other in similar_pairs(asked):
        yield f"{named[one]} and {named[other]} have nearly the same answer. Ask only one of them."


def _nothing_to_ask(pool: Sequence[Question], blueprint: Blueprint) -> str:
    """Why there is no question at all."""
    if not pool:
        return "No question in the bank suits this brief."
    shortest = min(q.minutes for q in pool)
    if shortest > blueprint.minutes:
        return (
            f"No question fits into {blueprint.minutes} minutes. The shortest suitable one takes "
            f"{shortest}."
        )
    fitting = [q for q in pool if q.minutes <= blueprint.minutes]
    if not any(map(is_behavioural, fitting)) and blueprint.behaviour_share:
        return (
            f"Only knowledge questions fit here, and {blueprint.behaviour_share}\u00a0% must be "
            "situational or about past behaviour. Lower the share."
        )
    return "No questions chosen yet."


def _asked_again(
    question: Question,
    asked: Sequence[Question],
    blueprint: Blueprint,
    pool: Sequence[Question],
) -> str:
    """That a question was asked recently, and which fresh one could stand in for it, if any."""
    others = [q for q in asked if q is not question]
    essential = frozenset(blueprint.emphasised(2))
    needed = essential & frozenset(question.cells) - cells_of(others)
    left = blueprint.minutes - sum(q.minutes for q in others)
    fresh = [
        q
        for q in without_similar(pool, others)
        if q not in asked
        and q.id not in blueprint.recent
        and q.competency is question.competency
        and needed <= frozenset(q.cells)
        and q.minutes <= left
        and blueprint.keeps_mix((*others, q))
    ]
    title = f"{question.title} ({question.id}) was recently asked at this client"
    if fresh:
        nearest = min(fresh, key=lambda q: (distance(question.cells, q.cells), q.id))
        return f"{title}. You could ask {nearest.id} instead."
    return f"{title}, and there is no unused replacement."
