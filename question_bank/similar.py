"""Pairs of questions with nearly the same answer, which no kit should ask together."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from question_bank.model import Question

Pair = tuple[str, str]
"""Two question ids, the smaller first."""


def similar_pairs(questions: Collection[Question]) -> list[Pair]:
    """Every similar pair within `questions`, in order; one side naming the other is enough."""
    present = {q.id for q in questions}
    pairs = {(min(q.id, b), max(q.id, b)) for q in questions for b in q.similar_to if b in present}
    return sorted(pairs)


def similar_by_id(questions: Collection[Question]) -> Mapping[str, frozenset[str]]:
    """Each question that has similar ones, with their ids."""
    found: dict[str, set[str]] = {}
    for one, other in similar_pairs(questions):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {id_: frozenset(others) for id_, others in found.items()}


def are_similar(one: Question, other: Question) -> bool:
    """Whether either of the two names the other."""
    return other.id in one.similar_to or one.id in other.similar_to


def without_similar(
    questions: Iterable[Question], asked: Collection[Question]
) -> Iterator[Question]:
    """Those of `questions` that are not similar to any question in `asked`."""
    return (q for q in questions if not any(are_similar(q, other) for other in asked))
