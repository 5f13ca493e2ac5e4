"""What can't all be meant: answers that exclude each other, and a role that they don't fit."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from assessment.domain.brief_origin import BriefStart
from assessment.scoping.answers import Answers, Given, Scoped, given
from question_bank import Cell, Conversation

FAR = 40
"""Points between the target of a role and that of the answers from which they are two roles."""


class Conflict(NamedTuple):
    """One contradiction, in words for a client."""

    says: str
    ask: str
    """What settles it."""
    questions: tuple[str, ...]
    """The ids of the questions whose answers it is about."""


def conflicts(talk: Conversation, answers: Answers) -> tuple[Conflict, ...]:
    """Every contradiction between the answers, in the order of the talk."""
    found = list(given(talk, answers))
    return (*_listed(talk, found), *_not_alone(found), *_claimed_twice(found), *_reach(talk, found))


def off_the_role(start: BriefStart, now: Scoped) -> Conflict | None:
    """Names a target that has moved far from the role or advert that the brief began with."""
    if start.way_in is None or abs(now.enterprise_share - start.enterprise_share) < FAR:
        return None
    was, is_ = start.enterprise_share, now.enterprise_share
    return Conflict(
        f"The brief began with {start.name} at {was}\u00a0% enterprise; the answers lead "
        f"to {is_}\u00a0%.",
        f"Is {start.name} still the right title for this role?",
        (),
    )


def _listed(talk: Conversation, found: list[Given]) -> Iterator[Conflict]:
    chosen = {(g.question.id, g.answer.id) for g in found}
    for pair in talk.contradictions:
        if chosen.issuperset(tuple(ref) for ref in pair.between):
            yield Conflict(pair.says, pair.ask, tuple(ref.question for ref in pair.between))


def _not_alone(found: list[Given]) -> Iterator[Conflict]:
    for one, other in combinations(found, 2):
        if one.question is other.question and (one.answer.alone or other.answer.alone):
            says = f"“{one.answer.text}” and “{other.answer.text}” can't both be true."
            ask = f"Which is it: “{one.answer.text}” or “{other.answer.text}”?"
            yield Conflict(says, ask, (one.question.id,))


def _claimed_twice(found: list[Given]) -> Iterator[Conflict]:
    """One answer leaves cells to somebody else, another one needs them."""
    for one, other in combinations(found, 2):
        for out, needs in ((one, other), (other, one)):
            if cells := _both(out, needs):
                named = ", ".join(cell.label for cell in cells)
                says = (
                    f"“{out.answer.text}”, but “{needs.answer.text}” needs its cells: {named}. "
                    "They stay in scope."
                )
                ask = f"Who does this work: this role or the other team? ({named})"
                yield Conflict(says, ask, (out.question.id, needs.question.id))


def _both(out: Given, needs: Given) -> list[Cell]:
    wanted = needs.answer.cells
    return [cell for cell in out.answer.out if wanted.get(cell)]


def _reach(talk: Conversation, found: list[Given]) -> Iterator[Conflict]:
    """Two answers name a different organisational scope, and no listed pair says so already."""
    known = {frozenset(tuple(ref) for ref in pair.between) for pair in talk.contradictions}
    reaching = [g for g in found if g.answer.organisational_scope]
    for one, other in combinations(reaching, 2):
        pair = frozenset(((one.question.id, one.answer.id), (other.question.id, other.answer.id)))
        if one.answer.organisational_scope != other.answer.organisational_scope and (
            pair not in known
        ):
            yield Conflict(
                f"“{one.answer.text}” and “{other.answer.text}” reach differently far. "
                "The wider one is used.",
                "How many sites does the role reach?",
                (one.question.id, other.question.id),
            )
