"""A rater's own rounds of practice: begin one, rate its answers, end it, read them."""

from dataclasses import dataclass

from assessment.domain.errors import Invalid, NotAllowed, NotFound
from assessment.domain.ids import RaterId
from assessment.domain.permissions import Action, Actor
from assessment.domain.practice import (
    PracticeEvent,
    PracticeKind,
    PracticeRound,
    PracticeRule,
    rounds_of,
)
from assessment.domain.rating import LEVELS
from assessment.planning.practice_round import practice_round
from assessment.services.practice.rules import StrictnessSources, rule_in, sources_in
from assessment.services.store.permits import acting, note_act, permit_anywhere
from assessment.services.store.ports import Clock, OpenUnitOfWork, UnitOfWork
from question_bank import QuestionBank


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPractice:
    """What one rater may know of practice: the own rounds, and the rules."""

    rounds: tuple[PracticeRound, ...]
    """Oldest first."""
    rule: PracticeRule
    """Of the next round."""
    sources: StrictnessSources

    @property
    def open(self) -> PracticeRound | None:
        """The round that is under way."""
        return next((r for r in self.rounds if r.finished_at is None), None)

    @property
    def finished(self) -> tuple[PracticeRound, ...]:
        return tuple(r for r in self.rounds if r.finished_at is not None)

    def round(self, number: int) -> PracticeRound | None:
        return next((r for r in self.rounds if r.number == number), None)


def read_practice(open_uow: OpenUnitOfWork, *, by: Actor) -> OwnPractice:
    """The rounds of `by` and of nobody else."""
    with acting(open_uow, by, read_only=True) as uow:
        rater = _practising(uow, by)
        return OwnPractice(
            rounds=tuple(rounds_of(uow.practice.of(rater))),
            rule=rule_in(uow),
            sources=sources_in(uow),
        )


def begin(open_uow: OpenUnitOfWork, bank: QuestionBank, clock: Clock, *, by: Actor) -> int:
    """The number of a new round; where one is under way, that one."""
    with acting(open_uow, by) as uow:
        rater = _practising(uow, by)
        rounds = rounds_of(uow.practice.of(rater))
        if rounds and rounds[-1].finished_at is None:
            return rounds[-1].number
        rule = rule_in(uow)
        answers = practice_round(bank, rater, rule.questions, rounds)
        if not answers:
            raise Invalid("The question bank has no written answers to practise with.")
        number = len(rounds) + 1
        uow.practice.append(
            PracticeEvent(
                rater=rater,
                round=number,
                kind=PracticeKind.STARTED,
                at=clock(),
                rule=rule,
                answers=answers,
            )
        )
        uow.commit()
    return number


def rate(  # which answer, which level
    open_uow: OpenUnitOfWork, clock: Clock, *, number: int, place: int, level: int, by: Actor
) -> None:
    """Stores a level; an earlier one of the same answer stays in the log."""
    with acting(open_uow, by) as uow:
        rater = _practising(uow, by)
        found = _under_way(uow, rater, number)
        if not 0 <= place < len(found.answers):
            raise NotFound(f"Round {number} has {len(found.answers)} answers, not {place + 1}.")
        if level not in LEVELS:
            raise Invalid(f"A level is a whole number from 1 to 5, not {level!r}.")
        if found.levels.get(place) == level:
            return
        uow.practice.append(
            PracticeEvent(
                rater=rater,
                round=number,
                kind=PracticeKind.RATED,
                at=clock(),
                place=place,
                level=level,
            )
        )
        uow.commit()


def finish(open_uow: OpenUnitOfWork, clock: Clock, *, number: int, by: Actor) -> None:
    """Ends the round: from now on its levels stay, and the key may be shown."""
    with acting(open_uow, by) as uow:
        rater = _practising(uow, by)
        found = _under_way(uow, rater, number)
        if (place := found.open_place) is not None:
            raise Invalid(f"Answer {place + 1} has no level yet. Rate it first.")
        uow.practice.append(
            PracticeEvent(rater=rater, round=number, kind=PracticeKind.FINISHED, at=clock())
        )
        note_act(uow, by, Action.PRACTISE, rater, f"round {number} finished")
        uow.commit()


def _practising(uow: UnitOfWork, by: Actor) -> RaterId:
    if by.rater is None:
        raise NotAllowed("Practice belongs to one interviewer. Choose a person under Viewing as.")
    permit_anywhere(uow, by, Action.PRACTISE)
    return by.rater


def _under_way(uow: UnitOfWork, rater: RaterId, number: int) -> PracticeRound:
    """Of this rater only: somebody else's round doesn't exist for her."""
    rounds = rounds_of(uow.practice.of(rater))
    found = next((r for r in rounds if r.number == number), None)
    if found is None:
        raise NotFound(f"There is no practice round {number} of yours.")
    if found.finished_at is not None:
        raise NotAllowed(f"Round {number} is finished, so its levels stay as they are.")
    return found
