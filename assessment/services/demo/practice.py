"""The demo's rounds of practice, dealt from the bank like any other round."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from assessment.domain.ids import RaterId
from assessment.domain.practice import PracticeEvent, PracticeKind, PracticeRule
from assessment.planning.practice_round import practice_round
from assessment.services.demo.content import PracticeText
from question_bank import QuestionBank

FOR_ONE_ANSWER = timedelta(seconds=80)


def practice_log(text: PracticeText, bank: QuestionBank, now: datetime) -> Iterator[PracticeEvent]:
    """Start, levels, and the end where every answer has one; nothing without exemplars."""
    rater, rule, at = RaterId(text.rater), PracticeRule(), text.begun.before(now)
    answers = practice_round(bank, rater, rule.questions, ())
    if not answers:
        return
    yield PracticeEvent(
        rater=rater, round=1, kind=PracticeKind.STARTED, at=at, rule=rule, answers=answers
    )
    for place, (answer, apart) in enumerate(zip(answers, text.apart, strict=False)):
        at += FOR_ONE_ANSWER
        level = min(5, max(1, answer.key + apart))
        yield PracticeEvent(
            rater=rater, round=1, kind=PracticeKind.RATED, at=at, place=place, level=level
        )
    if len(text.apart) >= len(answers):
        yield PracticeEvent(rater=rater, round=1, kind=PracticeKind.FINISHED, at=at)
