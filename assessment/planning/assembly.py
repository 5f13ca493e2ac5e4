"""The best kit for a blueprint, proven: no other choice of questions stands better.

A kit keeps four rules: each question once, no more minutes than the interview has, at least the
wanted share of situational and past-behaviour questions, and no two similar questions. Among all
kits that do, it is the one with the smallest `PlanRank`, compared in this order, the next only
among equals in those before:

1. Σ w(c) over competencies c that no question measures: what weighs most is heard.
2. Among equal weights, the competencies that come first in the usual order.
3. The number of essential cells that no question speaks of.
4. The number of questions asked at this client not long ago.
   After it, where a kit is rebuilt, the number of its questions that are left out.
5. 100 · (cells in scope left open) + max(0, |Σ lean(q)| - 50). A plant question leans by -share, an
   enterprise question by 100 - share, one for both by 0; half a question off is no fault, and
   beyond it a question out of balance is as bad as an open cell.
6. The number of questions from an industry that is neither general nor the client's.
7. Σ max(0, share(c) - minutes(c)), where share(c) = minutes of the interview · w(c) / Σ w, in whole
   minutes: what is left of the interview goes to what weighs.
8. The minutes of all questions.
9. The squared places of its kinds of question in an order drawn from their ids by SHA-256, so that
   the same input gives the same kit and no cell is preferred for its name.

Each is a whole number and is brought to its proven minimum in turn (`programme`).
"""

from collections.abc import Iterator, Sequence

from assessment.planning.blueprint import HALF_A_QUESTION, Blueprint, cells_of, is_behavioural
from assessment.planning.kinds import Kinds
from assessment.planning.programme import Programme, Terms
from question_bank import Cell, Competency, Question


def best_questions(pool: Sequence[Question], blueprint: Blueprint) -> tuple[Question, ...]:
    """The questions of the best kit, in the order in which they are asked."""
    search = _Search(pool, blueprint)
    values = search.programme.minimised(search.aims())
    return in_asking_order(search.kinds.chosen(values), blueprint)


def in_asking_order(chosen: Sequence[Question], blueprint: Blueprint) -> tuple[Question, ...]:
    """One question for each competency, heaviest first; then those that add most cells.

    An interview cut short has then still heard what weighs most.
    """
    asked: list[Question] = []
    rest = sorted(chosen, key=lambda q: q.id)

    def worth(question: Question) -> tuple[int, int, int]:
        new = set(question.cells) - cells_of(asked)
        emphases = [blueprint.brief.cells.get(cell) for cell in new]
        weight = blueprint.by_weight.index(question.competency)
        return (-emphases.count(2), -emphases.count(1), weight)

    for competency in blueprint.by_weight:
        if measuring := [q for q in rest if q.competency is competency]:
            asked.append(min(measuring, key=worth))
            rest.remove(asked[-1])
    while rest:
        asked.append(min(rest, key=worth))
        rest.remove(asked[-1])
    return tuple(asked)


class _Search:
    """The programme of one blueprint."""

    def __init__(self, pool: Sequence[Question], blueprint: Blueprint) -> None:
        self.blueprint, self.programme = blueprint, Programme()
        self.kinds = Kinds(self.programme, pool, self._alike)
        self.programme.limit(self.kinds.sum_of(lambda q: q.minutes), high=blueprint.minutes)
        self.programme.limit(self.kinds.sum_of(blueprint.mix_margin), low=0)

    def aims(self) -> Iterator[Terms]:
        """In the order of `PlanRank`, and the draw at the end."""
        blueprint, total = self.blueprint, self.kinds.sum_of
        unheard = {c: self.programme.missed(self._measuring(c)) for c in blueprint.by_weight}
        yield {missed: blueprint.weight_steps(c) for c, missed in unheard.items()}
        yield {missed: blueprint.order_steps(c) for c, missed in unheard.items()}
        yield self._open(blueprint.emphasised(2))
        yield total(lambda q: q.id in blueprint.recent)
        yield self._dropped()
        in_scope = dict.fromkeys(self._open(blueprint.emphasised(1)), 100)
        yield {**in_scope, self._out_of_balance(): 1}
        yield total(lambda q: not blueprint.suits_industry(q))
        yield self._short()
        yield total(lambda q: q.minutes)
        yield self.kinds.places

    def _alike(self, question: Question) -> tuple[object, ...]:
        blueprint = self.blueprint
        return (
            question.competency,
            frozenset(question.cells) & frozenset(blueprint.brief.cells),
            question.minutes,
            is_behavioural(question),
            blueprint.lean(question),
            blueprint.suits_industry(question),
            question.id in blueprint.recent,
            question.id if question.id in blueprint.keep else "",
        )

    def _dropped(self) -> Terms:
        """How many of the questions that were chosen before are left out."""
        before = [kind for kind in self.kinds.kinds if kind.one.id in self.blueprint.keep]
        return {self.programme.missed({kind.variable: 1}): 1 for kind in before}

    def _measuring(self, competency: Competency) -> Terms:
        return self.kinds.sum_of(lambda q: q.competency is competency)

    def _open(self, cells: Sequence[Cell]) -> Terms:
        return {self.programme.missed(self._speaking_of(cell)): 1 for cell in cells}

    def _speaking_of(self, cell: Cell) -> Terms:
        return self.kinds.sum_of(lambda q: cell in q.cells)

    def _out_of_balance(self) -> int:
        beyond, leaning = self.programme.rest(), self.kinds.sum_of(self.blueprint.lean)
        self.programme.limit({**leaning, beyond: -1}, high=HALF_A_QUESTION)
        self.programme.limit({**leaning, beyond: 1}, low=-HALF_A_QUESTION)
        return beyond

    def _short(self) -> Terms:
        short: dict[int, int] = {}
        for competency, share in self.blueprint.shares.items():
            minutes = self.kinds.minutes_of(competency)
            lacking = self.programme.rest()
            self.programme.limit({**minutes, lacking: 1}, low=share)
            short[lacking] = 1
        return short
