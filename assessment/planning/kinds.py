"""Questions that a blueprint cannot tell apart, taken together, so that a search has no doubles."""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from assessment.planning.programme import Programme, Terms
from question_bank import Competency, Question


class Kind(NamedTuple):
    """Questions that are alike in everything that counts, in the order in which they are taken."""

    questions: tuple[Question, ...]
    variable: int
    """How many of them are asked."""

    @property
    def one(self) -> Question:
        return self.questions[0]


class Kinds:
    """The pool of a search as kinds, each a variable of its programme."""

    def __init__(
        self,
        programme: Programme,
        pool: Iterable[Question],
        alike: Callable[[Question], Hashable],
    ) -> None:
        found: dict[Hashable, list[Question]] = {}
        for question in sorted(pool, key=drawn):
            found.setdefault(alike(question), []).append(question)
        self.kinds = [Kind(tuple(same), programme.whole(len(same))) for same in found.values()]

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
