"""Which exemplar answers make a practice round: the same for the same rater, others for another."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assessment.domain.ids import RaterId
from assessment.domain.practice import PracticeAnswer, PracticeRound
from question_bank import Competency, Question, QuestionBank, QuestionStatus
from question_bank.exemplar import ExemplarAnswer


def practice_round(
    bank: QuestionBank, rater: RaterId, questions: int, before: Iterable[PracticeRound]
) -> tuple[PracticeAnswer, ...]:
    """The answers of the rater's next round, in the order in which they are shown.

    Competencies take turns. Answers that the rater hasn't rated, or not for longest, come first,
    and among those the levels that the round has fewest of. Ties go by a digest of rater and round.
    The two answers to a question are in different halves. Empty where the bank has no exemplars.
    """
    rounds = tuple(before)
    dealer = _Dealer(bank, rater, len(rounds) + 1, _last_rated(rounds))
    levels: Counter[int] = Counter()
    first: list[PracticeAnswer] = []
    second: list[PracticeAnswer] = []
    for question in dealer.questions(questions):
        for half in (first, second):
            taken = {a.answer for a in (*first, *second)}
            answer = dealer.answer(question, levels, taken)
            levels[answer.level] += 1
            half.append(_dealt(question, answer))
    first.sort(key=lambda a: dealer.tie("first", a.question))
    second.sort(key=lambda a: dealer.tie("second", a.question))
    if len(second) > 1 and first[-1].question == second[0].question:
        second = [*second[1:], second[0]]
    return (*first, *second)


Rated = tuple[str, str]
"""Question and answer."""


def _last_rated(rounds: Iterable[PracticeRound]) -> dict[Rated, int]:
    """The last round in which each answer was shown."""
    return {(a.question, a.answer): r.number for r in rounds for a in r.answers}


@dataclass(frozen=True, slots=True)
class _Dealer:
    bank: QuestionBank
    rater: RaterId
    number: int
    last: dict[Rated, int]

    def tie(self, *about: object) -> str:
        """What decides between equals: looks like chance, and is the same every time."""
        text = "/".join(map(str, (self.rater, self.number, *about)))
        return hashlib.sha256(text.encode()).hexdigest()

    def questions(self, wanted: int) -> list[Question]:
        """Of each competency in turn the question of which this rater has rated least."""
        rated = Counter(question for question, _ in self.last)
        left: dict[Competency, list[Question]] = {}
        for id_ in self.bank.exemplars:
            question = self.bank.questions.get(id_)
            if question and question.status is QuestionStatus.ACTIVE:
                left.setdefault(question.competency, []).append(question)
        for own in left.values():
            own.sort(key=lambda q: (rated[q.id], self.tie(q.id)))
        longest = max(map(len, left.values()), default=0)
        turns = sorted(left, key=self.tie)
        ordered = [left[c][n] for n in range(longest) for c in turns if n < len(left[c])]
        return ordered[:wanted]

    def answer(self, question: Question, levels: Counter[int], taken: set[str]) -> ExemplarAnswer:
        """The one to rate next; a question has more answers than a round takes of it."""
        found = self.bank.exemplars[question.id].answers
        return min(
            (a for a in found if a.answer not in taken),
            key=lambda a: (
                self.last.get((question.id, a.answer), 0),
                levels[a.level],
                self.tie(question.id, a.answer),
            ),
        )


def _dealt(question: Question, answer: ExemplarAnswer) -> PracticeAnswer:
    return PracticeAnswer(
        question=question.id,
        revision=question.revision,
        competency=question.competency,
        title=question.title,
        prompt=question.prompt,
        handout=question.handout,
        anchors={a.level: a.behaviour for a in question.anchors},
        answer=answer.answer,
        key=answer.level,
        reason=answer.reason,
        tempting=answer.tempting.level if answer.tempting else None,
        tempting_why=answer.tempting.why if answer.tempting else "",
    )
