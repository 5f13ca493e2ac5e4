"""Which answers a practice round has: varied by rater, the same every time, nothing seen twice."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from assessment.domain.ids import RaterId
from assessment.planning.practice_round import practice_round
from question_bank import QuestionStatus, load_bank
from tests.builders import a_bank
from tests.practising import HER, a_practice_bank, a_round

BANK, SHIPPED = a_practice_bank(), load_bank()


def shown(answers):
    return [(a.question, a.answer) for a in answers]


def test_a_round_is_the_same_for_the_same_rater_and_another_for_another():
    assert practice_round(BANK, HER, 8, ()) == practice_round(BANK, HER, 8, ())
    others = {tuple(shown(practice_round(BANK, RaterId(f"R-{n:02}"), 8, ()))) for n in range(8)}
    assert len(others) == 8


@pytest.mark.parametrize("bank", [BANK, SHIPPED], ids=["small", "shipped"])
def test_eight_questions_are_one_for_each_competency_with_two_answers_apart(bank):
    answers = practice_round(bank, HER, 8, ())

    assert Counter(a.competency for a in answers) == dict.fromkeys(bank.competencies, 2)
    assert len(set(shown(answers))) == len(answers) == 16
    first, second = answers[:8], answers[8:]
    assert {a.question for a in first} == {a.question for a in second}
    assert all(a.question != b.question for a, b in pairwise(answers))


def test_what_was_rated_comes_again_only_where_a_question_has_nothing_else():
    rounds = []
    for number in (1, 2, 3):
        rounds.append(a_round(practice_round(BANK, HER, 8, rounds), number=number))

    first, second, third = (set(shown(r.answers)) for r in rounds)
    assert first.isdisjoint(second)
    assert len(third - first - second) == 8  # the last answer to each of eight questions


def test_every_round_of_the_shipped_bank_has_answers_of_many_levels():
    for n in range(40):
        keys = {a.key for a in practice_round(SHIPPED, RaterId(f"R-{n:02}"), 8, ())}
        assert len(keys) >= 4
        assert {1, 5} <= keys


def test_the_wording_and_the_key_come_along():
    (answer, *_) = practice_round(BANK, HER, 4, ())
    question = BANK.questions[answer.question]

    assert (answer.prompt, answer.title) == (question.prompt, question.title)
    assert answer.anchors == {1: question.anchor(1), 3: question.anchor(3), 5: question.anchor(5)}
    assert f"level {answer.key}" in answer.answer
    assert answer.tempting == (2 if answer.key == 1 else None)
    assert bool(answer.tempting_why) is (answer.key == 1)


def test_retired_questions_are_left_out_and_a_bank_without_exemplars_gives_nothing():
    retired = {
        id_: q.model_copy(update={"status": QuestionStatus.RETIRED}) if id_ < "int" else q
        for id_, q in BANK.questions.items()
    }
    answers = practice_round(replace(BANK, questions=retired), HER, 12, ())

    assert {a.question for a in answers} == {id_ for id_ in BANK.questions if id_ >= "int"}
    assert practice_round(a_bank(), HER, 8, ()) == ()
