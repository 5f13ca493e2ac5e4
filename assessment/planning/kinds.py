"""Questions that a blueprint cannot tell apart, taken together, so that a search has no doubles."""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from assessment.planning.programme import Programme, Terms
from question_bank import Competency, Question
from question_bank.similar import similar_pairs


class QuestionGroup(NamedTuple):
    """Questions that are alike in everything that counts, in the order in which they are taken."""

    questions: tuple[Question, ...]
    variable: int
    """How many of them are asked."""

    @property
    def one(self) -> Question:
        return self.questions[0]


class Kinds:
    """The pool of a search as kinds, each a variable of its programme.

    A question that is similar to another of the pool is a kind by itself, and at most one of such a
    pair is chosen.
    """

    def __init__(
        self,
        programme: Programme,
        pool: Iterable[Question],
        alike: Callable[[Question], Hashable],
    ) -> None:
        ordered = sorted(pool, key=drawn)
        pairs = similar_pairs(ordered)
        in_a_pair = {id_ for pair in pairs for id_ in pair}
        found: dict[Hashable, list[Question]] = {}
        for question in ordered:
            alone = question.id if question.id in in_a_pair else None
            found.setdefault((alike(question), alone), []).append(question)
        self.kinds = [
            QuestionGroup(tuple(same), programme.whole(len(same))) for same in found.values()
        ]
        variable_of = {kind.one.id: kind.variable for kind in self.kinds}
        for one, other in pairs:
            programme.limit({variable_of[one]: 1, variable_of[other]: 1}, high=1)

    def sum_of(self, worth: Callable[[Question], int]) -> Terms:
        """What the questions asked are worth together."""
        found = {kind.variable: worth(kind.one) for kind in self.kinds}
        return {variable: factor for variable, factor in found.items() if factor}

    def minutes_of(self, competency: Competency) -> Terms:
        return self.sum_of(lambda q: q.minutes if q.competency is competency else 0)

    @property
    def places(self) -> Terms:
        """The last aim: among kits that are equal otherwise, the kinds that were drawn first.

        Squares, because sums of plain places are often equal.
        """
        return {kind.variable: place**2 for place, kind in enumerate(self.kinds, 1)}

    def chosen(self, values: Sequence[int]) -> list[Question]:
        return [q for kind in self.kinds for q in kind.questions[: values[kind.variable]]]


def drawn(question: Question) -> str:
    """An order that prefers no competency, cell or early id, and is the same everywhere, always."""
    return hashlib.sha256(question.id.encode()).hexdigest()
