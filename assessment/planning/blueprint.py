"""What a kit is built to: minutes, weights, cells, mix of types, target, industry, exposure.

A blueprint is the brief with everything else that decides which questions may be asked and what
makes one kit better than another. It measures any kit, however it came about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assessment.domain.errors import Invalid
from assessment.domain.role import RoleBrief
from question_bank import Cell, Competency, Question, QuestionBank, QuestionType
from question_bank.model import Industry, UsableFor

DEFAULT_BEHAVIOUR_SHARE = 60
"""Per cent of a kit's questions, at least, that are situational or about past behaviour."""

WRONG_TARGET = 100
"""How far an enterprise question leans in a plant role, and the reverse: it is never chosen."""

HALF_A_QUESTION = 50
"""So near to the brief's share stay plant and enterprise questions, in hundredths of a question."""

WEIGHT_STEPS = 10_000
"""Weights have at most four decimals; so many steps to 1 make them whole numbers."""


class PlanRank(NamedTuple):
    """How a kit stands against its blueprint: what is wrong with it, the worst first.

    The smaller is the better kit. All are whole numbers, so that equal means equal.
    """

    weight_unheard: int
    """Weight of the competencies without a question, in steps of `WEIGHT_STEPS`."""
    order_unheard: int
    """Among equal weights the competencies that usually come first are heard first."""
    essential_open: int
    recently_asked: int
    scope_and_balance: int
    """Hundredths: cells in scope left open, and questions out of balance for the target."""
    other_industry: int
    minutes_short: int
    """Minutes by which competencies stay under their share of the interview."""
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """Everything that a kit is held against."""

    brief: RoleBrief
    minutes: int
    behaviour_share: int = DEFAULT_BEHAVIOUR_SHARE
    avoid: frozenset[str] = frozenset()
    """Never asked."""
    recent: frozenset[str] = frozenset()
    """Asked at this client not long ago: only where a competency or essential cell needs it."""
    keep: frozenset[str] = frozenset()
    """Chosen before: they stay unless a competency or an essential cell needs their place."""

    def __post_init__(self) -> None:
        if not 0 <= self.behaviour_share <= 100:
            raise Invalid(
                "The share of questions that are situational or about past behaviour is a "
                f"percentage from 0 to 100, not {self.behaviour_share}."
            )

    @cached_property
    def by_weight(self) -> tuple[Competency, ...]:
        """The competencies that count, heaviest first, equals in their usual order."""
        weighted = [c for c in Competency if self.brief.weights.get(c, 0) > 0]
        return tuple(sorted(weighted, key=lambda c: -self.brief.weights[c]))

    @cached_property
    def shares(self) -> dict[Competency, int]:
        """The minutes of the interview by weight, in whole minutes that add up to all of them."""
        total = sum(self.brief.weights[c] for c in self.by_weight)
        exact = {c: self.minutes * self.brief.weights[c] / total for c in self.by_weight}
        whole = {c: int(minutes) for c, minutes in exact.items()}
        most_cut = sorted(self.by_weight, key=lambda c: whole[c] - exact[c])
        for competency in most_cut[: self.minutes - sum(whole.values())]:
            whole[competency] += 1
        return whole

    def emphasised(self, emphasis: int) -> list[Cell]:
        """The brief's cells of this emphasis: 2 essential, 1 in scope."""
        return sorted(cell for cell, e in self.brief.cells.items() if e == emphasis)

    def pool(self, bank: QuestionBank) -> tuple[Question, ...]:
        """What may be asked: active questions of the target, on what carries weight, by id."""
        return tuple(
            sorted(
                (
                    q
                    for q in bank.active
                    if q.id not in self.avoid
                    and q.competency in self.by_weight
                    and not self.wrong_target(q)
                ),
                key=lambda q: q.id,
            )
        )

    def lean(self, question: Question) -> int:
        """How far asking this pulls away from the brief's share, in hundredths of a question."""
        if question.target_level is UsableFor.BOTH:
            return 0
        enterprise = question.target_level is UsableFor.ENTERPRISE
        return 100 * enterprise - self.brief.enterprise_share

    def wrong_target(self, question: Question) -> bool:
        return abs(self.lean(question)) == WRONG_TARGET

    def suits_industry(self, question: Question) -> bool:
        return Industry.GENERAL in question.industries or self.brief.industry in question.industries

    def mix_margin(self, question: Question) -> int:
        """What asking this adds to the mix; the sum over a kit may not fall below zero."""
        return 100 * is_behavioural(question) - self.behaviour_share

    def keeps_mix(self, questions: Iterable[Question]) -> bool:
        return sum(map(self.mix_margin, questions)) >= 0

    def weight_steps(self, competency: Competency) -> int:
        return round(self.brief.weights[competency] * WEIGHT_STEPS)

    def order_steps(self, competency: Competency) -> int:
        """More for those that come first in the usual order."""
        return len(Competency) - list(Competency).index(competency)

    def rank(self, questions: Sequence[Question]) -> PlanRank:
        heard, spoken_of = {q.competency for q in questions}, cells_of(questions)
        unheard = [c for c in self.by_weight if c not in heard]
        minutes = dict.fromkeys(self.by_weight, 0)
        for q in questions:
            minutes[q.competency] = minutes.get(q.competency, 0) + q.minutes
        leaning = abs(sum(map(self.lean, questions)))
        return PlanRank(
            weight_unheard=sum(map(self.weight_steps, unheard)),
            order_unheard=sum(map(self.order_steps, unheard)),
            essential_open=len(set(self.emphasised(2)) - spoken_of),
            recently_asked=sum(q.id in self.recent for q in questions),
            scope_and_balance=100 * len(set(self.emphasised(1)) - spoken_of)
            + max(0, leaning - HALF_A_QUESTION),
            other_industry=sum(not self.suits_industry(q) for q in questions),
            minutes_short=sum(max(0, share - minutes[c]) for c, share in self.shares.items()),
            minutes=sum(q.minutes for q in questions),
        )


def is_behavioural(question: Question) -> bool:
    """Whether it asks what somebody would do or did, not what they know."""
    return question.type is not QuestionType.KNOWLEDGE


def cells_of(questions: Iterable[Question]) -> frozenset[Cell]:
    """The cells that these questions speak of."""
    return frozenset(cell for q in questions for cell in q.cells)
