"""A small bank with exemplar answers, and rounds of practice over it."""

from dataclasses import replace

from assessment.domain.ids import RaterId
from assessment.domain.practice import PracticeRound, PracticeRule
from question_bank import Competency, QuestionBank
from question_bank.exemplar import Exemplar, ExemplarAnswer, Temptation
from tests.builders import NOON, a_bank
from tests.small_bank import a_question

HER = RaterId("R-01")
QUESTIONS = {
    f"{prefix}-{n:03}": competency
    for competency, prefix in zip(
        Competency, ("plc", "exe", "brd", "int", "prf", "asr", "gov", "ptf"), strict=True
    )
    for n in (1, 2)
}
LEVELS = ((1, 3, 5), (2, 3, 4))


def an_answer(question: str, level: int, *, tempting: int | None = None) -> ExemplarAnswer:
    words = f"For {question} I would do what somebody at level {level} does. " + "And so on. " * 15
    why = Temptation(level=tempting, why="It sounds fluent and sure.") if tempting else None
    reason = f"Fits the anchor of level {level} and no other."
    return ExemplarAnswer(level=level, answer=words, reason=reason, tempting=why)


def a_practice_bank() -> QuestionBank:
    """Two questions for each competency, with three answers each."""
    questions = {
        id_: a_question(id_, competency=competency, title=f"Title of {id_}")
        for id_, competency in QUESTIONS.items()
    }
    exemplars = {
        id_: Exemplar(
            question=id_,
            revision=1,
            answers=tuple(
                an_answer(id_, level, tempting=2 if level == 1 else None) for level in LEVELS[n % 2]
            ),
        )
        for n, id_ in enumerate(questions)
    }
    return replace(a_bank(), questions=questions, exemplars=exemplars)


def a_round(answers, levels=None, *, number=1, finished_at=NOON, rule=None) -> PracticeRound:
    """A finished one that meets the key everywhere, unless `levels` says otherwise."""
    return PracticeRound(
        rater=HER,
        number=number,
        started_at=NOON,
        rule=rule or PracticeRule(),
        answers=tuple(answers),
        levels=levels or {n: a.key for n, a in enumerate(answers)},
        finished_at=finished_at,
    )
